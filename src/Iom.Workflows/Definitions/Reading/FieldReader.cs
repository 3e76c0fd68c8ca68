using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads the fields of a form and the columns of its tables.</summary>
internal static class FieldReader
{
    /// <summary>Longest text of a one-line field when the definition sets no limit.</summary>
    public const int TextLength = 300;

    /// <summary>Longest text of a field of several lines when the definition sets no limit.</summary>
    public const int LongTextLength = 4000;

    private const int MostLength = 20_000;

    public static ImmutableArray<FieldPlan> Read(MapView slot) => ReadList(slot, "fields", slot.PathOf("fields"), column: false);

    private static ImmutableArray<FieldPlan> ReadList(MapView owner, string key, string? path, bool column)
    {
        var fields = ImmutableArray.CreateBuilder<FieldPlan>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in owner.List(key))
        {
            if (ReadField(owner, node, path, column) is not { } field)
            {
                continue;
            }

            if (seen.Add(field.Key))
            {
                fields.Add(field);
            }
            else
            {
                owner.Fault(node, "duplicate_key", $"{(column ? "столбец" : "поле")} «{field.Key}» записан{(column ? string.Empty : "о")} дважды.");
            }
        }

        return fields.DrainToImmutable();
    }

    private static FieldPlan? ReadField(MapView owner, Node node, string? path, bool column)
    {
        var key = (node as Node.Map)?.Word("key");
        var title = (node as Node.Map)?.Word("title") ?? key;
        var where = $"{owner.Where}, {(column ? "столбец" : "поле")} «{title}»";
        if (owner.Map(node, path is null ? null : $"{path}.{key}", where, Vocabulary.Field) is not { } map)
        {
            return null;
        }

        if (key is null || !Keys.IsKey(key))
        {
            map.Fault(map.Find("key") ?? node, "bad_key", "нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание, например «goals».");
            return null;
        }

        if (path is not null)
        {
            owner.Context.Wrote($"{path}.{key}", node.Place);
        }

        var label = map.RequiredText("title", "нет подписи «title».", key);
        if (!map.Has("type"))
        {
            map.Missing("type", $"не сказано, что вводят: «type» — одно из {string.Join(", ", Words.FieldTypes.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (map.Word("type", Words.FieldTypes) is not { } type)
        {
            return null;
        }

        return ReadType(map, node, key, label, type, column) with
        {
            From = PersonFieldReader.ReadFrom(map, type),
            Prefill = PersonFieldReader.ReadPrefill(map, type, column),
        };
    }

    private static FieldPlan ReadType(MapView map, Node node, string key, string label, FieldType type, bool column)
    {
        if (column && type is FieldType.Table or FieldType.MultiChoice or FieldType.PlannedYears && column)
        {
            map.Fault(map.Find("type")!, "misplaced_type", $"в столбце таблицы не бывает «{Words.For(Words.FieldTypes, type)}».");
        }

        var options = ReadOptions(map, node, type);
        var columns = ReadList(map, "columns", null, column: true);
        if (type == FieldType.Table && columns.IsEmpty && !map.Has("columns"))
        {
            map.Missing("columns", "у таблицы нет столбцов «columns».");
        }
        else if (type != FieldType.Table && map.Find("columns") is { } misplaced)
        {
            map.Fault(misplaced, "misplaced_columns", "столбцы «columns» бывают только у таблицы (type: table).");
        }

        var required = map.Flag("required") ?? false;
        var hint = map.Text("hint", 500);
        if (type is FieldType.Text or FieldType.LongText)
        {
            if (map.Find("min") is { } least)
            {
                map.Fault(least, "misplaced_min", "«min» бывает у чисел, шкал и таблиц; у текста задают только «max».");
            }

            var length = map.Number("max", 1, MostLength) ?? (type == FieldType.Text ? TextLength : LongTextLength);
            return new FieldPlan(key, label, type, required, hint, options, columns, length, null, null);
        }

        var (min, max) = ReadLimits(map, type);
        return new FieldPlan(key, label, type, required, hint, options, columns, 0, min, max);
    }

    private static (int? Min, int? Max) ReadLimits(MapView map, FieldType type)
    {
        if (type is not (FieldType.Number or FieldType.Scale or FieldType.Table or FieldType.PlannedYears))
        {
            foreach (var limit in new[] { "min", "max" })
            {
                if (map.Find(limit) is { } misplaced)
                {
                    map.Fault(misplaced, "misplaced_" + limit, $"«{limit}» бывает у текстов, чисел, шкал и таблиц.");
                }
            }

            return (null, null);
        }

        var (least, most) = type == FieldType.Table ? (0, 200) : type == FieldType.PlannedYears ? (1, 10) : (-1_000_000, 1_000_000);
        var (min, max) = (map.Number("min", least, most), map.Number("max", least, most));
        if (min > max)
        {
            map.Fault(map.Find("max")!, "limits_crossed", $"наибольшее значение {max} меньше наименьшего {min}.");
        }

        if (type == FieldType.Scale && (!map.Has("min") || !map.Has("max")))
        {
            map.Missing("scale", "у шкалы нужны «min» и «max», например от 1 до 5.");
        }

        return (min, max);
    }

    private static ImmutableArray<FieldOption> ReadOptions(MapView map, Node node, FieldType type)
    {
        var options = ImmutableArray.CreateBuilder<FieldOption>();
        foreach (var option in map.List("options"))
        {
            if (map.Map(option, null, map.Where, Vocabulary.Option) is not { } inner)
            {
                continue;
            }

            var key = (inner.Find("key") as Node.Text)?.Value;
            var title = inner.RequiredText("title", "у варианта нет подписи «title».", key ?? string.Empty);
            if (key is null || !Keys.IsKey(key))
            {
                map.Fault(option, "bad_key", "у варианта нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание.");
            }
            else if (options.Any(other => other.Key == key))
            {
                map.Fault(option, "duplicate_key", $"вариант «{key}» записан дважды.");
            }
            else
            {
                options.Add(new FieldOption(key, title));
            }
        }

        var choice = type is FieldType.Choice or FieldType.MultiChoice;
        if (choice && options.Count == 0 && (!map.Has("options") || map.Find("options") is Node.List { Items.IsEmpty: true }))
        {
            map.Fault(map.Find("options") ?? node, "missing_options", "выбирать не из чего: перечислите варианты в «options».");
        }
        else if (!choice && map.Find("options") is { } misplaced)
        {
            map.Fault(misplaced, "misplaced_options", "варианты «options» бывают только у choice и multi_choice.");
        }

        return options.DrainToImmutable();
    }
}
