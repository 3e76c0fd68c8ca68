namespace Iom.Workflows.Definitions;

/// <summary>Whom pathways of a plan are about.</summary>
/// <param name="Title">What the subject is called here, in Russian: «Наставник»; null: the usual word.</param>
/// <param name="Who">Who may be one.</param>
public sealed record SubjectPlan(string? Title, SubjectKind Who);

/// <summary>Who may be the subject of a pathway.</summary>
public enum SubjectKind
{
    /// <summary>A person with the facts of an educator in the directory.</summary>
    Educator,

    /// <summary>Anybody in the directory: a coordinator with a yearly plan of his own.</summary>
    Person,
}
