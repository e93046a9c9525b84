/* What stands beside an agenda item: the row it is about, its figures, what is open about it, and
 * what was said of it before. */
#include <stdlib.h>
#include <string.h>

#include "meeting_context.h"
#include "wijk/app/actions.h"
#include "wijk/app/minutes.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/code.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"

#define USUAL 12

/* ---- lines ---- */

struct meeting_context_line *context_add(struct looking *looking, enum meeting_context_kind kind,
                                         const struct row *row)
{
    if (looking->limit <= looking->counts[kind])
        return NULL;
    looking->counts[kind]++;
    struct meeting_context_line *line = VECTOR_PUSH(&looking->lines);
    const char *code =
        row == NULL || row->entity->code == NULL ? NULL : row_text(row, row->entity->code);
    *line = (struct meeting_context_line){.kind = kind,
                                          .entity = row == NULL ? ENTITY_NONE : row->entity->kind,
                                          .row = row == NULL ? (struct id){{0}} : row->id,
                                          .light = LIGHT_GREY,
                                          .code = memory_string(code == NULL ? "" : code),
                                          .text = memory_string(""),
                                          .details = memory_string("")};
    return line;
}

void context_text(struct meeting_context_line *line, const char *text)
{
    free(line->text);
    line->text = memory_string(text == NULL ? "" : text);
}

void context_details(struct meeting_context_line *line, const char *text)
{
    free(line->details);
    line->details = memory_string(text == NULL ? "" : text);
}

static void add_part(struct buffer *out, const char *text)
{
    if (text != NULL && *text != '\0')
        buffer_format(out, "%s%s", out->length > 0 ? " \u00B7 " : "", text);
}

/* "Ymere · due 1 Mar 2010". */
static void owner_and_due(struct looking *looking, struct meeting_context_line *line,
                          const struct row *row)
{
    struct buffer words = BUFFER_EMPTY, day = BUFFER_EMPTY, due = BUFFER_EMPTY;
    meeting_owner(looking->session, row, &words);
    if (row_date(row, "due") != DATE_NONE) {
        date_format(&day, row_date(row, "due"), DATE_SHORT, language_now());
        buffer_format(&due, _("due %s"), day.bytes);
        add_part(&words, due.bytes);
    }
    if (action_is_overdue(NULL, row_date(row, "due"), looking->session->today))
        line->light = LIGHT_RED;
    context_details(line, words.bytes);
    buffer_release(&words);
    buffer_release(&day);
    buffer_release(&due);
}

void context_problem(struct looking *looking, const struct row *problem)
{
    if (!problem_is_open(row_text(problem, "status")))
        return;
    struct meeting_context_line *line = context_add(looking, CONTEXT_PROBLEM, problem);
    if (line == NULL)
        return;
    context_text(line, row_text(problem, "title"));
    owner_and_due(looking, line, problem);
}

static void add_action(struct looking *looking, const struct row *action)
{
    struct meeting_context_line *line = context_add(looking, CONTEXT_ACTION, action);
    if (line == NULL)
        return;
    context_text(line, row_text(action, "what"));
    owner_and_due(looking, line, action);
}

static void add_decision(struct looking *looking, const struct row *decision)
{
    struct buffer day = BUFFER_EMPTY, number = BUFFER_EMPTY;
    struct meeting_context_line *line = context_add(looking, CONTEXT_DECISION, decision);
    if (line == NULL)
        return;
    date_format(&day, row_date(decision, "taken_on"), DATE_SHORT, language_now());
    code_decision(&number, decision);
    free(line->code);
    line->code = buffer_detach(&number);
    context_text(line, row_text(decision, "text"));
    context_details(line, day.bytes);
    buffer_release(&day);
}

/* ---- about a row ---- */

bool context_rows(struct looking *looking, const struct context_of *of, struct gathered *rows,
                  struct error *error)
{
    struct gather_of all = {of->kind, of->column, of->id, NULL, false};
    return gather_rows(looking->session, &all, rows, error);
}

