#include "wijk/domain/signal.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/domain/problem.h"

static const struct signal_name names[SIGNAL_COUNT] = {
    [SIGNAL_OFF_TRACK] = {"off track", N_("off track"), "▼"},
    [SIGNAL_NO_FIGURE] = {"no recent figure", N_("no recent figure"), "○"},
    [SIGNAL_LATE] = {"milestone late", N_("milestone late"), "◷"},
    [SIGNAL_OVERDUE] = {"effort past its end", N_("effort past its end"), "◷"},
    [SIGNAL_MONEY] = {"money out of step", N_("money out of step"), "$"},
    [SIGNAL_SLIPPED] = {"slipped twice", N_("slipped twice"), "»"},
    [SIGNAL_UNOWNED] = {"nobody owns it", N_("nobody owns it"), "?"},
    [SIGNAL_SILENT] = {"silent", N_("silent"), "…"},
    [SIGNAL_OPEN_LONG] = {"open too long", N_("open too long"), "‼"},
    [SIGNAL_UNDECIDED] = {"escalation undecided", N_("escalation undecided"), "↑"},
    [SIGNAL_CARRIED] = {"carried three times", N_("carried three times"), "»"},
    [SIGNAL_UNSUPPORTED] = {"agreement without effort", N_("agreement without effort"), "§"},
    [SIGNAL_UNEXPLAINED] = {"not explained", N_("not explained"), "▲"},
    [SIGNAL_ELSEWHERE] = {"also elsewhere", N_("also elsewhere"), "≈"},
};

const struct signal_limits signal_limits_usual = {.late_days = 1,
                                                  .silent_days = 90,
                                                  .money_points = 25,
                                                  .slips = 2,
                                                  .carried = 3,
                                                  .open_days = {0, 120, 60, 30, 14}};

const struct signal_name *signal_name(enum signal_kind kind)
{
    return &names[kind];
}

bool signal_of(const char *value, enum signal_kind *kind)
{
    for (int i = 0; i < SIGNAL_COUNT; i++)
        if (strcmp(names[i].value, value) == 0) {
            *kind = (enum signal_kind)i;
            return true;
        }
    return false;
}

static const char *said(const struct signal_call *call, const char *message)
{
    return language_text(call->language, message);
}

/* "1 day" or "23 days" in the language of the call: plural forms cannot be asked of another
 * language than the current one, and days are all that is counted here. */
static void add_days(const struct signal_call *call, const char *one, const char *many, int days)
{
    if (call->reason != NULL)
        buffer_format(call->reason, said(call, days == 1 ? one : many), days);
}

/* Dates of the reasons, in the language of the call. */
struct date_text {
    struct buffer text;
};

static const char *date_text(struct date_text *text, const struct signal_call *call, date_t date)
{
    text->text = BUFFER_EMPTY;
    date_format(&text->text, date, DATE_SHORT, call->language);
    return text->text.bytes;
}

bool signal_outlook(const struct signal_call *call, const struct outlook *outlook,
                    const char *words, enum signal_kind *kind, struct signal_finding *finding)
{
    bool off = outlook->state == OUTLOOK_OFF_TRACK;
    if (!off && outlook->state != OUTLOOK_NO_FIGURE)
        return false;
    *kind = off ? SIGNAL_OFF_TRACK : SIGNAL_NO_FIGURE;
    date_t newest = outlook->newest.date;
    *finding = (struct signal_finding){.light = off ? LIGHT_RED : LIGHT_GREY,
                                       .severity = off ? SEVERITY_HIGH : SEVERITY_NORMAL,
                                       .since = newest};
    if (off)
        finding->weight = outlook->share_known ? -outlook->share : 0;
    else
        finding->weight = newest == DATE_NONE ? 0 : (double)(call->today - newest);
    if (call->reason != NULL)
        buffer_add_text(call->reason, words);
    return true;
}

