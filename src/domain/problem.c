#include "wijk/domain/problem.h"

#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/text.h"

static const struct {
    const char *word, *glyph;
} severities[] = {
    {N_("low"), " "},
    {N_("normal"), "\u00B7"},
    {N_("high"), "!"},
    {N_("critical"), "\u203C"},
};

static const struct {
    const char *value, *label;
} statuses[PROBLEM_STATUS_COUNT] = {
    [PROBLEM_FLAGGED] = {"flagged", N_("flagged")},
    [PROBLEM_ACCEPTED] = {"accepted", N_("accepted")},
    [PROBLEM_IN_PROGRESS] = {"in progress", N_("in progress")},
    [PROBLEM_WAITING] = {"waiting", N_("waiting for")},
    [PROBLEM_SOLVED] = {"solved", N_("solved")},
    [PROBLEM_REJECTED] = {"rejected", N_("rejected")},
};

static const struct {
    const char *value, *label;
} levels[LEVEL_COUNT] = {
    [LEVEL_GROUP] = {"group", N_("group")},
    [LEVEL_DISTRICT] = {"district", N_("district")},
    [LEVEL_BUREAU] = {"bureau", N_("bureau")},
    [LEVEL_CITY_BOARD] = {"city board", N_("city board")},
    [LEVEL_NATIONAL] = {"national", N_("national")},
};

/* Which may follow which. What is closed is reopened as accepted, a rejection taken back as flagged
 * or accepted. */
static const struct {
    enum problem_status from, to;
} allowed[] = {
    {PROBLEM_FLAGGED, PROBLEM_ACCEPTED},     {PROBLEM_FLAGGED, PROBLEM_IN_PROGRESS},
    {PROBLEM_FLAGGED, PROBLEM_SOLVED},       {PROBLEM_FLAGGED, PROBLEM_REJECTED},
    {PROBLEM_ACCEPTED, PROBLEM_FLAGGED},     {PROBLEM_ACCEPTED, PROBLEM_IN_PROGRESS},
    {PROBLEM_ACCEPTED, PROBLEM_WAITING},     {PROBLEM_ACCEPTED, PROBLEM_SOLVED},
    {PROBLEM_ACCEPTED, PROBLEM_REJECTED},    {PROBLEM_IN_PROGRESS, PROBLEM_ACCEPTED},
    {PROBLEM_IN_PROGRESS, PROBLEM_WAITING},  {PROBLEM_IN_PROGRESS, PROBLEM_SOLVED},
    {PROBLEM_IN_PROGRESS, PROBLEM_REJECTED}, {PROBLEM_WAITING, PROBLEM_ACCEPTED},
    {PROBLEM_WAITING, PROBLEM_IN_PROGRESS},  {PROBLEM_WAITING, PROBLEM_SOLVED},
    {PROBLEM_WAITING, PROBLEM_REJECTED},     {PROBLEM_SOLVED, PROBLEM_ACCEPTED},
    {PROBLEM_SOLVED, PROBLEM_IN_PROGRESS},   {PROBLEM_REJECTED, PROBLEM_FLAGGED},
    {PROBLEM_REJECTED, PROBLEM_ACCEPTED},
};

const char *problem_severity_word(int64_t severity)
{
    return severity >= SEVERITY_LOW && severity <= SEVERITY_CRITICAL ? severities[severity - 1].word
                                                                     : "?";
}

const char *problem_severity_glyph(int64_t severity)
{
    return severity >= SEVERITY_LOW && severity <= SEVERITY_CRITICAL
               ? severities[severity - 1].glyph
               : "?";
}

const char *problem_status_value(enum problem_status status)
{
    return statuses[status].value;
}

bool problem_status_of(const char *value, enum problem_status *status)
{
    for (int i = 0; i < PROBLEM_STATUS_COUNT; i++)
        if (value != NULL && strcmp(statuses[i].value, value) == 0) {
            *status = (enum problem_status)i;
            return true;
        }
    return false;
}

bool problem_is_open(const char *status_value)
{
    enum problem_status status;
    return !problem_status_of(status_value, &status) ||
           (status != PROBLEM_SOLVED && status != PROBLEM_REJECTED);
}

bool problem_may_become(enum problem_status from, enum problem_status to)
{
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (allowed[i].from == from && allowed[i].to == to)
            return true;
    return from == to;
}

const char *problem_level_value(enum problem_level level)
{
    return levels[level].value;
}

const char *problem_level_label(enum problem_level level)
{
    return levels[level].label;
}

enum problem_level problem_level_of(const char *value)
{
    for (int i = 0; i < LEVEL_COUNT; i++)
        if (value != NULL && strcmp(levels[i].value, value) == 0)
            return (enum problem_level)i;
    return LEVEL_GROUP;
}

static bool refuse_step(const struct problem_change *change, struct error *error)
{
    if (change->from == PROBLEM_FLAGGED)
        return error_set(error, ERROR_REFUSED,
                         _("A flagged problem is first accepted or taken up, then '%s'"),
                         _(statuses[change->to].label));
    if (change->from == PROBLEM_SOLVED || change->from == PROBLEM_REJECTED)
        return error_set(error, ERROR_REFUSED,
                         _("This problem is closed (%s); reopen it by accepting it"),
                         _(statuses[change->from].label));
    return error_set(error, ERROR_REFUSED, _("A problem cannot go from '%s' to '%s'"),
                     _(statuses[change->from].label), _(statuses[change->to].label));
}

bool problem_check_change(const struct problem_change *change, struct error *error)
{
    if (!problem_may_become(change->from, change->to))
        return refuse_step(change, error);
    if (change->from == change->to)
        return true;
    if (change->to == PROBLEM_IN_PROGRESS && !change->has_owner)
        return error_set(error, ERROR_REFUSED,
                         _("Nobody owns this problem; name an owner before it is taken up"));
    if (change->to == PROBLEM_WAITING && !change->has_waiting_for)
        return error_set(error, ERROR_REFUSED, _("Say for whom or what this problem is waiting"));
    if (change->to == PROBLEM_REJECTED && !change->has_reason)
        return error_set(error, ERROR_REFUSED, _("Say in a comment why this problem is rejected"));
    if (change->to == PROBLEM_SOLVED && !change->has_how)
        return error_set(error, ERROR_REFUSED, _("Say how this problem was solved"));
    return true;
}

bool problem_check_escalation(const struct problem_escalation *escalation, struct error *error)
{
    if (!escalation->open)
        return error_set(error, ERROR_REFUSED,
                         _("This problem is closed; reopen it before it is escalated"));
    if (escalation->to <= escalation->from)
        return error_set(
            error, ERROR_REFUSED,
            escalation->from == LEVEL_NATIONAL
                ? _("This problem is at the highest level already")
                : _("This problem is at the level '%s' already; it can only go higher, "
                    "or be handed back"),
            _(levels[escalation->from].label));
    if (escalation->question == NULL || *escalation->question == '\0')
        return error_set(error, ERROR_INPUT, _("Say what is asked of the higher level"));
    if (escalation->decide_by == DATE_NONE || escalation->decide_by < escalation->today)
        return error_set(error, ERROR_INPUT,
                         _("The date to decide by is past; give one from today on"));
    return true;
}
