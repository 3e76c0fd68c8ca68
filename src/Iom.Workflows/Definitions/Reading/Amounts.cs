using System.Globalization;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Amounts as people write them: <c>3 working_days</c>, <c>1 working_day</c>, <c>2 weeks</c>, <c>3 years</c>.</summary>
internal static class Amounts
{
    public const string Form = "число и единица: working_days (рабочие дни), calendar_days (календарные дни), weeks, months или years, например «3 working_days»";

    public static (int Amount, DateUnit Unit)? Parse(Node? node)
    {
        if (node is not Node.Text { Value: var text } || text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var digits, var unit])
        {
            return null;
        }

        var plural = unit.EndsWith('s') ? unit : unit + "s";
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount is >= 0 and <= 3660
            && Words.Units.TryGetValue(plural, out var found) ? (amount, found) : null;
    }
}
