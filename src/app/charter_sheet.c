/* One agreement, as a theme meeting needs it on one page. */
#include <stdlib.h>
#include <string.h>

#include "charter_internal.h"
#include "wijk/app/measuring.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"
#include "wijk/store/history.h"
#include "wijk/store/record.h"

#define BELOW_MOST 8 /* levels of goals under a linked one */

static const struct {
    const char *title, *empty;
} parts[CHARTER_PARTS] = {
    [CHARTER_PLACES] = {N_("Where"), NULL},
    [CHARTER_GOALS] = {N_("Goals"), N_("not linked to a goal yet")},
    [CHARTER_EFFORTS] = {N_("Evidence"), N_("no effort serves it yet")},
    [CHARTER_FIGURES] = {N_("Figures"), N_("no indicators under its goals")},
    [CHARTER_PROBLEMS] = {N_("In the way"), N_("no open problem of severity high or critical")},
    [CHARTER_HISTORY] = {N_("Status"), NULL},
    [CHARTER_MEETINGS] = {N_("Meetings"), N_("was not on an agenda yet")},
};

const char *charter_part_title(enum charter_part part)
{
    return parts[part].title;
}

const char *charter_part_empty(enum charter_part part)
{
    return parts[part].empty;
}

struct making {
    struct session *session;
    struct charter_sheet *sheet;
    struct charter_blocker *blockers; /* owned */
    size_t blocker_count, blocker_capacity;
    struct charter_link *links; /* owned */
    size_t link_count, link_capacity;
    int efforts;
    struct effort_lights lights;
};

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

static struct charter_line *add_line(struct making *making, enum charter_part part,
                                     enum entity_kind kind, struct id id)
{
    struct buffer code = BUFFER_EMPTY, name = BUFFER_EMPTY;
    rows_code(making->session, kind, id, &code);
    rows_name(making->session, kind, id, &name);
    struct charter_line *line = VECTOR_PUSH(&making->sheet->lines);
    *line = (struct charter_line){.part = part,
                                  .kind = kind,
                                  .id = id,
                                  .code = buffer_detach(&code),
                                  .title = buffer_detach(&name),
                                  .words = owned(NULL),
                                  .where = owned(NULL),
                                  .light = LIGHT_COUNT};
    return line;
}

/* In a file with one programme everything is there. */
static void say_where(struct making *making, struct charter_line *line, struct id programme)
{
    struct buffer where = BUFFER_EMPTY;
    line->programme = programme;
    if (session_programmes(making->session) < 2)
        return;
    charter_where(making->session, programme, &where);
    free(line->where);
    line->where = buffer_detach(&where);
}

static void say(struct charter_line *line, struct buffer *words)
{
    free(line->words);
    line->words = buffer_detach(words);
}

/* ---- links ---- */

static bool keep_link(void *context, const struct charter_link *link)
{
    struct making *making = context;
    if (making->link_count == making->link_capacity)
        making->links = vector_grow(making->links, &making->link_capacity, sizeof *making->links);
    making->links[making->link_count++] = *link;
    return true;
}

static void add_links(struct making *making, enum charter_part part, enum entity_kind kind)
{
    for (size_t i = 0; i < making->link_count; i++)
        if (making->links[i].kind == kind)
            say_where(making, add_line(making, part, kind, making->links[i].row),
                      making->links[i].programme);
}

/* ---- evidence ---- */

static void effort_words(struct making *making, struct id id, struct buffer *words)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (!record_get(making->session->db, ENTITY_EFFORT, id, &row, &ignored))
        return;
    const struct field *phase = &row.entity->fields[entity_field(row.entity, "phase")];
    const char *stored = row_text(&row, "phase"), *kind = row_text(&row, "kind");
    buffer_add_text(words, stored == NULL ? "" : field_choice_label(phase, stored));
    if (row_integer(&row, "percent_done", -1) >= 0)
        buffer_format(words, " · %lld %%", (long long)row_integer(&row, "percent_done", 0));
    if (kind != NULL && strcmp(kind, "experiment") == 0)
        buffer_format(words, " · %s", _("experiment"));
    row_release(&row);
}

