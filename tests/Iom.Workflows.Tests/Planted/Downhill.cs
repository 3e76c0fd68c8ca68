// Offenders: each folder knows the next one down the list.
#pragma warning disable IDE0130, IDE0161 // Several namespaces stand in one file on purpose.

namespace Iom.Workflows.Tests.Planted.Authoring
{
    internal sealed record KnowsDownhill(Calendars.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Calendars
{
    internal sealed record KnowsDownhill(Definitions.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Definitions
{
    internal sealed record KnowsDownhill(Directory.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Directory
{
    internal sealed record KnowsDownhill(Documents.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Documents
{
    internal sealed record KnowsDownhill(Engine.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Engine
{
    internal sealed record KnowsDownhill(Execution.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Execution
{
    internal sealed record KnowsDownhill(Persistence.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Persistence
{
    internal sealed record KnowsDownhill(Relay.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Relay
{
    internal sealed record KnowsDownhill(Reminders.KnowsTheEngine Lower);
}

namespace Iom.Workflows.Tests.Planted.Reminders
{
    // No offender: it looks up the list.
    internal sealed record KnowsTheEngine(Engine.Innocent Upper);

    internal sealed record KnowsDownhill(Simulation.KnowsDownhill Lower);
}

namespace Iom.Workflows.Tests.Planted.Simulation
{
    internal sealed record KnowsDownhill(Verification.Innocent Lower);
}

namespace Iom.Workflows.Tests.Planted.Verification
{
    internal sealed record Innocent(int States);
}

namespace Iom.Workflows.Tests.Planted.Engine
{
    internal sealed record Innocent(int Item);
}
