#include "wijk/domain/meeting.h"

#include <string.h>

#include "wijk/domain/code.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define NEARLY 0.9
#define DOUBTFUL_DAYS (3 * 366)

/* ---- as stored ---- */

static const char *const statuses[] = {"draft", "open", "running", "closed"};
static const char *const subjects[] = {"opening", "minutes",   "actions",   "decisions",
                                       "goal",    "problem",   "milestone", "escalation",
                                       "figures", "agreement", "own",       "other business"};
static const char *const states[] = {"planned", "now", "done", "carried"};
static const char *const presences[] = {"invited", "present", "absent", "excused", "replaced"};

static int find(const char *const *words, int count, const char *value, int otherwise)
{
    for (int i = 0; value != NULL && i < count; i++)
        if (strcmp(words[i], value) == 0)
            return i;
    return otherwise;
}

const char *meeting_status_value(enum meeting_status status)
{
    return statuses[status];
}

enum meeting_status meeting_status_of(const char *value)
{
    return (enum meeting_status)find(statuses, MEETING_STATUS_COUNT, value, MEETING_OPEN);
}

const char *meeting_subject_value(enum meeting_subject subject)
{
    return subjects[subject];
}

enum meeting_subject meeting_subject_of(const char *value)
{
    return (enum meeting_subject)find(subjects, SUBJECT_COUNT, value, SUBJECT_OWN);
}

const char *meeting_item_value(enum meeting_item_state state)
{
    return states[state];
}

enum meeting_item_state meeting_item_of(const char *value)
{
    return (enum meeting_item_state)find(states, ITEM_STATE_COUNT, value, ITEM_PLANNED);
}

const char *meeting_presence_value(enum meeting_presence presence)
{
    return presences[presence];
}

enum meeting_presence meeting_presence_of(const char *value)
{
    return (enum meeting_presence)find(presences, PRESENCE_COUNT, value, PRESENCE_INVITED);
}

/* ---- states ---- */

static bool check_running(enum meeting_status from, struct error *error)
{
    if (from == MEETING_RUNNING)
        return error_set(error, ERROR_REFUSED,
                         _("the meeting runs already, here or on another laptop: type on, every "
                           "line of both is kept"));
    if (from == MEETING_CLOSED)
        return error_set(error, ERROR_REFUSED,
                         _("the meeting was closed and is not opened again: what is wrong in its "
                           "minutes is put right in a new version, with an erratum"));
    return true;
}

bool meeting_check_status(enum meeting_status from, enum meeting_status to, struct error *error)
{
    if (to == MEETING_RUNNING)
        return check_running(from, error);
    if (to != MEETING_CLOSED)
        return from == MEETING_DRAFT ||
               error_set(error, ERROR_REFUSED, _("the agenda of this meeting was sent already"));
    if (from == MEETING_CLOSED)
        return error_set(error, ERROR_REFUSED, _("the meeting was closed already"));
    return from == MEETING_RUNNING ||
           error_set(error, ERROR_REFUSED, _("the meeting has not begun: start it first"));
}

bool meeting_check_open(enum meeting_status status, struct error *error)
{
    if (status == MEETING_RUNNING)
        return true;
    if (status == MEETING_CLOSED)
        return error_set(error, ERROR_REFUSED,
                         _("the meeting was closed: its minutes do not change any more"));
    return error_set(error, ERROR_REFUSED, _("the meeting has not begun: start it first"));
}

/* ---- the agenda ---- */

bool meeting_subject_standing(enum meeting_subject subject)
{
    return subject <= SUBJECT_DECISIONS || subject == SUBJECT_FIGURES ||
           subject == SUBJECT_OTHER_BUSINESS;
}

/* Half a minute for each, between bounds. */
static int by_number(int64_t number, int most)
{
    int64_t minutes = 5 + number / 2;
    return minutes < most ? (int)minutes : most;
}

int meeting_planned_minutes(enum meeting_subject subject, int64_t weight)
{
    switch (subject) {
    case SUBJECT_ACTIONS:
        return by_number(weight, 20);
    case SUBJECT_FIGURES:
        return by_number(weight, 15);
    case SUBJECT_PROBLEM:
        return weight >= 4 ? 15 : 10;
    case SUBJECT_GOAL:
    case SUBJECT_ESCALATION:
    case SUBJECT_OWN:
        return 10;
    default:
        return 5;
    }
}

/* ---- time ---- */

double meeting_minutes(int64_t from, int64_t to)
{
    int64_t tenth = MINUTE / 10;
    int64_t tenths = to > from ? (to - from + tenth / 2) / tenth : 0;
    return (double)tenths / 10;
}

enum meeting_time meeting_time_of(double spent, int64_t planned)
{
    if (planned <= 0 || spent < NEARLY * (double)planned)
        return TIME_WITHIN;
    return spent <= (double)planned ? TIME_NEARLY : TIME_OVER;
}

int64_t meeting_line_moment(const struct meeting_last *last, int64_t now, struct id id)
{
    int64_t at = now - now % SECOND;
    if (last->at == 0 || at > last->at)
        return at;
    bool behind = memcmp(id.bytes, last->id.bytes, sizeof id.bytes) > 0;
    return behind ? last->at : last->at + SECOND;
}

int meeting_entry_order(int64_t at, struct id id, int64_t other_at, struct id other_id)
{
    if (at != other_at)
        return at < other_at ? -1 : 1;
    return memcmp(id.bytes, other_id.bytes, sizeof id.bytes);
}

/* ---- actions ---- */

bool action_is_overdue(const char *status, date_t due, date_t today)
{
    return (status == NULL || strcmp(status, "open") == 0) && due != DATE_NONE && due < today;
}

bool action_is_carried(date_t due, date_t meeting_day, bool made_here)
{
    return !made_here && (due == DATE_NONE || due <= meeting_day);
}

int action_order(date_t due, const char *code, date_t other_due, const char *other_code)
{
    if (due != other_due) {
        if (due == DATE_NONE || other_due == DATE_NONE)
            return due == DATE_NONE ? 1 : -1;
        return due < other_due ? -1 : 1;
    }
    return code_compare(code, other_code);
}

/* ---- dates in doubt ---- */

bool meeting_date_doubtful(date_t due, date_t said_on)
{
    return due != DATE_NONE && said_on != DATE_NONE &&
           (due < said_on || due > said_on + DOUBTFUL_DAYS);
}
