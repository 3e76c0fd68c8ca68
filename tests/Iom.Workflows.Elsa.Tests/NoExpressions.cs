using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;

namespace Iom.Workflows.Elsa.Tests;

/// <summary>An empty register of expression languages: Elsa keeps the real one in its management package, and our workflows contain no expression.</summary>
internal sealed class NoExpressions : IExpressionDescriptorRegistry
{
    public void Add(ExpressionDescriptor descriptor) => throw new NotSupportedException();

    public void AddRange(IEnumerable<ExpressionDescriptor> descriptors) => throw new NotSupportedException();

    public IEnumerable<ExpressionDescriptor> ListAll() => [];

    public ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate) => null;

    public ExpressionDescriptor? Find(string type) => null;
}
