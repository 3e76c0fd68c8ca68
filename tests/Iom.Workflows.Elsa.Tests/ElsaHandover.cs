using Iom.Workflows.Tests.Execution;

namespace Iom.Workflows.Elsa.Tests;

public sealed class ElsaHandover() : HandoverConformance(DatabaseProvider.Sqlite, () => new ElsaRuntime());