static bool keep_effort(void *context, const struct charter_effort *effort)
{
    struct making *making = context;
    struct charter_line *line = add_line(making, CHARTER_EFFORTS, ENTITY_EFFORT, effort->effort);
    struct buffer words = BUFFER_EMPTY;
    say_where(making, line, effort->programme);
    effort_words(making, effort->effort, &words);
    say(line, &words);
    line->light = charter_light(&making->lights, effort);
    making->efforts += effort->phase == NULL || strcmp(effort->phase, "stopped") != 0;
    return true;
}

/* ---- figures ---- */

struct level {
    struct making *making;
    int depth;
};

static bool add_figure(void *context, const struct row *row, struct error *error)
{
    struct level *level = context;
    struct indicator_view view;
    if (!indicator_view_load(level->making->session, row->id, &view, error))
        return false;
    struct charter_line *line = add_line(level->making, CHARTER_FIGURES, ENTITY_INDICATOR, row->id);
    struct buffer words = BUFFER_EMPTY;
    say_where(level->making, line, row_reference(&view.goal, "programme"));
    buffer_format(&words, "%s · %s", view.summary, view.reason);
    say(line, &words);
    line->light = view.light;
    indicator_view_release(&view);
    return true;
}

static bool add_figures(struct level *level, struct id goal, struct error *error);

static bool add_goal_below(void *context, const struct row *row, struct error *error)
{
    struct level *above = context;
    struct level level = {above->making, above->depth + 1};
    return level.depth > BELOW_MOST || add_figures(&level, row->id, error);
}

static bool each_of(struct level *level, enum entity_kind kind, struct id goal, struct error *error)
{
    struct query query;
    bool indicators = kind == ENTITY_INDICATOR;
    query_init(&query, kind);
    bool read =
        query_add(&query, indicators ? "goal" : "parent", QUERY_EQUAL, value_id(goal), error) &&
        record_each(level->making->session->db, &query, indicators ? add_figure : add_goal_below,
                    level, error);
    query_release(&query);
    return read;
}

/* Of the goal and of the goals under it. */
static bool add_figures(struct level *level, struct id goal, struct error *error)
{
    return each_of(level, ENTITY_INDICATOR, goal, error) &&
           each_of(level, ENTITY_GOAL, goal, error);
}

/* ---- problems ---- */

static bool keep_blocker(void *context, const struct charter_blocker *blocker)
{
    struct making *making = context;
    if (making->blocker_count == making->blocker_capacity)
        making->blockers =
            vector_grow(making->blockers, &making->blocker_capacity, sizeof *making->blockers);
    making->blockers[making->blocker_count++] = *blocker;
    return true;
}

static bool add_problems(struct making *making, struct error *error)
{
    for (size_t i = 0; i < making->blocker_count; i++) {
        struct row row;
        struct buffer words = BUFFER_EMPTY;
        if (!record_get(making->session->db, ENTITY_PROBLEM, making->blockers[i].problem, &row,
                        error))
            return false;
        struct charter_line *line = add_line(making, CHARTER_PROBLEMS, ENTITY_PROBLEM, row.id);
        say_where(making, line, making->blockers[i].programme);
        charter_problem_words(&row, &words);
        say(line, &words);
        line->light = making->blockers[i].severity >= SEVERITY_CRITICAL ? LIGHT_RED : LIGHT_AMBER;
        row_release(&row);
    }
    return true;
}

/* What was asked of the national level about a problem in the way, and is not decided. */
struct asked {
    struct buffer question;
};

static bool keep_question(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct asked *asked = context;
    const char *to = row_text(row, "to_level");
    if (row_text(row, "decided_on") != NULL || to == NULL || strcmp(to, "national") != 0)
        return true;
    buffer_add_text(&asked->question, row_text(row, "question"));
    return false;
}

