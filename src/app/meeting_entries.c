/* The lines of a meeting, with what each of them made as it is now. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/measuring.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/code.h"
#include "wijk/domain/problem.h"

#define BETWEEN " \u00B7 "

struct loading {
    struct session *session;
    VECTOR(struct meeting_entry) entries;
    date_t day; /* of the meeting */
};

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

static void add_part(struct buffer *out, const char *text)
{
    if (text != NULL && *text != '\0')
        buffer_format(out, "%s%s", out->length > 0 ? BETWEEN : "", text);
}

static void add_due(struct buffer *out, date_t due)
{
    if (due == DATE_NONE)
        return;
    struct buffer day = BUFFER_EMPTY, part = BUFFER_EMPTY;
    date_format(&day, due, DATE_SHORT, language_now());
    buffer_format(&part, _("due %s"), day.bytes);
    add_part(out, part.bytes);
    buffer_release(&part);
    buffer_release(&day);
}

static void add_owner(struct session *session, const struct row *made, struct buffer *out)
{
    struct buffer owner = BUFFER_EMPTY;
    meeting_owner(session, made, &owner);
    add_part(out, owner.bytes);
    buffer_release(&owner);
}

static bool has_owner(const struct row *made)
{
    bool problem = made->entity->kind == ENTITY_PROBLEM;
    return !id_is_none(row_reference(made, problem ? "owner" : "partner")) ||
           !id_is_none(row_reference(made, problem ? "owner_person" : "person"));
}

static void describe_problem(struct loading *loading, struct meeting_entry *entry,
                             const struct row *made, struct buffer *details)
{
    entry->text = owned(row_text(made, "title"));
    add_part(details, _(problem_severity_word(row_integer(made, "severity", 2))));
    add_owner(loading->session, made, details);
    add_due(details, row_date(made, "due"));
    entry->incomplete = !has_owner(made) || row_text(made, "cause") == NULL ||
                        meeting_date_doubtful(row_date(made, "due"), loading->day);
}

static void describe_action(struct loading *loading, struct meeting_entry *entry,
                            const struct row *made, struct buffer *details)
{
    entry->text = owned(row_text(made, "what"));
    add_owner(loading->session, made, details);
    add_due(details, row_date(made, "due"));
    entry->incomplete = !has_owner(made) || row_date(made, "due") == DATE_NONE ||
                        meeting_date_doubtful(row_date(made, "due"), loading->day);
}

static void describe_decision(struct loading *loading, struct meeting_entry *entry,
                              const struct row *made, struct buffer *details)
{
    const char *table = row_text(made, "entity");
    const struct entity *about = table == NULL ? NULL : entity_by_table(table);
    entry->text = owned(row_text(made, "text"));
    struct buffer code = BUFFER_EMPTY;
    code_decision(&code, made);
    free(entry->code);
    entry->code = buffer_detach(&code);
    if (about != NULL && about->code != NULL)
        rows_code(loading->session, about->kind, row_reference(made, "row"), details);
}

/* An estimate never reads as a final figure; where there is none the status is the answer itself.
 */
static void add_status(const struct row *measurement, struct buffer *details)
{
    const struct entity *entity = measurement->entity;
    const char *status = row_text(measurement, "status");
    bool found = row_value(measurement, "value")->type == VALUE_REAL ||
                 row_text(measurement, "words") != NULL;
    if (found && status != NULL && strcmp(status, "final") != 0)
        add_part(details,
                 field_choice_label(&entity->fields[entity_field(entity, "status")], status));
}

/* "14.2 % on 1 Oct 2009", with the indicator's code and name. */
static bool describe_measurement(struct loading *loading, struct meeting_entry *entry,
                                 const struct row *made, struct buffer *details,
                                 struct error *error)
{
    struct row indicator;
    if (!record_get(loading->session->db, ENTITY_INDICATOR, row_reference(made, "indicator"),
                    &indicator, error))
        return false;
    struct buffer found = BUFFER_EMPTY, day = BUFFER_EMPTY, text = BUFFER_EMPTY;
    const struct value *value = row_value(made, "value");
    if (value->type == VALUE_REAL)
        measuring_value(loading->session, &indicator, value->real, &found);
    else if (row_text(made, "words") != NULL)
        buffer_add_text(&found, row_text(made, "words"));
    else
        buffer_add_text(
            &found, field_choice_label(&made->entity->fields[entity_field(made->entity, "status")],
                                       row_text(made, "status")));
    date_format(&day, row_date(made, "taken_on"), DATE_SHORT, language_now());
    buffer_format(&text, _("%s on %s"), found.bytes, day.bytes);
    entry->text = buffer_detach(&text);
    free(entry->code);
    entry->code = owned(row_text(&indicator, "code"));
    add_status(made, details);
    add_part(details, row_text(&indicator, "name"));
    add_part(details, row_text(made, "source"));
    add_part(details, row_text(made, "note"));
    entry->incomplete = row_text(made, "source") == NULL && row_text(&indicator, "source") == NULL;
    buffer_release(&found);
    buffer_release(&day);
    row_release(&indicator);
    return true;
}

