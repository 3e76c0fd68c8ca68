// This project has no reference to these packages, as the library has none; the rules go by names.
#pragma warning disable IDE0130, IDE0161 // Several foreign namespaces stand in one file on purpose.

namespace Microsoft.AspNetCore
{
    internal sealed record StandIn;
}

namespace MassTransit
{
    internal sealed record StandIn;
}

namespace Quartz
{
    internal sealed record StandIn;
}
