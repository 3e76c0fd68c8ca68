namespace Iom.Workflows.Authoring.Editing;

/// <summary>
/// Changes a YAML text where it must and nowhere else: comments, blank lines, quotes and indents of all other lines stay as they
/// are, byte for byte. Every result is read again and held against the same change of the tree; where they differ the change is
/// refused, and the text is left to its author.
/// </summary>
public static class YamlEditor
{
    /// <summary>Several edits one after the other; all or none.</summary>
    public static YamlEditResult Apply(string text, IEnumerable<YamlEdit> edits)
    {
        YamlEditResult result = new YamlEditResult.Done(text);
        foreach (var edit in edits)
        {
            if (result is not YamlEditResult.Done done)
            {
                return result;
            }

            result = Apply(done.Text, edit);
        }

        return result;
    }

    public static YamlEditResult Apply(string text, YamlEdit edit)
    {
        var mark = text.StartsWith('\uFEFF') ? text[..1] : string.Empty;
        var body = text[mark.Length..];
        var faults = new FaultList(string.Empty);
        if (YamlReader.Read(new SourceFile(string.Empty, body), faults) is not { } before || faults.Faults.Count > 0)
        {
            return new YamlEditResult.Refused("unreadable", $"Сначала исправьте запись YAML: строка {(faults.Faults.Count > 0 ? faults.Faults[0].Line : 1)}.");
        }

        if (TreeEdit.Apply(before, edit) is not { } wanted)
        {
            return new YamlEditResult.Refused("not_found", "Менять нечего: этого места в тексте уже нет.");
        }

        if (Yaml.Same(before, wanted))
        {
            return new YamlEditResult.Done(text);
        }

        var after = new TextEdit(body, YamlSpan.Read(body)).Apply(edit);
        return after is not null && Yaml.Same(Yaml.Read(after), wanted)
            ? new YamlEditResult.Done(mark + after)
            : new YamlEditResult.Refused("by_hand", "Это место записано так, что менять его безопасно можно только в самом тексте. Откройте вкладку «YAML».");
    }
}
