namespace Iom.Workflows.Persistence.Sql;

/// <summary>One statement of a batch: static text with <c>$1 … $n</c>, and its values.</summary>
/// <param name="Text">Never built from data.</param>
/// <param name="Values">In the order of the numbers.</param>
/// <param name="MustHit">No row touched means that somebody else was first: the whole batch is undone.</param>
public readonly record struct Statement(string Text, object?[] Values, bool MustHit = false);
