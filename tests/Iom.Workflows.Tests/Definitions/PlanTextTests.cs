using FluentAssertions;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>Rules read as a person would say them.</summary>
public sealed class PlanTextTests
{
    [Theory]
    [InlineData("{ after: opened, working_days: 1 }", "1 рабочий день после открытия")]
    [InlineData("{ after: opened, working_days: 3 }", "3 рабочих дня после открытия")]
    [InlineData("{ after: started, calendar_days: 11 }", "11 календарных дней после начала маршрута")]
    [InlineData("{ after: { stage: drafting }, weeks: 2 }", "2 недели после завершения этапа «Составление»")]
    [InlineData("{ after: { day: 31.05 }, months: 5 }", "5 месяцев после 31 мая")]
    [InlineData("{ before: year_end, weeks: 1 }", "за 1 неделю до конца учебного года")]
    [InlineData("{ day: 20.09 }", "до 20 сентября")]
    [InlineData("{ month: 2 }", "до 29 февраля")]
    [InlineData("{ at: half_year_1_end }", "до конца первого полугодия")]
    [InlineData("{ at: opened }", "в день открытия")]
    [InlineData("{ earliest: [{ day: 01.10 }, { after: opened, years: 1 }] }", "что наступит раньше: до 1 октября или 1 год после открытия")]
    [InlineData("{ latest: [{ at: quarter_4_end }, { day: 5.5 }] }", "что наступит позже: до конца четвёртой четверти или до 5 мая")]
    [InlineData("{ day: 20.09, at_least: 5 working_days }", "до 20 сентября, но не меньше чем 5 рабочих дней")]
    [InlineData("{ date: 2026-11-15 }", "до 15 ноября 2026 года")]
    [InlineData("{ date: 2026-02 }", "до 28 февраля 2026 года")]
    [InlineData("{ after: opened, working_days: 3, count_from: same_day }", "3 рабочих дня после открытия, считая этот день")]
    [InlineData("{ after: returned, working_days: 5, set_by_return: true }", "5 рабочих дней после возврата на доработку; при возврате на доработку — день, который назначил вернувший")]
    [InlineData("{ after: { entered: drafting }, weeks: 2 }", "2 недели после начала этапа «Составление»")]
    [InlineData("{ before: { sitting: pedagogical_council, notice: 5 calendar_days }, working_days: 3 }", "за 3 рабочих дня до ближайшего заседания (педагогический совет), до которого не меньше чем 5 календарных дней")]
    [InlineData("{ cases: [{ when: { leader: true }, day: 1.10 }, { day: 20.09 }] }", "руководители и заместители: до 1 октября; в остальных случаях: до 20 сентября")]
    [InlineData("none", "без срока")]
    public void A_deadline_is_a_phrase(string deadline, string phrase)
    {
        var plan = Sample.Plan(Sample.With("deadline: { day: 20.09 }", $"deadline: {deadline}\n        reminders: []"));

        PlanText.Deadline(plan, plan.Stage("consent").Slot("head").Deadline).Should().Be(phrase);
    }

    [Theory]
    [InlineData("{ day: 10.12 }", "с 10 декабря")]
    [InlineData("{ month: 10 }", "с 1 октября")]
    [InlineData("{ after: started, weeks: 1 }", "через 1 неделю после начала маршрута")]
    [InlineData("{ before: year_end, months: 1 }", "за 1 месяц до конца учебного года")]
    public void An_opening_is_a_phrase(string opens, string phrase)
    {
        var plan = Sample.Plan(Sample.With("deadline: { day: 20.09 }", $"deadline: {{ day: 20.09 }}\n        opens: {opens}"));

        PlanText.Opening(plan, plan.Stage("consent").Slot("head").Opens).Should().Be(phrase);
        PlanText.Opening(plan, null).Should().Be("сразу, как только дойдёт очередь");
    }