static bool actions_of(struct looking *looking, struct id id, struct error *error)
{
    struct gathered rows = {.list = {0}};
    bool read = context_rows(looking, &(struct context_of){ENTITY_ACTION, "row", id}, &rows, error);
    for (size_t i = 0; read && i < rows.list.count; i++) {
        const char *status = row_text(&rows.list.items[i], "status");
        if (status == NULL || strcmp(status, "open") == 0)
            add_action(looking, &rows.list.items[i]);
    }
    gather_release(&rows);
    return read;
}

/* The one taken last about the row. */
static bool decision_of(struct looking *looking, struct id id, struct error *error)
{
    struct query query;
    struct row decision;
    bool found;
    query_init(&query, ENTITY_DECISION);
    query.order = entity_field(query.entity, "taken_on");
    query.descending = true;
    if (!query_add(&query, "row", QUERY_EQUAL, value_id(id), error)) {
        query_release(&query);
        return false;
    }
    if (!gather_first(looking->session, &query, &decision, &found, error))
        return false;
    if (found) {
        add_decision(looking, &decision);
        row_release(&decision);
    }
    return true;
}

/* What was written under the item about the same row in the meeting before. */
static bool entries_of(struct looking *looking, const struct row *item, struct error *error)
{
    struct gathered entries = {.list = {0}};
    struct gather_of of = {ENTITY_ENTRY, "agenda_item", item->id, "at", false};
    bool read = gather_rows(looking->session, &of, &entries, error);
    for (size_t i = 0; read && i < entries.list.count; i++) {
        const struct row *entry = &entries.list.items[i];
        const char *kind = row_text(entry, "kind");
        if (kind == NULL || strcmp(kind, "note") != 0)
            continue;
        struct meeting_context_line *line = context_add(looking, CONTEXT_LAST_TIME, entry);
        if (line != NULL)
            context_text(line, row_text(entry, "text"));
    }
    gather_release(&entries);
    return read;
}

static bool last_time(struct looking *looking, struct error *error)
{
    struct gathered items = {.list = {0}};
    const struct row *last = NULL;
    bool read = context_rows(
        looking, &(struct context_of){ENTITY_AGENDA_ITEM, "row", looking->about.id}, &items, error);
    for (size_t i = 0; read && i < items.list.count; i++) {
        const struct row *item = &items.list.items[i];
        bool earlier = memcmp(item->id.bytes, looking->item.id.bytes, sizeof item->id.bytes) < 0;
        if (earlier &&
            !id_equal(row_reference(item, "meeting"), row_reference(&looking->item, "meeting")) &&
            (last == NULL || memcmp(item->id.bytes, last->id.bytes, sizeof item->id.bytes) > 0))
            last = item;
    }
    read = read && (last == NULL || entries_of(looking, last, error));
    gather_release(&items);
    return read;
}

static bool about_row(struct looking *looking, struct error *error)
{
    if (!context_facts(looking, error))
        return false;
    struct id ids[CONTEXT_RELATED];
    size_t count = looking->related_count;
    memcpy(ids, looking->related, sizeof ids);
    for (size_t i = 0; i < count; i++)
        if (!actions_of(looking, ids[i], error))
            return false;
    for (size_t i = 0; i < count && looking->counts[CONTEXT_DECISION] == 0; i++)
        if (!decision_of(looking, ids[i], error))
            return false;
    return last_time(looking, error);
}

/* ---- standing items ---- */

static bool all_actions(struct looking *looking, struct error *error)
{
    struct actions actions;
    struct actions_filter filter = {.typed = NULL};
    struct id chosen = looking->session->programme;
    looking->session->programme = row_reference(&looking->meeting, "programme");
    bool read = actions_load(looking->session, &filter, &actions, error);
    looking->session->programme = chosen;
    if (!read)
        return false;
    for (size_t i = 0; i < actions.count; i++)
        add_action(looking, &actions.items[i].row);
    actions_release(&actions);
    return true;
}

