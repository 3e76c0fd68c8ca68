using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Notifications;

/// <summary>Registers what notices become.</summary>
public static class NotificationsSetup
{
    public static void AddNotifications(this WebApplicationBuilder builder, IomOptions options)
    {
        builder.Services.AddSingleton<MailText>();
        builder.Services.AddSingleton<NoticeDelivery>();
        builder.Services.AddSingleton<MailRelay>();
        builder.Services.AddSingleton<NoticeQueries>();
        if (options.Mail.Provider == "smtp")
        {
            builder.Services.AddSingleton<IMailSender, SmtpMail>();
        }
        else
        {
            builder.Services.AddSingleton<IMailSender, KeptMail>();
        }
    }

    public static void MapNotices(this WebApplication app) =>
        app.MapPost("/notices/read", async (HttpContext http, [FromForm] string? confirm, Identity.CurrentPerson me, NoticeQueries notices) =>
        {
            _ = confirm;
            await notices.MarkReadAsync(me.Id, http.RequestAborted);
            return Results.LocalRedirect("/notices");
        }).ExcludeFromDescription();
}
