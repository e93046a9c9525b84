#include "wijk/app/escalations.h"

#include <stdlib.h>
#include <string.h>

#include "problems_many.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/config/config.h"
#include "wijk/store/record.h"

date_t escalations_clock(struct session *session, enum problem_level level)
{
    static const struct {
        const char *option;
        int usual;
    } clocks[LEVEL_COUNT] = {[LEVEL_DISTRICT] = {"escalation_days_district", 14},
                             [LEVEL_BUREAU] = {"escalation_days_bureau", 28},
                             [LEVEL_CITY_BOARD] = {"escalation_days_city_board", 56},
                             [LEVEL_NATIONAL] = {"escalation_days_national", 84}};
    if (clocks[level].option == NULL)
        return DATE_NONE;
    return session->today + (session->config == NULL
                                 ? clocks[level].usual
                                 : (int)config_integer(session->config, clocks[level].option));
}

/* ---- what the problem's escalations say ---- */

/* The escalation to the level the problem is at: the one that is open, else the newest. */
struct latest {
    enum problem_level level;
    struct row row; /* without entity: there is none */
    bool undecided;
};

static bool keep_latest(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct latest *latest = context;
    bool undecided = row_date(row, "decided_on") == DATE_NONE, first = latest->row.entity == NULL;
    if (problem_level_of(row_text(row, "to_level")) != latest->level || (!first && !undecided))
        return true;
    if (!first)
        row_release(&latest->row);
    row_copy(&latest->row, row);
    latest->undecided = undecided;
    return !undecided;
}

static void release(struct latest *latest)
{
    if (latest->row.entity != NULL)
        row_release(&latest->row);
}

static bool find_latest(struct many *many, const struct row *problem, struct latest *latest,
                        struct error *error)
{
    struct query query;
    *latest = (struct latest){.level = problem_level_of(row_text(problem, "level"))};
    query_init(&query, ENTITY_ESCALATION);
    bool read = query_add(&query, "problem", QUERY_EQUAL, value_id(problem->id), error) &&
                record_each(many->session->db, &query, keep_latest, latest, error);
    query_release(&query);
    if (!read)
        release(latest);
    return read;
}

static void decide(struct many *many, const struct latest *latest, const char *outcome)
{
    draft_set(&many->draft, ENTITY_ESCALATION, latest->row.id, "decided_on",
              problems_date(many->session->today));
    draft_set(&many->draft, ENTITY_ESCALATION, latest->row.id, "outcome", value_text(outcome));
}

static void set_level(struct many *many, const struct row *problem, enum problem_level level)
{
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "level",
              value_text(problem_level_value(level)));
}

/* ---- handing up ---- */

static void add_escalation(struct many *many, const struct row *problem, enum problem_level from,
                           const struct escalation_request *request)
{
    struct row row;
    row_init(&row, ENTITY_ESCALATION);
    row_set(&row, "problem", value_id(problem->id));
    row_set(&row, "from_level", value_text(problem_level_value(from)));
    row_set(&row, "to_level", value_text(problem_level_value(request->to)));
    row_set(&row, "asked_on", problems_date(many->session->today));
    row_set(&row, "question", value_text(request->question));
    row_set(&row, "decide_by", problems_date(request->decide_by));
    draft_create(&many->draft, &row);
    row_release(&row);
}

static bool ask(struct many *many, const struct row *problem, struct error *error)
{
    const struct escalation_request *request = many->context;
    struct latest latest;
    struct problem_escalation escalation = {.from = problem_level_of(row_text(problem, "level")),
                                            .to = request->to,
                                            .open = problem_is_open(row_text(problem, "status")) &&
                                                    !problem->deleted,
                                            .question = request->question,
                                            .decide_by = request->decide_by,
                                            .today = many->session->today};
    if (!problem_check_escalation(&escalation, error) ||
        !find_latest(many, problem, &latest, error))
        return false;
    if (latest.undecided) {
        struct buffer outcome = BUFFER_EMPTY;
        buffer_format(&outcome, _("handed on to: %s"), _(problem_level_label(request->to)));
        decide(many, &latest, outcome.bytes);
        buffer_release(&outcome);
    }
    set_level(many, problem, request->to);
    add_escalation(many, problem, escalation.from, request);
    release(&latest);
    return true;
}

bool escalations_ask(struct session *session, const struct problems *problems,
                     const struct escalation_request *request, struct error *error)
{
    struct escalation_request dated = *request;
    struct many many = {.session = session, .context = &dated, .step = ask};
    struct buffer what = BUFFER_EMPTY;
    if (dated.decide_by == DATE_NONE)
        dated.decide_by = escalations_clock(session, dated.to);
    buffer_format(&what, _("escalated to %s"), _(problem_level_label(dated.to)));
    bool done = problems_many(&many, problems, what.bytes, error);
    buffer_release(&what);
    return done;
}

