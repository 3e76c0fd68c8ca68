using Iom.Host;
using Iom.Host.Administrators;
using Iom.Host.Approvers;
using Iom.Host.CommandLine;
using Iom.Host.Delivery;
using Iom.Host.Demo;
using Iom.Host.Health;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Host.Layout;
using Iom.Host.Messaging;
using Iom.Host.Monitoring;
using Iom.Host.Notifications;
using Iom.Host.Scheduling;
using Iom.Host.Teachers;
using Iom.Host.Telemetry;
using Iom.Host.Work;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

if (builder.AddSettings() is not { } options)
{
    return ExitCodes.WrongSettings;
}

builder.AddClock(options);
builder.AddStorage(options);
builder.AddAccounts(options);
builder.AddProblems();
builder.AddPages();
builder.AddWork();
builder.AddNotifications(options);
builder.AddMessaging(options);
builder.AddScheduling(options);
builder.AddDelivery();
builder.AddHealth();
builder.AddTelemetry();
builder.AddDemo(options);
builder.AddOpenApiDocument();

var app = builder.Build();

if (Commands.Find(args) is { } command)
{
    return await command(app, args, CancellationToken.None);
}

app.UseProblems();
app.UseSecurityHeaders();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapOpenApiDocument(options);
app.MapHealth();
app.MapAccounts();
app.MapWork();
app.MapTeachers();
app.MapApprovers();
app.MapAdministrators();
app.MapMonitoring();
app.MapNotices();
app.MapDelivery();
app.MapDemo(options);
app.MapPages();

if (!await app.PrepareAsync(options))
{
    return ExitCodes.NotPrepared;
}

return await app.ServeAsync() ? ExitCodes.Done : ExitCodes.NotServing;

/// <summary>The program; public for the tests that host it.</summary>
public partial class Program;
