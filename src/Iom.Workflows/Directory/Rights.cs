namespace Iom.Workflows.Directory;

/// <summary>What a role allows over the pathways in its place of the org tree. Closed unless opened: a role not named here allows nothing.</summary>
[Flags]
public enum Rights
{
    None = 0,

    /// <summary>Reads pathways, their history and document.</summary>
    See = 1,

    /// <summary>Starts pathways.</summary>
    Start = 2,

    /// <summary>Gives items to others, closes pathways early, reads definitions and their problems.</summary>
    Administer = 4,

    /// <summary>Reads overviews and the attention list.</summary>
    Monitor = 8,
}

/// <summary>Rights by role.</summary>
public static class RoleRights
{
    public static Rights Of(string role) => role switch
    {
        Roles.Administrator => Rights.See | Rights.Start | Rights.Administer | Rights.Monitor,
        Roles.Coordinator => Rights.See | Rights.Monitor,
        Roles.Head or Roles.Deputy or Roles.SeniorEducator => Rights.See | Rights.Start | Rights.Monitor,
        Roles.Methodologist or Roles.AssociationLead or Roles.Mentor or Roles.Tutor => Rights.See,
        _ => Rights.None,
    };
}
