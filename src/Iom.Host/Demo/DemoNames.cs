namespace Iom.Host.Demo;

/// <summary>Invented names; any likeness to real people is chance.</summary>
internal static class DemoNames
{
    private static readonly string[] Surnames =
    [
        "Берёзкин", "Вершинин", "Горностаев", "Дубравин", "Ежевикин", "Журавкин", "Зарницын", "Ивушкин", "Калинкин", "Лугов",
        "Малинин", "Незабудкин", "Озёрский", "Полянский", "Ракитин", "Снегирёв", "Тропинин", "Ушаков", "Фиалкин", "Хлебников",
        "Цветаев", "Черёмухин", "Шиповников", "Щеглов", "Юрьев", "Яблочкин", "Васильков", "Рябинин", "Соловьёв", "Клёнов",
    ];

    private static readonly string[] WomenFirst = ["Анна", "Вера", "Галина", "Дарья", "Елена", "Ирина", "Марина", "Надежда", "Ольга", "Светлана", "Татьяна", "Юлия"];
    private static readonly string[] MenFirst = ["Андрей", "Борис", "Виктор", "Дмитрий", "Егор", "Михаил", "Николай", "Павел"];
    private static readonly string[] WomenMiddle = ["Андреевна", "Борисовна", "Викторовна", "Дмитриевна", "Егоровна", "Михайловна", "Николаевна", "Павловна"];
    private static readonly string[] MenMiddle = ["Андреевич", "Борисович", "Викторович", "Дмитриевич", "Егорович", "Михайлович", "Николаевич", "Павлович"];

    private const string Cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";

    private static readonly string[] Latin =
    [
        "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch",
        "", "y", "", "e", "yu", "ya",
    ];

    /// <summary>The n-th name; the same number is always the same name.</summary>
    public static string FullName(int number)
    {
        var surname = Surnames[(number * 7) % Surnames.Length];
        var turn = number / Surnames.Length;
        return number % 6 == 5
            ? $"{surname} {MenFirst[((number * 3) + turn) % MenFirst.Length]} {MenMiddle[((number * 5) + turn) % MenMiddle.Length]}"
            : $"{Feminine(surname)} {WomenFirst[((number * 5) + turn) % WomenFirst.Length]} {WomenMiddle[((number * 3) + turn) % WomenMiddle.Length]}";
    }

    public static string Email(string fullName, int number, string place) =>
        $"{Transliterated(fullName.Split(' ')[0])}{number}@{place}.example";

    private static string Feminine(string surname) =>
        surname.EndsWith("ский", StringComparison.Ordinal) ? string.Concat(surname.AsSpan(0, surname.Length - 2), "ая") : $"{surname}а";

    private static string Transliterated(string text) => string.Concat(text.Select(char.ToLowerInvariant).Select(letter =>
        Cyrillic.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var index ? Latin[index] : letter.ToString()));
}