static bool find_question(struct making *making, struct asked *asked, struct error *error)
{
    for (size_t i = 0; i < making->blocker_count && asked->question.length == 0; i++) {
        struct query query;
        query_init(&query, ENTITY_ESCALATION);
        bool read = query_add(&query, "problem", QUERY_EQUAL, value_id(making->blockers[i].problem),
                              error) &&
                    record_each(making->session->db, &query, keep_question, asked, error);
        query_release(&query);
        if (!read)
            return false;
    }
    return true;
}

/* ---- the history of the status ---- */

static char *status_label(const struct value *value)
{
    const struct entity *entity = &entities[ENTITY_AGREEMENT];
    const struct field *field = &entity->fields[entity_field(entity, "status")];
    return owned(value->type == VALUE_TEXT ? field_choice_label(field, value->text) : NULL);
}

static void add_status(struct making *making, const struct history_act *act,
                       const struct history_change *change)
{
    int minute;
    struct buffer date = BUFFER_EMPTY;
    date_format(&date, moment_day(act->at, &minute), DATE_SHORT, language_now());
    *VECTOR_PUSH(&making->sheet->lines) =
        (struct charter_line){.part = CHARTER_HISTORY,
                              .kind = ENTITY_NONE,
                              .code = buffer_detach(&date),
                              .title = status_label(&change->after),
                              .words = owned(act->person),
                              .where = owned(NULL),
                              .light = LIGHT_COUNT};
}

static bool add_history(struct making *making, struct error *error)
{
    struct history history = {0};
    if (!history_of_row(making->session->db, making->sheet->agreement.id,
                        &(struct history_window){.limit = 200}, &history, error))
        return false;
    for (size_t i = 0; i < history.acts.count; i++)
        for (size_t c = 0; c < history.changes.count; c++)
            if (history.changes.items[c].act == history.acts.items[i].number &&
                strcmp(history.changes.items[c].column, "status") == 0 &&
                !history.acts.items[i].undone && history.acts.items[i].undoes == 0)
                add_status(making, &history.acts.items[i], &history.changes.items[c]);
    history_release(&history);
    return true;
}

/* ---- meetings ---- */

static bool add_meeting(void *context, const struct row *item, struct error *error)
{
    struct making *making = context;
    struct row meeting;
    if (!record_get(making->session->db, ENTITY_MEETING, row_reference(item, "meeting"), &meeting,
                    error))
        return false;
    if (!meeting.deleted) {
        struct charter_line *line = add_line(making, CHARTER_MEETINGS, ENTITY_MEETING, meeting.id);
        struct buffer words = BUFFER_EMPTY;
        const struct field *status = &item->entity->fields[entity_field(item->entity, "status")];
        buffer_format(&words, "%s", field_choice_label(status, row_text(item, "status")));
        say(line, &words);
        say_where(making, line, row_reference(&meeting, "programme"));
    }
    row_release(&meeting);
    return true;
}

static bool add_meetings(struct making *making, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_AGENDA_ITEM);
    bool read =
        query_add(&query, "row", QUERY_EQUAL, value_id(making->sheet->agreement.id), error) &&
        record_each(making->session->db, &query, add_meeting, making, error);
    query_release(&query);
    return read;
}

/* ---- the whole ---- */

static char *name_of(struct making *making, enum entity_kind kind, const char *column)
{
    struct buffer name = BUFFER_EMPTY;
    struct id id = row_reference(&making->sheet->agreement, column);
    if (!id_is_none(id))
        rows_name(making->session, kind, id, &name);
    return buffer_detach(&name);
}

static void add_heading(struct making *making)
{
    struct charter_sheet *sheet = making->sheet;
    const struct row *row = &sheet->agreement;
    struct buffer title = BUFFER_EMPTY, state = BUFFER_EMPTY, due = BUFFER_EMPTY;
    buffer_format(&title, "%s %s", row_text(row, "code") == NULL ? "" : row_text(row, "code"),
                  row_text(row, "text"));
    const struct field *status = &row->entity->fields[entity_field(row->entity, "status")];
    buffer_add_text(&state, field_choice_label(status, row_text(row, "status")));
    if (row_date(row, "due") != DATE_NONE) {
        date_format(&due, row_date(row, "due"), DATE_SHORT, language_now());
        buffer_format(&state, _(" · due %s"), due.bytes);
    }
    sheet->title = buffer_detach(&title);
    sheet->state = buffer_detach(&state);
    sheet->theme = name_of(making, ENTITY_THEME, "theme");
    sheet->ministry = name_of(making, ENTITY_PARTNER, "ministry");
    sheet->lead = name_of(making, ENTITY_PERSON, "city_lead");
    buffer_release(&due);
}

