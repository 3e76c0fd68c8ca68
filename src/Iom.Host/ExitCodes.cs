namespace Iom.Host;

/// <summary>How the program ends.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The database cannot be reached, entered or brought up to date.</summary>
    public const int NotPrepared = 1;

    /// <summary>A setting is missing or wrong.</summary>
    public const int WrongSettings = 2;

    /// <summary>The address is taken by another program.</summary>
    public const int NotServing = 3;
}