static bool describe(struct loading *loading, struct meeting_entry *entry, const struct row *made,
                     struct error *error)
{
    struct buffer details = BUFFER_EMPTY;
    bool good = true;
    if (made->entity->code != NULL) {
        free(entry->code);
        entry->code = owned(row_text(made, made->entity->code));
    }
    switch (made->entity->kind) {
    case ENTITY_PROBLEM:
        describe_problem(loading, entry, made, &details);
        break;
    case ENTITY_ACTION:
        describe_action(loading, entry, made, &details);
        break;
    case ENTITY_DECISION:
        describe_decision(loading, entry, made, &details);
        break;
    case ENTITY_MEASUREMENT:
        good = describe_measurement(loading, entry, made, &details, error);
        break;
    default:
        break;
    }
    entry->details = buffer_detach(&details);
    return good;
}

/* A name is looked for only where an owner is missing. */
static bool find_name(struct loading *loading, struct meeting_entry *entry, const struct row *made,
                      struct error *error)
{
    enum entity_kind kind = made->entity->kind;
    struct buffer name = BUFFER_EMPTY;
    if ((kind != ENTITY_PROBLEM && kind != ENTITY_ACTION) || has_owner(made))
        return true;
    if (!meeting_typed(loading->session, made->id, '@', &name, error))
        return false;
    if (name.length > 0)
        entry->name = buffer_detach(&name);
    buffer_release(&name);
    return true;
}

static enum quickline_kind kind_of(const char *value)
{
    for (int kind = 0; value != NULL && kind < QUICKLINE_KIND_COUNT; kind++)
        if (strcmp(quickline_word((enum quickline_kind)kind), value) == 0)
            return (enum quickline_kind)kind;
    return QUICKLINE_NOTE;
}

/* What was made and deleted since stands as it was said. */
static bool fill_made(struct loading *loading, struct meeting_entry *entry, struct error *error)
{
    struct row made;
    if (entry->made_kind == ENTITY_NONE)
        return true;
    if (!record_get(loading->session->db, entry->made_kind, entry->made, &made, error))
        return false;
    bool good = true;
    if (!made.deleted)
        good = describe(loading, entry, &made, error) && find_name(loading, entry, &made, error);
    row_release(&made);
    return good;
}

static bool add_entry(struct loading *loading, size_t item, const struct row *row,
                      struct error *error)
{
    const char *table = row_text(row, "entity");
    const struct entity *made = table == NULL ? NULL : entity_by_table(table);
    struct meeting_entry *entry = VECTOR_PUSH(&loading->entries);
    *entry = (struct meeting_entry){.id = row->id,
                                    .item = item,
                                    .at = meeting_moment(row, "at"),
                                    .kind = kind_of(row_text(row, "kind")),
                                    .made_kind = made == NULL ? ENTITY_NONE : made->kind,
                                    .made = row_reference(row, "row"),
                                    .code = memory_string("")};
    if (!fill_made(loading, entry, error))
        return false;
    if (entry->text == NULL)
        entry->text = owned(row_text(row, "text"));
    if (entry->details == NULL)
        entry->details = memory_string("");
    return true;
}

static int by_time(const void *one, const void *other)
{
    const struct meeting_entry *first = one, *second = other;
    return meeting_entry_order(first->at, first->id, second->at, second->id);
}

static bool load_of_item(struct loading *loading, struct meeting_view *view, size_t item,
                         struct error *error)
{
    struct gathered rows = {.list = {0}};
    struct gather_of of = {ENTITY_ENTRY, "agenda_item", view->items[item].row.id, "at", false};
    bool read = gather_rows(loading->session, &of, &rows, error);
    view->items[item].first = loading->entries.count;
    for (size_t i = 0; read && i < rows.list.count; i++)
        read = add_entry(loading, item, &rows.list.items[i], error);
    view->items[item].count = loading->entries.count - view->items[item].first;
    if (read && view->items[item].count > 1)
        qsort(loading->entries.items + view->items[item].first, view->items[item].count,
              sizeof *loading->entries.items, by_time);
    gather_release(&rows);
    return read;
}

bool meeting_entries_load(struct session *session, struct meeting_view *view, struct error *error)
{
    struct loading loading = {.session = session, .day = meeting_day(&view->meeting)};
    bool read = true;
    for (size_t i = 0; read && i < view->item_count; i++)
        read = load_of_item(&loading, view, i, error);
    view->entries = loading.entries.items;
    view->entry_count = loading.entries.count;
    return read;
}

void meeting_entries_release(struct meeting_view *view)
{
    for (size_t i = 0; i < view->entry_count; i++) {
        struct meeting_entry *entry = &view->entries[i];
        free(entry->code);
        free(entry->text);
        free(entry->details);
        free(entry->name);
    }
    free(view->entries);
    view->entries = NULL;
    view->entry_count = 0;
}

bool meeting_last_entry(struct session *session, const struct gathered *items,
                        struct meeting_last *last, struct error *error)
{
    *last = (struct meeting_last){.at = 0};
    for (size_t i = 0; i < items->list.count; i++) {
        struct query query;
        struct row row;
        bool found;
        query_init(&query, ENTITY_ENTRY);
        query.order = entity_field(&entities[ENTITY_ENTRY], "at");
        query.descending = true;
        if (!query_add(&query, "agenda_item", QUERY_EQUAL, value_id(items->list.items[i].id),
                       error) ||
            !gather_first(session, &query, &row, &found, error))
            return false;
        if (!found)
            continue;
        int64_t at = meeting_moment(&row, "at");
        if (last->at == 0 || meeting_entry_order(at, row.id, last->at, last->id) > 0)
            *last = (struct meeting_last){at, row.id};
        row_release(&row);
    }
    return true;
}
