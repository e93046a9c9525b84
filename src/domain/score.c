#include "wijk/domain/score.h"

#include "wijk/base/number.h"

#define AGE_MOST 3.0
#define OVERDUE_MOST 2.0
#define A_LEVEL 0.25
#define A_CHARTER 1.5

static int days_since(date_t day, date_t today)
{
    return day == DATE_NONE || day > today ? 0 : today - day;
}

static double factor_of(int days, double most)
{
    double factor = 1 + days / 100.0;
    return factor > most ? most : factor;
}

void score_of(const struct score_facts *facts, date_t today, struct score *score)
{
    *score = (struct score){.severity = facts->severity,
                            .age_days = days_since(facts->raised_on, today),
                            .overdue_days = days_since(facts->due, today),
                            .level = facts->level,
                            .escalation = 1 + A_LEVEL * (double)facts->level,
                            .charter = facts->charter ? A_CHARTER : 1};
    score->age = factor_of(score->age_days, AGE_MOST);
    score->overdue = factor_of(score->overdue_days, OVERDUE_MOST);
    score->total =
        score->severity * score->age * score->escalation * score->overdue * score->charter;
}

void score_facts_of(const struct row *problem, struct score_facts *facts)
{
    *facts =
        (struct score_facts){.severity = (int)row_integer(problem, "severity", SEVERITY_NORMAL),
                             .level = problem_level_of(row_text(problem, "level")),
                             .charter = !id_is_none(row_reference(problem, "agreement")),
                             .raised_on = row_date(problem, "raised_on"),
                             .due = row_date(problem, "due")};
}

static void add_factor(struct buffer *out, double factor, enum language language)
{
    number_format(out, factor, 2, number_style_of(language));
}

static void add_days(struct buffer *out, int days)
{
    buffer_add_text(out, " (");
    buffer_format(out, ngettext("%d day", "%d days", (unsigned long)days), days);
    buffer_add_text(out, ")");
}

void score_words(struct buffer *out, const struct score *score, enum language language)
{
    buffer_format(out, _("severity %d"), score->severity);
    buffer_format(out, " × %s ", _("age"));
    add_factor(out, score->age, language);
    add_days(out, score->age_days);
    if (score->level > LEVEL_GROUP) {
        buffer_format(out, _(" × level %s "), _(problem_level_label(score->level)));
        add_factor(out, score->escalation, language);
    }
    if (score->overdue_days > 0) {
        buffer_format(out, " × %s ", _("overdue"));
        add_factor(out, score->overdue, language);
        add_days(out, score->overdue_days);
    }
    if (score->charter > 1) {
        buffer_format(out, " × %s ", _("charter"));
        add_factor(out, score->charter, language);
    }
    buffer_add_text(out, " = ");
    score_total(out, score, language);
}

void score_total(struct buffer *out, const struct score *score, enum language language)
{
    number_format_fixed(out, score->total, 1, number_style_of(language));
}
