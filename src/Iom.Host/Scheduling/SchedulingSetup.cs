using Iom.Workflows;
using Quartz;

namespace Iom.Host.Scheduling;

/// <summary>What wakes up by itself. Quartz only wakes the sweep: what is due stands in the database, so a lost trigger loses nothing (docs/adr/0007).</summary>
public static class SchedulingSetup
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    public static void AddScheduling(this WebApplicationBuilder builder, IomOptions options)
    {
        builder.Services.AddQuartz(quartz =>
        {
            quartz.AddJob<SweepJob>(job => job.WithIdentity("sweep"));
            quartz.AddTrigger(trigger => trigger.ForJob("sweep").WithIdentity("sweep")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(SweepEvery).RepeatForever()));
        });
        builder.Services.AddQuartzHostedService(service => service.WaitForJobsToComplete = true);
        builder.Services.AddHostedService<RelayService>();
        builder.Services.AddHostedService<MigrationService>();
        if (options.Provider == DatabaseProvider.Postgres)
        {
            builder.Services.AddHostedService<HintService>();
        }

        if (options.Mail.Provider == "smtp")
        {
            builder.Services.AddHostedService<MailService>();
        }
    }
}
