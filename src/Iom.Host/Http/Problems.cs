using System.Text.Json;
using Iom.Workflows.Engine;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Http;

/// <summary>Refusals and faults as problem+json for programs, as Russian pages for people.</summary>
public static class Problems
{
    private const long MostBytes = 1024 * 1024;

    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails.Extensions.ContainsKey("code"))
            {
                return;
            }

            var code = HostRefusals.CodeOf(context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode);
            context.ProblemDetails.Extensions.TryAdd("code", code);
            context.ProblemDetails.Title = HostRefusals.Sentence(code);
            context.ProblemDetails.Detail = null;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(AnswerAsync));
        app.UseStatusCodePages(context => AnswerStatusAsync(context.HttpContext));
    }

    /// <summary>An expected no, as HTTP.</summary>
    public static IResult From(Refusal refusal, int? status = null)
    {
        var problem = new ProblemDetails
        {
            Status = status ?? StatusOf(refusal.Kind),
            Title = refusal.Sentence,
            Type = $"urn:iom:{refusal.Code}",
        };
        problem.Extensions["code"] = refusal.Code;
        if (!refusal.Fields.IsEmpty)
        {
            problem.Extensions["fields"] = refusal.Fields.Select(fault => new { field = fault.Field, code = fault.Code, sentence = fault.Sentence });
        }

        return Results.Problem(problem);
    }

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
    };

    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || http.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    private static Task AnswerAsync(HttpContext http)
    {
        var fault = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (StorageFaults.CodeOf(fault) is { } code)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = StorageFaults.RetryAfterSeconds;
            return AnswerCodeAsync(http, code);
        }

        http.Response.StatusCode = fault switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            JsonException => StatusCodes.Status400BadRequest,
            Microsoft.AspNetCore.Antiforgery.AntiforgeryValidationException => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status500InternalServerError,
        };
        return AnswerStatusAsync(http);
    }

    private static Task AnswerStatusAsync(HttpContext http) => AnswerCodeAsync(http, HostRefusals.CodeOf(http.Response.StatusCode));

    private static async Task AnswerCodeAsync(HttpContext http, string code)
    {
        if (IsApi(http))
        {
            var problem = new ProblemDetails { Status = http.Response.StatusCode, Title = HostRefusals.Sentence(code), Type = $"urn:iom:{code}" };
            problem.Extensions["code"] = code;
            problem.Extensions["traceId"] = http.TraceIdentifier;
            await http.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
        }
        else
        {
            await ErrorPage.WriteAsync(http, HostRefusals.Sentence(code));
        }
    }
}