static bool last_decisions(struct looking *looking, struct error *error)
{
    struct gathered items = {.list = {0}}, decisions = {.list = {0}};
    struct id last = row_reference(&looking->item, "row");
    if (id_is_none(last))
        return true;
    bool read = meeting_items(looking->session, last, &items, error);
    for (size_t i = 0; read && i < items.list.count; i++)
        read = context_rows(
            looking, &(struct context_of){ENTITY_DECISION, "agenda_item", items.list.items[i].id},
            &decisions, error);
    for (size_t i = 0; read && i < decisions.list.count; i++)
        add_decision(looking, &decisions.list.items[i]);
    gather_release(&items);
    gather_release(&decisions);
    return read;
}

/* How the minutes of last time stand, which are to be adopted here. */
static bool last_minutes(struct looking *looking, struct error *error)
{
    struct minutes_versions versions;
    struct buffer text = BUFFER_EMPTY;
    struct id last;
    if (!meeting_last(looking->session, looking->meeting.id, &last, error))
        return false;
    if (id_is_none(last))
        return true;
    if (!minutes_versions(looking->session, last, &versions, error))
        return false;
    struct meeting_context_line *line =
        versions.count == 0 ? NULL : context_add(looking, CONTEXT_FACT, NULL);
    if (line != NULL) {
        buffer_format(&text,
                      id_is_none(versions.items[0].adopted_in)
                          ? _("minutes of last time: version %lld, not adopted yet")
                          : _("minutes of last time: version %lld, adopted"),
                      (long long)versions.items[0].version);
        context_text(line, text.bytes);
    }
    minutes_versions_release(&versions);
    buffer_release(&text);
    return true;
}

/* ---- the whole ---- */

static int by_kind(const void *one, const void *other)
{
    const struct meeting_context_line *first = one, *second = other;
    if (first->kind != second->kind)
        return first->kind < second->kind ? -1 : 1;
    return first->order < second->order ? -1 : first->order > second->order;
}

static bool look(struct looking *looking, struct error *error)
{
    switch (meeting_subject_of(row_text(&looking->item, "subject"))) {
    case SUBJECT_MINUTES:
        return last_minutes(looking, error);
    case SUBJECT_ACTIONS:
        return all_actions(looking, error);
    case SUBJECT_DECISIONS:
        return last_decisions(looking, error);
    case SUBJECT_FIGURES:
        return context_signals(looking, SIGNAL_NO_FIGURE, error);
    case SUBJECT_MILESTONE:
        if (looking->about.kind == ENTITY_NONE)
            return context_signals(looking, SIGNAL_LATE, error);
        return about_row(looking, error);
    default:
        return looking->about.kind == ENTITY_NONE || about_row(looking, error);
    }
}

static void begin(struct looking *looking, size_t limit)
{
    const char *table = row_text(&looking->item, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    looking->limit = limit == 0 ? USUAL : limit;
    looking->about = (struct record_at){entity == NULL ? ENTITY_NONE : entity->kind,
                                        row_reference(&looking->item, "row")};
    if (id_is_none(looking->about.id))
        looking->about.kind = ENTITY_NONE;
}

bool meeting_context_load(struct session *session, struct id item, size_t limit,
                          struct meeting_context *context, struct error *error)
{
    struct looking looking = {.session = session};
    *context = (struct meeting_context){.lines = NULL};
    if (!meeting_item_both(session, item, &looking.item, &looking.meeting, error))
        return false;
    begin(&looking, limit);
    bool held = db_hold(session->db);
    bool good = look(&looking, error);
    db_let_go(session->db, held);
    for (size_t i = 0; i < looking.lines.count; i++)
        looking.lines.items[i].order = i;
    if (looking.lines.count > 1)
        qsort(looking.lines.items, looking.lines.count, sizeof *looking.lines.items, by_kind);
    *context = (struct meeting_context){looking.lines.items, looking.lines.count};
    row_release(&looking.item);
    row_release(&looking.meeting);
    if (!good)
        meeting_context_release(context);
    return good;
}

void meeting_context_release(struct meeting_context *context)
{
    for (size_t i = 0; i < context->count; i++) {
        free(context->lines[i].code);
        free(context->lines[i].text);
        free(context->lines[i].details);
        free(context->lines[i].series);
    }
    free(context->lines);
    *context = (struct meeting_context){.lines = NULL};
}