    [Theory]
    [InlineData("{ role: deputy_academic, if_nobody: up }", "заместитель директора по УВР; если никого — уровнем выше")]
    [InlineData("{ role: methodologist, level: municipality, if_nobody: [up, skip] }", "методист (муниципалитет); если никого — уровнем выше, затем задание пропускается")]
    [InlineData("{ relative: association_lead }", "руководитель методического объединения педагога")]
    [InlineData("{ one_of: [{ role: head }, { body: expert_council, level: region }] }", "руководитель организации или экспертный совет (регион)")]
    [InlineData("{ person: 17 }", "названный сотрудник № 17")]
    [InlineData("{ role: chief_of_everything }", "chief_of_everything")]
    [InlineData("{ body: expert_council, members: true }", "все члены: экспертный совет")]
    [InlineData("{ role: methodologist, org_type: municipal_method_service }", "методист (ближайшие организации вида «методические службы»)")]
    [InlineData("{ role: head, unit: school-13 }", "руководитель организации (организация «school-13»)")]
    [InlineData("{ same_as: consent.deputy }", "тот, кто выполнил задание «Заместитель»")]
    [InlineData("{ educators: { where: { category: teacher } } }", "педагоги организации, для кого верно: педагоги: учителя")]
    [InlineData("{ pool: { educators: {} }, max_load: { role: mentor, below: 2 } }", "педагоги организации, у кого педагогов на попечении (наставник) меньше 2")]
    [InlineData("{ first_of: [{ relative: mentor }, { role: head }], except: { role: curator } }", "первый, кто найдётся: наставник педагога, затем руководитель организации, кроме: куратор")]
    [InlineData("{ all_of: [{ role: head }, { role: methodologist }] }", "каждый: руководитель организации и методист")]
    public void A_performer_is_a_phrase(string performer, string phrase)
    {
        var plan = Sample.Plan(Sample.With("performer: { role: head }", $"performer: {performer}"));

        PlanText.Performer(plan.Stage("consent").Slot("head").Performer, plan).Should().Be(phrase);
    }

    [Theory]
    [InlineData("{ year: not_last }", "кроме последнего года")]
    [InlineData("{ age_below: 35 }", "возраст меньше 35 лет")]
    [InlineData("{ qualification: [first, highest] }", "квалификационная категория: «первая» или «высшая»")]
    [InlineData("{ attribute: { key: post_since, years_below: 3 } }", "время в должности: прошло меньше 3 лет")]
    [InlineData("{ attribute: { of: organisation, key: small, filled: true } }", "small организации: заполнено")]
    [InlineData("{ field: { key: area, is: two } }", "поле «Область»: «Вторая»")]
    [InlineData("{ row: { key: status, is: done } }", "столбец «status»: «done»")]
    [InlineData("{ has: { role: head } }", "есть руководитель организации")]
    [InlineData("{ round: { from: 2 } }", "начиная с круга 2")]
    [InlineData("{ outcome: { stage: consent, is: return } }", "этап «Согласование» завершился ответом «Вернуть на доработку»")]
    [InlineData("{ between: [01.09, 31.12] }", "с 1 сентября по 31 декабря")]
    [InlineData("{ category: [teacher, head] }", "педагоги: учителя, руководители")]
    [InlineData("{ leader: false, tenure_below: 3 years }", "педагоги, кроме руководителей и заместителей и педагогический стаж меньше 3 лет")]
    [InlineData("{ any: [{ org_type: school }, { not: { has_association: true } }] }", "организации: школы или не (есть методическое объединение)")]
    [InlineData("{ all: [{ track: mentor }, { any: [{ year: first }, { year: last }] }] }", "степень: наставник и (в первый год или в последний год)")]
    [InlineData("{ tenure_below: 1 }", "педагогический стаж меньше 1 года")]
    public void A_condition_is_a_phrase(string when, string phrase)
    {
        var plan = Sample.Plan(Sample.With("policy: all", $"when: {when}"));

        PlanText.Condition(plan.Stage("consent").When, plan).Should().Be(phrase);
        PlanText.Condition(Condition.Always).Should().Be("всегда");
    }

