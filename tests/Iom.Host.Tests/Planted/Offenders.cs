// Offenders: each audience knows another one, and a page knows the bus and the scheduler.
#pragma warning disable IDE0130, IDE0161 // Several namespaces stand in one file on purpose.

namespace Iom.Host.Tests.Planted.Administrators
{
    internal sealed record KnowsApprovers(Approvers.KnowsMonitoring Other);
}

namespace Iom.Host.Tests.Planted.Approvers
{
    internal sealed record KnowsMonitoring(Monitoring.KnowsTeachers Other);
}

namespace Iom.Host.Tests.Planted.Monitoring
{
    internal sealed record KnowsTeachers(Teachers.Innocent Other);
}

namespace Iom.Host.Tests.Planted.Teachers
{
    internal sealed record Innocent(int Item);

    internal sealed record KnowsAdministrators(Administrators.KnowsApprovers Other);

    internal sealed record KnowsTheBus(MassTransit.IBus Bus);

    internal sealed record KnowsTheScheduler(Quartz.IScheduler Scheduler);
}

namespace Iom.Host.Tests.Planted.Messaging
{
    // No offender: this folder is for it.
    internal sealed record MayKnowTheBus(MassTransit.IBus Bus);
}

namespace Iom.Host.Tests.Planted.Scheduling
{
    // No offender: this folder is for it.
    internal sealed record MayKnowTheScheduler(Quartz.IScheduler Scheduler);
}
