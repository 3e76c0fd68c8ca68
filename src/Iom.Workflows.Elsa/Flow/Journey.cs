using System.Collections.Immutable;

namespace Iom.Workflows.Elsa.Flow;

/// <summary>
/// One passage while Elsa makes it. An activity that is reached asks what becomes of it and says who it is; that it is the one the engine
/// meant is the agreement of the two. Travels in the input of the run and never into the memo.
/// </summary>
internal sealed class Journey(Passage passage)
{
    public const string Key = "iom.journey";

    private int at;

    /// <summary>What went wrong first; null: nothing.</summary>
    public string? Fault { get; private set; }

    public ImmutableArray<Move> Rest => passage.Moves[at..];

    /// <summary>The next move; null: the life is not the one that moves, or the engine means another place.</summary>
    /// <param name="life">The life that asks.</param>
    /// <param name="stage">Where it is; null: at the beginning of a track.</param>
    public Move? Next(string life, string? stage)
    {
        if (life != passage.Life)
        {
            return null;
        }

        if (Fault is null && at < passage.Moves.Length && passage.Moves[at].Stage == stage)
        {
            return passage.Moves[at++];
        }

        Fault ??= $"Elsa is at '{stage}' of {life}, where the engine has {(at < passage.Moves.Length ? passage.Moves[at] : "nothing more")}.";
        return null;
    }

    public void Fail(string fault) => Fault ??= fault;
}