static bool ask(struct making *making, struct error *error)
{
    struct charter_sheet *sheet = making->sheet;
    struct charter_facts facts = {.status = row_text(&sheet->agreement, "status"),
                                  .due = row_date(&sheet->agreement, "due"),
                                  .efforts = making->efforts,
                                  .blockers = (int)making->blocker_count};
    struct asked asked = {BUFFER_EMPTY};
    struct buffer problem = BUFFER_EMPTY, question = BUFFER_EMPTY;
    sheet->gaps = charter_gaps(&facts, making->session->today, charter_soon_days(making->session));
    bool read = find_question(making, &asked, error);
    if (making->blocker_count > 0)
        rows_title(making->session, ENTITY_PROBLEM, making->blockers[0].problem, &problem);
    struct charter_asking asking = {
        .gaps = sheet->gaps,
        .asked = asked.question.length > 0 ? asked.question.bytes : NULL,
        .problem = problem.length > 0 ? problem.bytes : NULL,
        .ministry = sheet->ministry[0] != '\0' ? sheet->ministry : NULL,
        .open = charter_is_open(facts.status),
        .late = facts.due != DATE_NONE && facts.due < making->session->today};
    charter_question(&question, &asking);
    sheet->question = buffer_detach(&question);
    buffer_release(&asked.question);
    buffer_release(&problem);
    return read;
}

static bool make(struct making *making, struct id id, struct error *error)
{
    struct db *db = making->session->db;
    add_heading(making);
    if (!charter_links(db, id, keep_link, making, error))
        return false;
    add_links(making, CHARTER_PLACES, ENTITY_AREA);
    add_links(making, CHARTER_GOALS, ENTITY_GOAL);
    if (!effort_lights_read_all(making->session, &making->lights, error) ||
        !charter_efforts(db, id, keep_effort, making, error))
        return false;
    for (size_t i = 0; i < making->link_count; i++) {
        struct level level = {making, 0};
        if (making->links[i].kind == ENTITY_GOAL &&
            !add_figures(&level, making->links[i].row, error))
            return false;
    }
    return charter_blockers(db, id, keep_blocker, making, error) && add_problems(making, error) &&
           add_history(making, error) && add_meetings(making, error) && ask(making, error);
}

bool charter_sheet_load(struct session *session, struct id agreement, struct charter_sheet *sheet,
                        struct error *error)
{
    struct making making = {.session = session, .sheet = sheet};
    *sheet = (struct charter_sheet){.gaps = 0};
    if (!record_get(session->db, ENTITY_AGREEMENT, agreement, &sheet->agreement, error))
        return false;
    bool held = db_hold(session->db);
    bool made = make(&making, agreement, error);
    db_let_go(session->db, held);
    free(making.links);
    free(making.blockers);
    effort_lights_release(&making.lights);
    if (!made)
        charter_sheet_release(sheet);
    return made;
}

void charter_sheet_release(struct charter_sheet *sheet)
{
    for (size_t i = 0; i < sheet->lines.count; i++) {
        free(sheet->lines.items[i].code);
        free(sheet->lines.items[i].title);
        free(sheet->lines.items[i].words);
        free(sheet->lines.items[i].where);
    }
    free(sheet->lines.items);
    row_release(&sheet->agreement);
    free(sheet->title);
    free(sheet->theme);
    free(sheet->ministry);
    free(sheet->lead);
    free(sheet->state);
    free(sheet->question);
    *sheet = (struct charter_sheet){.gaps = 0};
}
