using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Iom.Workflows.Documents;

/// <summary>What <see cref="SampleForm"/> writes into fields of text: by the key of the field where a sentence would not fit what is asked.</summary>
internal static class SampleWords
{
    private static readonly ImmutableArray<string> Sentences =
    [
        "Освоить приёмы формирующего оценивания и применить их в двух классах",
        "Научиться строить урок на основе учебного исследования",
        "Разобрать трудные темы с учениками, которым нужна поддержка",
        "Посетить уроки коллег и обсудить увиденное на заседании объединения",
        "Подготовить открытое занятие и описать опыт для коллег",
    ];

    private static readonly FrozenDictionary<string, ImmutableArray<string>> ByKey = new Dictionary<string, ImmutableArray<string>>
    {
        ["topic"] = ["Формирующее оценивание на уроке", "Учебное исследование в основной школе", "Работа с текстом на уроках разных предметов"],
        ["criteria"] = ["Приём описан и показан коллегам на открытом уроке", "Ученики сами оценивают работу по критериям"],
        ["when"] = ["до конца полугодия", "январь — февраль", "в осенние каникулы", "март"],
        ["result"] = ["Удостоверение о повышении квалификации", "Конспект открытого урока", "Выступление на заседании объединения"],
        ["minutes"] = ["№ 4", "№ 7", "№ 2"],
        ["tenure"] = ["12 лет", "7 лет", "21 год"],
        ["pace"] = ["два часа в неделю", "один модуль в месяц"],
        ["form"] = ["очно", "дистанционно", "стажировка"],
        ["forms"] = ["Мастер-классы, взаимопосещение уроков", "Курсы, вебинары, работа в творческой группе"],
        ["phase"] = ["подготовительный", "практический", "обобщающий"],
        ["position"] = ["учитель", "преподаватель"],
        ["mark"] = ["выполнено", "в работе"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The same for the same key and number; neighbouring fields get different sentences.</summary>
    public static string Of(string key, int number) => ByKey.TryGetValue(key, out var words)
        ? words[number % words.Length]
        : Sentences[(number + key.Sum(letter => letter)) % Sentences.Length];
}
