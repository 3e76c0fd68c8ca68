using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Iom.Host.Resources;
using Iom.Workflows.Simulation;

namespace Iom.Host.Administrators.Simulation;

/// <summary>A simulated route on the axis of time: a bar from opening to answer for every item, a mark on its last day. Drawn on the server.</summary>
public static class RouteChart
{
    private const int Left = 290;
    private const int Right = 980;
    private const int Top = 34;
    private const int RowHeight = 26;
    private const int MostLetters = 36;
    private const int LabelledMonths = 13;

    public static string Draw(RouteTable table)
    {
        var first = table.Rows.Min(row => row.OpenedOn);
        var last = table.Rows.Max(row => row.ClosedOn ?? row.DueOn ?? row.OpenedOn).AddDays(1);
        var scale = (Right - Left) / (double)Math.Max(1, last.DayNumber - first.DayNumber);
        var height = Top + (table.Rows.Length * RowHeight) + 8;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Right + 10} {height}\" role=\"img\" aria-label=\"{Text(Texts.Of("sim_chart_label", Texts.Day(first), Texts.Day(last)))}\">");
        Months(svg, first, last, scale, height);
        for (var i = 0; i < table.Rows.Length; i++)
        {
            Bar(svg, table.Rows[i], Top + (i * RowHeight), first, last, scale);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Months(StringBuilder svg, DateOnly first, DateOnly last, double scale, int height)
    {
        var every = ((last.DayNumber - first.DayNumber) / 30 / LabelledMonths) + 1;
        var month = new DateOnly(first.Year, first.Month, 1);
        for (var number = 0; month < last; number++, month = month.AddMonths(1))
        {
            var x = Place(month < first ? first : month, first, scale);
            if (number % every == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"chart-month\" x1=\"{x:F1}\" y1=\"22\" x2=\"{x:F1}\" y2=\"{height}\"/><text class=\"chart-small\" x=\"{x + 3:F1}\" y=\"16\">{Text(month.ToString(month.Month == 1 || number == 0 ? "MMM yyyy" : "MMM", Texts.Russian))}</text>");
            }
        }
    }

    private static void Bar(StringBuilder svg, RouteRow row, int y, DateOnly first, DateOnly last, double scale)
    {
        var from = Place(row.OpenedOn, first, scale);
        var width = Math.Max(5, Place(row.ClosedOn ?? last, first, scale) - from);
        var kind = row.ClosedOn is null ? "waits" : row.Late ? "late" : "done";
        var title = row.Slot.Title.Length > MostLetters ? row.Slot.Title[..(MostLetters - 1)] + "…" : row.Slot.Title;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"chart-name\" x=\"{Left - 10}\" y=\"{y + 16}\">{row.Item}. {Text(title)}</text><rect class=\"chart-{kind}\" x=\"{from:F1}\" y=\"{y + 4}\" width=\"{width:F1}\" height=\"15\" rx=\"3\"/>");
        if (row.DueOn is { } due && due < last)
        {
            var x = Place(due, first, scale);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"chart-due\" x1=\"{x:F1}\" y1=\"{y + 1}\" x2=\"{x:F1}\" y2=\"{y + 22}\"/>");
        }
    }

    private static double Place(DateOnly day, DateOnly first, double scale) => Left + ((day.DayNumber - first.DayNumber) * scale);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
