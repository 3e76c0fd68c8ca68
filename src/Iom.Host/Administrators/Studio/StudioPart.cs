using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;
using Microsoft.AspNetCore.Components;

namespace Iom.Host.Administrators.Studio;

/// <summary>A part of the page that works at the desk.</summary>
public abstract class StudioPart : ComponentBase
{
    [CascadingParameter]
    public required StudioDesk Desk { get; set; }

    /// <summary>Where the value stands that this part is about.</summary>
    [Parameter]
    public YamlPath Path { get; set; } = YamlPath.Top;

    protected YamlNode? Node => Desk.Document.Value(Path);

    /// <summary>Whether the value may not be changed here.</summary>
    protected bool Locked => !Desk.Document.Readable || Desk.Document.LockOf(Path) == PointLock.Locked;

    protected string Id => IdOf(Path);

    protected static string IdOf(YamlPath path) => "at-" + path.Dotted.Replace('.', '-');

    protected void Set(YamlNode? value) => Desk.Set(Path, value);
}
