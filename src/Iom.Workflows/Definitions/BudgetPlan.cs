namespace Iom.Workflows.Definitions;

/// <summary>
/// What several stages may take together: no last day in them lies later than this long after the first of them was first entered
/// this year.
/// </summary>
/// <param name="Key">Stable key.</param>
/// <param name="Title">What people read, in Russian.</param>
/// <param name="From">Key of the first stage.</param>
/// <param name="Through">Key of the last stage, inclusive.</param>
/// <param name="Within">How long.</param>
public sealed record BudgetPlan(string Key, string Title, string From, string Through, Distance Within);