bool signal_late(const struct signal_call *call, const char *title, date_t due,
                 struct signal_finding *finding)
{
    if (due == DATE_NONE || call->today - due < call->limits->late_days)
        return false;
    int days = call->today - due;
    *finding = (struct signal_finding){.light = days > 90 ? LIGHT_RED : LIGHT_AMBER,
                                       .severity = days > 90 ? SEVERITY_HIGH : SEVERITY_NORMAL,
                                       .weight = days,
                                       .since = due};
    if (call->reason == NULL)
        return true;
    buffer_format(call->reason,
                  said(call, days == 1 ? N_("'%s' is %d day late") : N_("'%s' is %d days late")),
                  title, days);
    return true;
}

bool signal_overdue(const struct signal_call *call, date_t ends, struct signal_finding *finding)
{
    if (ends == DATE_NONE || call->today <= ends)
        return false;
    int days = call->today - ends;
    *finding = (struct signal_finding){
        .light = LIGHT_AMBER, .severity = SEVERITY_NORMAL, .weight = days, .since = ends};
    add_days(call, N_("should have ended %d day ago"), N_("should have ended %d days ago"), days);
    return true;
}

/* A share as whole percents, rounded down: what is not yet 80 % is not called 80 %. */
static int percent(double share)
{
    return (int)(share * 100);
}

bool signal_money(const struct signal_call *call, const struct signal_money *money,
                  struct signal_finding *finding)
{
    if (money->planned <= 0 || money->starts == DATE_NONE || money->ends == DATE_NONE ||
        money->ends <= money->starts || call->today <= money->starts || call->today > money->ends)
        return false;
    double elapsed = (double)(call->today - money->starts) / (double)(money->ends - money->starts);
    double spent = (double)money->spent / (double)money->planned;
    double difference = (spent - elapsed) * 100;
    if (elapsed < 0.2 ||
        (difference < call->limits->money_points && difference > -call->limits->money_points))
        return false;
    bool over = difference > 0;
    *finding = (struct signal_finding){.light = over ? LIGHT_RED : LIGHT_AMBER,
                                       .severity = over ? SEVERITY_HIGH : SEVERITY_NORMAL,
                                       .weight = over ? difference : -difference,
                                       .since = call->today};
    if (call->reason == NULL)
        return true;
    buffer_format(call->reason, said(call, N_("%d %% of the money spent, %d %% of the time gone")),
                  percent(spent), percent(elapsed));
    return true;
}

bool signal_slipped(const struct signal_call *call, const struct signal_slip *slip,
                    struct signal_finding *finding)
{
    if (slip->times < call->limits->slips || slip->first == DATE_NONE || slip->now == DATE_NONE ||
        slip->now <= slip->first)
        return false;
    *finding = (struct signal_finding){.light = LIGHT_AMBER,
                                       .severity = SEVERITY_NORMAL,
                                       .weight = slip->now - slip->first,
                                       .since = slip->first};
    if (call->reason == NULL)
        return true;
    struct date_text first, now;
    buffer_format(call->reason, said(call, N_("its date was moved %d times, from %s to %s")),
                  slip->times, date_text(&first, call, slip->first),
                  date_text(&now, call, slip->now));
    buffer_release(&first.text);
    buffer_release(&now.text);
    return true;
}

bool signal_unowned(const struct signal_call *call, int severity, date_t since,
                    struct signal_finding *finding)
{
    *finding = (struct signal_finding){.light = LIGHT_AMBER,
                                       .severity = severity > 0 ? severity : SEVERITY_NORMAL,
                                       .weight = severity,
                                       .since = since};
    if (call->reason != NULL)
        buffer_add_text(call->reason, said(call, N_("nobody owns it")));
    return true;
}

bool signal_silent(const struct signal_call *call, date_t changed, struct signal_finding *finding)
{
    if (changed == DATE_NONE || call->today - changed < call->limits->silent_days)
        return false;
    int days = call->today - changed;
    *finding = (struct signal_finding){
        .light = LIGHT_AMBER, .severity = SEVERITY_NORMAL, .weight = days, .since = changed};
    if (call->reason == NULL)
        return true;
    buffer_format(call->reason,
                  said(call, N_("running, but nothing was written about it for %d days")), days);
    return true;
}

