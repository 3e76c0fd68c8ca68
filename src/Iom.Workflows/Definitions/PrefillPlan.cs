namespace Iom.Workflows.Definitions;

/// <summary>What stands in an empty field when its form is opened. A closed union.</summary>
public abstract record PrefillPlan
{
    private PrefillPlan()
    {
    }

    /// <summary>What another field of the document holds.</summary>
    public sealed record Field(string Key) : PrefillPlan;

    /// <summary>An attribute of the subject in the directory.</summary>
    public sealed record Attribute(string Key) : PrefillPlan;

    /// <summary>The full name of the subject.</summary>
    public sealed record SubjectName : PrefillPlan;
}