/* ---- deciding and handing back ---- */

static bool decide_step(struct many *many, const struct row *problem, struct error *error)
{
    struct latest latest;
    if (!find_latest(many, problem, &latest, error))
        return false;
    bool undecided = latest.undecided;
    if (undecided)
        decide(many, &latest, many->context);
    release(&latest);
    return undecided || error_set(error, ERROR_REFUSED,
                                  _("No question about this problem is open; escalate it first"));
}

static bool hand_back(struct many *many, const struct row *problem, struct error *error)
{
    struct latest latest;
    if (!find_latest(many, problem, &latest, error))
        return false;
    bool high = latest.level > LEVEL_GROUP;
    enum problem_level down = !high ? LEVEL_GROUP
                              : latest.row.entity == NULL
                                  ? latest.level - 1
                                  : problem_level_of(row_text(&latest.row, "from_level"));
    if (high) {
        set_level(many, problem, down < latest.level ? down : latest.level - 1);
        if (latest.undecided)
            decide(many, &latest, many->context);
        else
            problems_add_comment(many, problem->id, many->context);
    }
    release(&latest);
    return high || error_set(error, ERROR_REFUSED,
                             _("This problem is with the group already; it cannot go lower"));
}

struct telling {
    const char *empty, *what; /* when nothing was said; what happens */
    bool (*step)(struct many *many, const struct row *problem, struct error *error);
};

static bool tell(struct session *session, const struct problems *problems, const char *text,
                 const struct telling *telling, struct error *error)
{
    if (!problems_given(text))
        return error_set(error, ERROR_INPUT, "%s", telling->empty);
    char *copy = memory_string(text);
    struct many many = {.session = session, .context = copy, .step = telling->step};
    bool done = problems_many(&many, problems, telling->what, error);
    free(copy);
    return done;
}

bool escalations_decide(struct session *session, const struct problems *problems,
                        const char *outcome, struct error *error)
{
    struct telling telling = {_("Say what was decided"), _("decided"), decide_step};
    return tell(session, problems, outcome, &telling, error);
}

bool escalations_hand_back(struct session *session, const struct problems *problems,
                           const char *reason, struct error *error)
{
    struct telling telling = {_("Say why it is handed back"), _("handed back"), hand_back};
    return tell(session, problems, reason, &telling, error);
}

/* ---- a typed line ---- */

enum problem_level escalations_level(const char *typed)
{
    const struct entity *problem = &entities[ENTITY_PROBLEM];
    const char *value = field_choice(&problem->fields[entity_field(problem, "level")], typed);
    return value == NULL ? LEVEL_COUNT : problem_level_of(value);
}

/* The longest beginning of the line, of one or two words, that is a level; *rest is behind it. */
static enum problem_level read_level(const char *typed, const char **rest)
{
    size_t one = strcspn(typed, " ");
    size_t two = typed[one] == '\0' ? one : one + 1 + strcspn(typed + one + 1, " ");
    const size_t lengths[] = {two, one};
    for (size_t i = 0; i < 2; i++) {
        struct buffer word = BUFFER_EMPTY;
        buffer_add(&word, typed, lengths[i]);
        enum problem_level level = escalations_level(word.bytes);
        buffer_release(&word);
        if (level < LEVEL_COUNT) {
            *rest = typed + lengths[i];
            return level;
        }
    }
    return LEVEL_COUNT;
}

bool escalations_read(struct session *session, const char *typed,
                      struct escalation_request *request, struct error *error)
{
    const char *rest;
    typed += strspn(typed, " ");
    *request = (struct escalation_request){.to = read_level(typed, &rest), .decide_by = DATE_NONE};
    if (request->to == LEVEL_COUNT)
        return error_set(error, ERROR_INPUT,
                         _("Begin with the level: district, bureau, city board or national"));
    rest += strspn(rest, " ");
    struct buffer word = BUFFER_EMPTY;
    size_t length = strcspn(rest, " ");
    size_t mark = *rest == '^' ? 1 : 0;
    buffer_add(&word, rest + mark, length - mark);
    if (word.length > 0 && date_read(word.bytes, session->today, &request->decide_by))
        rest += length;
    else
        request->decide_by = DATE_NONE;
    buffer_release(&word);
    request->question = rest + strspn(rest, " ");
    return true;
}