bool signal_open_long(const struct signal_call *call, const struct signal_problem *problem,
                      struct signal_finding *finding)
{
    if (problem->severity < SEVERITY_LOW || problem->severity > SEVERITY_CRITICAL ||
        problem->raised_on == DATE_NONE)
        return false;
    int days = call->today - problem->raised_on, limit = call->limits->open_days[problem->severity];
    if (days < (problem->taken ? limit : limit / 2))
        return false;
    *finding = (struct signal_finding){.light = problem->severity >= SEVERITY_HIGH ? LIGHT_RED
                                                                                   : LIGHT_AMBER,
                                       .severity = problem->severity,
                                       .weight = problem->severity * 1000 + days,
                                       .since = problem->raised_on};
    if (call->reason == NULL)
        return true;
    const char *format = problem->taken
                             ? days == 1 ? N_("%s, open for %d day") : N_("%s, open for %d days")
                         : days == 1 ? N_("%s, nobody has taken it for %d day")
                                     : N_("%s, nobody has taken it for %d days");
    buffer_format(call->reason, said(call, format),
                  said(call, problem_severity_word(problem->severity)), days);
    return true;
}

bool signal_undecided(const struct signal_call *call, date_t decide_by, const char *level,
                      struct signal_finding *finding)
{
    if (decide_by == DATE_NONE || call->today <= decide_by)
        return false;
    *finding = (struct signal_finding){.light = LIGHT_RED,
                                       .severity = SEVERITY_HIGH,
                                       .weight = call->today - decide_by,
                                       .since = decide_by};
    if (call->reason == NULL)
        return true;
    struct date_text by;
    buffer_format(call->reason, said(call, N_("asked of %s, to be decided by %s")),
                  said(call, level), date_text(&by, call, decide_by));
    buffer_release(&by.text);
    return true;
}

bool signal_carried(const struct signal_call *call, int64_t times, struct signal_finding *finding)
{
    if (times < call->limits->carried)
        return false;
    *finding = (struct signal_finding){.light = LIGHT_AMBER,
                                       .severity = SEVERITY_NORMAL,
                                       .weight = (double)times,
                                       .since = DATE_NONE};
    if (call->reason != NULL)
        buffer_format(call->reason, said(call, N_("carried over %d times")), (int)times);
    return true;
}

bool signal_unsupported(const struct signal_call *call, date_t due, int64_t efforts,
                        struct signal_finding *finding)
{
    if (efforts > 0 || due == DATE_NONE || call->today < due)
        return false;
    *finding = (struct signal_finding){
        .light = LIGHT_RED, .severity = SEVERITY_HIGH, .weight = call->today - due, .since = due};
    if (call->reason == NULL)
        return true;
    struct date_text since;
    buffer_format(call->reason, said(call, N_("due since %s, and no effort serves it")),
                  date_text(&since, call, due));
    buffer_release(&since.text);
    return true;
}

bool signal_unexplained(const struct signal_call *call,
                        const struct signal_explanation *explanation,
                        struct signal_finding *finding)
{
    static const char *const wanted[] = {N_("cause"), N_("consequence"), N_("correction")};
    const bool given[] = {explanation->cause, explanation->consequence, explanation->correction};
    if ((explanation->light != LIGHT_AMBER && explanation->light != LIGHT_RED) ||
        (given[0] && given[1] && given[2]))
        return false;
    *finding = (struct signal_finding){.light = LIGHT_AMBER,
                                       .severity = SEVERITY_LOW,
                                       .weight = explanation->light,
                                       .since = explanation->since};
    if (call->reason == NULL)
        return true;
    buffer_format(call->reason,
                  said(call, explanation->light == LIGHT_RED ? N_("red without: %s")
                                                             : N_("amber without: %s")),
                  "");
    for (size_t i = 0, shown = 0; i < 3; i++)
        if (!given[i])
            buffer_format(call->reason, "%s%s", shown++ > 0 ? ", " : "", said(call, wanted[i]));
    return true;
}

bool signal_elsewhere(const struct signal_call *call, const char *where, double likeness,
                      struct signal_finding *finding)
{
    if (likeness < SIGNAL_ALIKE)
        return false;
    *finding = (struct signal_finding){
        .light = LIGHT_AMBER, .severity = SEVERITY_NORMAL, .weight = likeness, .since = DATE_NONE};
    if (call->reason != NULL)
        buffer_format(call->reason, said(call, N_("looks like %s")), where);
    return true;
}
