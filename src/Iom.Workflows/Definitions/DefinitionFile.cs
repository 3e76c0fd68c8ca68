using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>One file read as YAML: its name tags and its tree, before overlays are resolved.</summary>
internal sealed record DefinitionFile(SourceFile Source, string Key, int Version, string Title, Node.Map Tree)
{
    public const string ApiVersion = "iom/v1";

    /// <returns>Null when the text cannot be read or does not say which definition it is; the faults say why.</returns>
    public static DefinitionFile? Read(SourceFile source, DefinitionFaults faults)
    {
        if (TextGuard.Refuse(source, faults))
        {
            return null;
        }

        var list = new FaultList(source.Name);
        var node = YamlReader.Read(source with { Text = source.Text.TrimStart('\uFEFF') }, list);
        Take(list, faults);
        if (node is null)
        {
            return null;
        }

        if (Node.From(node, source.Name) is not Node.Map tree)
        {
            faults.Add(new Place(source.Name, node.Line, node.Column), "map_expected", "Определение должно состоять из ключей со значениями, например «key: base».");
            return null;
        }

        return Named(source, tree, faults);
    }

    private static DefinitionFile? Named(SourceFile source, Node.Map tree, DefinitionFaults faults)
    {
        if (tree.Find("apiVersion") is not { } api)
        {
            faults.Add(tree.Place, "missing_api_version", $"Не хватает строки «apiVersion: {ApiVersion}»: без неё неясно, на каком языке написан файл.");
        }
        else if (tree.Word("apiVersion") != ApiVersion)
        {
            faults.Add(api.Place, "unknown_api_version", $"Программа понимает только «apiVersion: {ApiVersion}».");
        }

        var key = tree.Word("key");
        if (key is null || !Keys.IsDefinitionKey(key))
        {
            faults.Add(
                tree.Find("key")?.Place ?? tree.Place,
                key is null ? "missing_key" : "bad_key",
                "У определения должен быть ключ «key»: латинские строчные буквы, цифры и дефис, первой стоит буква, не больше 60 знаков. Например «key: my-school».");
            return null;
        }

        var version = 1;
        if (tree.Find("version") is not { } written)
        {
            faults.Add(tree.Place, "missing_key", "Не хватает номера редакции: «version: 1».");
        }
        else if (!int.TryParse(tree.Word("version"), out version) || version is < 1 or > 100_000)
        {
            version = 1;
            faults.Add(written.Place, "number_expected", "Номер редакции «version» — целое число от 1.");
        }

        return new DefinitionFile(source, key, version, tree.Word("title") ?? key, tree);
    }

    /// <summary>The reader gives up at an anchor and says so twice; once is enough.</summary>
    private static void Take(FaultList list, DefinitionFaults faults)
    {
        foreach (var fault in list.Faults)
        {
            if (fault.Code != "not_yaml" || !list.Faults.Any(other => other.Code == "anchor"))
            {
                faults.Add(new Place(fault.File, fault.Line, fault.Column), fault.Code, fault.Sentence);
            }
        }
    }
}
