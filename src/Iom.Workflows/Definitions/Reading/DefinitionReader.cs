using System.Collections.Immutable;
using System.Globalization;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads a definition whose overlays are resolved into a plan. The hash, origins and locks are put on later.</summary>
internal static class DefinitionReader
{
    private const int MostYears = 10;

    public static ProcessPlan Read(ReadingContext context, Node.Map tree, DefinitionFile file)
    {
        var map = new MapView(context, tree, string.Empty, string.Empty, Vocabulary.Definition);
        var defaults = ReadDefaults(map);
        var stages = StageReader.ReadAll(map, defaults);
        var tracks = TrackReader.Read(map, defaults);
        var triggers = TriggerReader.ReadTriggers(map);
        var campaigns = TriggerReader.ReadCampaigns(map);
        var (cap, suspensionCounts) = CapReader.Read(map);
        var (years, beginsAt) = ReadYears(map, cap);
        var budgets = BudgetReader.Read(map);
        NamedStages(context, [.. stages, .. tracks.SelectMany(track => track.Stages)]);
        return new ProcessPlan
        {
            Key = file.Key,
            Version = file.Version,
            Title = map.RequiredText("title", "нет названия определения «title».", file.Key),
            Summary = map.Text("summary", MapView.ProseLength),
            Kind = ReadKey(map, "kind", Keys.IsKey) ?? "iom",
            Hash = string.Empty,
            Runtime = ReadKey(map, "runtime", Keys.IsKey),
            Scope = ReadKey(map, "scope", Keys.IsDefinitionKey),
            AppliesTo = ConditionReader.Read(map, "applies"),
            ByHand = map.Word("chosen", Words.Chosen) ?? false,
            CapYears = cap,
            SuspensionCounts = suspensionCounts,
            Subject = ReadSubject(map),
            Requires = RequirementReader.Read(map),
            DefaultYears = years,
            YearBeginsAt = beginsAt,
            Stages = stages,
            Budgets = budgets,
            Sittings = SittingReader.Read(map),
            Tracks = tracks,
            Triggers = triggers,
            Campaigns = campaigns,
            Basis = [.. map.List("basis").Select(node => ReadBasis(map, node)).OfType<LegalBasis>()],
            SendWindow = ReadWindow(map),
        };
    }

    private static SlotReader.LadderDefaults ReadDefaults(MapView map)
    {
        const string where = "Общие правила «defaults»";
        return map.Find("defaults") is { } node && map.Map(node, "defaults", where, Vocabulary.Defaults) is { } defaults
            ? new SlotReader.LadderDefaults(LadderReader.ReadReminders(defaults), LadderReader.ReadEscalations(defaults))
            : new SlotReader.LadderDefaults([], []);
    }

    private static void NamedStages(ReadingContext context, ImmutableArray<StagePlan> stages)
    {
        if (context.Partial)
        {
            return;
        }

        var known = stages.Select(stage => stage.Key).ToList();
        foreach (var (name, where) in context.StagesNamed.Where(named => !known.Contains(named.Name.Value)))
        {
            context.FlowFault(name.Place, "unknown_stage", where, $"нет этапа «{name.Value}»; есть: {string.Join(", ", known)}.{Authoring.Suggestion.For(name.Value, known)}");
        }
    }

    private static SubjectPlan? ReadSubject(MapView map)
    {
        if (map.Find("subject") is not { } node || map.Map(node, "subject", "Чей маршрут «subject»", Vocabulary.Subject) is not { } subject)
        {
            return null;
        }

        return new SubjectPlan(subject.Text("title"), subject.Word("who", Words.Subjects) ?? SubjectKind.Educator);
    }

    private static (int Default, string? BeginsAt) ReadYears(MapView map, int cap)
    {
        if (map.Find("years") is not { } node || map.Map(node, "years", "Годы маршрута «years»", Vocabulary.Years) is not { } years)
        {
            return (1, null);
        }

        var planned = years.Number("default", 1, MostYears) ?? 1;
        if (planned > cap)
        {
            years.Fault(years.Find("default")!, "beyond_cap", $"по умолчанию {planned} г., а предел маршрута «cap» — {cap} г.");
            planned = cap;
        }

        if (years.Find("begins_at") is not { } begins)
        {
            return (planned, null);
        }

        if (begins is Node.Text name)
        {
            map.Context.StageNamed(name, years.Where);
            return (planned, name.Value);
        }

        years.Fault(begins, "text_expected", "«begins_at» — ключ этапа, с которого начинается каждый следующий год.");
        return (planned, null);
    }

    private static string? ReadKey(MapView map, string key, Func<string, bool> isKey)
    {
        if (map.Text(key) is not { } value)
        {
            return null;
        }

        if (isKey(value))
        {
            return value;
        }

        map.Fault(map.Find(key)!, "bad_key", $"«{key}» — ключ: латинские строчные буквы и цифры, первой стоит буква.");
        return null;
    }

    private static LegalBasis? ReadBasis(MapView map, Node node)
    {
        if (map.Map(node, null, "Основания «basis»", Vocabulary.Basis) is not { } basis)
        {
            return null;
        }

        DateOnly? date = null;
        if (basis.Text("date") is { } text)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            {
                date = read;
            }
            else
            {
                basis.Fault(basis.Find("date")!, "date_expected", "дата акта записывается так: 2021-07-30 (год, месяц, день).");
            }
        }

        var title = basis.Text("title", 500);
        if (title is null && !basis.Has("title"))
        {
            basis.Missing("title", "у акта нет названия «title».");
        }

        return new LegalBasis(title ?? string.Empty, basis.Text("number"), date, basis.Text("issuer"));
    }

    private static SendWindow ReadWindow(MapView map)
    {
        var usual = new SendWindow(new TimeOnly(9, 0), new TimeOnly(18, 0));
        if (map.Text("send_window") is not { } text)
        {
            return usual;
        }

        if (text.Split('-') is [var from, var to]
            && TimeOnly.TryParseExact(from.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var opens)
            && TimeOnly.TryParseExact(to.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closes)
            && opens < closes)
        {
            return new SendWindow(opens, closes);
        }

        map.Fault(map.Find("send_window")!, "window_expected", "часы отправки напоминаний записываются так: «09:00-18:00», начало раньше конца.");
        return usual;
    }
}