    [Theory]
    [InlineData("policy: all", "нужны все ответы; первый отрицательный ответ завершает этап")]
    [InlineData("on_negative: when_all_answered", "нужны все ответы; отрицательный ответ действует, когда высказались все")]
    [InlineData("policy: any", "достаточно одного ответа")]
    [InlineData("policy: { at_least: 2 }", "достаточно положительных ответов: 2")]
    [InlineData("policy: in_order", "все по очереди; первый отрицательный ответ завершает этап")]
    public void A_policy_is_a_phrase(string policy, string phrase)
    {
        var plan = Sample.Plan(Sample.With("policy: all", policy));

        PlanText.Policy(plan.Stage("consent")).Should().Be(phrase);
        PlanText.Policy(plan.Stage("drafting")).Should().Be("нужен один ответ");
    }

    [Fact]
    public void A_ladder_is_a_list_of_phrases()
    {
        const string ladder = """
            deadline: { day: 20.09 }
                    reminders: [{ before: 3 working_days }, { on: true }, { after: 1 calendar_day, every: 2, times: 3 }]
                    escalation:
                      - { after: 3 working_days, to: { role: coordinator, level: municipality }, mode: join }
                      - { after: 5 working_days, to: { role: head }, mode: replace }
            """;
        var slot = Sample.Plan(Sample.With("deadline: { day: 20.09 }", ladder)).Stage("consent").Slot("head");

        PlanText.Reminders(slot).Should().Be("за 3 рабочих дня до срока; в день срока; через 1 календарный день после срока и ещё каждые 2 дня, всего 3 раза");
        PlanText.Escalations(slot).Should().Equal(
            "через 3 рабочих дня после срока ответить может и: координатор (муниципалитет)",
            "через 5 рабочих дней после срока вместо исполнителя отвечает: руководитель организации");
    }

    [Fact]
    public void Transitions_kinds_and_locks_are_phrases()
    {
        var plan = Sample.Plan(Sample.Text);

        PlanText.Transition(plan, plan.Stage("consent").Transitions[0]).Should().Be("на этап «Составление», всего не больше 3 кругов");
        PlanText.Transition(plan, plan.Stage("work").Transitions[0]).Should().Be("в следующий учебный год");
        PlanText.Kind(plan.Stage("consent").Slot("deputy")).Should().Be("Согласование");
        PlanText.Kind(plan.Stage("work").Slot("report")).Should().Be("Отчёт");
        PlanText.Lock(PointLock.Tightenable).Should().Be("можно только ужесточить");
    }

    /// <summary>A text that is missing would throw on some page one day; so each is asked for here.</summary>
    [Fact]
    public void Every_shipped_plan_can_be_told_whole()
    {
        foreach (var plan in Shipped.Plans)
        {
            foreach (var (stage, slot) in plan.Stages.SelectMany(stage => stage.Slots.Select(slot => (stage, slot))))
            {
                string[] phrases =
                [
                    PlanText.Deadline(plan, slot.Deadline), PlanText.Opening(plan, slot.Opens), PlanText.Performer(slot.Performer), PlanText.Policy(stage),
                    PlanText.Condition(stage.When), PlanText.Condition(slot.When), PlanText.Kind(slot), PlanText.Reminders(slot),
                    .. PlanText.Escalations(slot), .. stage.Transitions.Select(transition => PlanText.Transition(plan, transition)),
                ];
                phrases.Should().OnlyContain(phrase => phrase.Length > 0 && !phrase.Contains('_') && !phrase.Contains("{0}", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Every_point_of_the_academic_year_has_a_name()
    {
        foreach (var anchor in Words.AcademicAnchors.Keys)
        {
            var plan = Sample.Plan(Sample.With("deadline: { day: 20.09 }", $"deadline: {{ at: {anchor} }}"));

            PlanText.Deadline(plan, plan.Stage("consent").Slot("head").Deadline).Should().MatchRegex("^до (начала|конца) [а-яё ]+$");
        }
    }
}
