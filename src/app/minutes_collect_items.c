/* The other half of what templates fill in: agenda items, what was said, and the lists of it. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "minutes_internal.h"
#include "wijk/app/rows.h"
#include "wijk/domain/code.h"
#include "wijk/domain/problem.h"

static void set_number(const struct minutes_collecting *collecting, const struct row *decision,
                       struct template_record *record, const char *name)
{
    struct buffer text = BUFFER_EMPTY;
    const struct minutes_closing *closing = collecting->closing;
    for (size_t i = 0; closing != NULL && i < closing->number_count; i++)
        if (id_equal(closing->numbers[i].decision, decision->id))
            code_next(&text, "", closing->numbers[i].number - 1, closing->numbers[i].letter);
    if (text.length == 0)
        code_decision(&text, decision);
    minutes_set(record, name, &text);
    buffer_release(&text);
}

static bool is_carried(const struct minutes_collecting *collecting, const struct meeting_item *item)
{
    const struct minutes_closing *closing = collecting->closing;
    for (size_t i = 0; closing != NULL && i < closing->carried_count; i++)
        if (id_equal(closing->carried[i], item->row.id))
            return true;
    return item->state == ITEM_CARRIED;
}

static void set_day(struct template_record *record, const char *name, date_t day)
{
    struct buffer text = BUFFER_EMPTY;
    if (day != DATE_NONE)
        date_format(&text, day, DATE_SHORT, language_now());
    minutes_set(record, name, &text);
    buffer_release(&text);
}

/* ---- the lists of what was made ---- */

/* The owner, else the name that was typed and is nobody known. */
static void set_owner(const struct minutes_collecting *collecting, const struct row *made,
                      const struct meeting_entry *entry, struct template_record *record)
{
    struct buffer owner = BUFFER_EMPTY;
    minutes_owner(collecting->session, made, &owner);
    if (owner.length == 0)
        buffer_add_text(&owner, entry->name);
    minutes_set(record, "owner", &owner);
    buffer_release(&owner);
}

static void add_decision(const struct minutes_collecting *collecting, const struct row *made,
                         const struct meeting_item *item, struct template_record *record)
{
    struct template_record *decision = template_add(record, "decisions");
    struct buffer text = BUFFER_EMPTY;
    set_number(collecting, made, decision, "number");
    template_set(decision, "text", row_text(made, "text"));
    template_set(decision, "item", row_text(&item->row, "title"));
    minutes_about(collecting->session, made, &text);
    minutes_set(decision, "about", &text);
    set_day(decision, "date", row_date(made, "taken_on"));
    buffer_release(&text);
}

static void add_action(const struct minutes_collecting *collecting, const struct row *made,
                       const struct meeting_item *item, const struct meeting_entry *entry,
                       struct template_record *record)
{
    struct template_record *action = template_add(record, "actions");
    struct buffer text = BUFFER_EMPTY;
    template_set(action, "code", row_text(made, "code"));
    template_set(action, "what", row_text(made, "what"));
    set_owner(collecting, made, entry, action);
    if (!id_is_none(row_reference(made, "partner")))
        rows_name(collecting->session, ENTITY_PARTNER, row_reference(made, "partner"), &text);
    minutes_set(action, "partner", &text);
    set_day(action, "due", row_date(made, "due"));
    template_set(action, "item", row_text(&item->row, "title"));
    minutes_about(collecting->session, made, &text);
    minutes_set(action, "about", &text);
    buffer_release(&text);
}

static void add_problem(const struct minutes_collecting *collecting, const struct row *made,
                        const struct meeting_entry *entry, struct template_record *record)
{
    struct template_record *problem = template_add(record, "problems");
    template_set(problem, "code", row_text(made, "code"));
    template_set(problem, "title", row_text(made, "title"));
    template_set(problem, "severity", _(problem_severity_word(row_integer(made, "severity", 2))));
    set_owner(collecting, made, entry, problem);
    set_day(problem, "due", row_date(made, "due"));
}

/* ---- entries ---- */

/* One entry with its place in the record of the paper. */
struct adding {
    const struct minutes_collecting *collecting;
    const struct meeting_item *item;
    const struct meeting_entry *entry;
    struct template_record *record, *line;
};

static bool add_made_row(const struct adding *adding, struct error *error)
{
    const struct meeting_entry *entry = adding->entry;
    struct row made;
    if (entry->made_kind != ENTITY_DECISION && entry->made_kind != ENTITY_ACTION &&
        entry->made_kind != ENTITY_PROBLEM)
        return true;
    if (!rows_get(adding->collecting->session, entry->made_kind, entry->made, &made, error))
        return false;
    if (!made.deleted && entry->made_kind == ENTITY_DECISION) {
        add_decision(adding->collecting, &made, adding->item, adding->record);
        set_number(adding->collecting, &made, adding->line, "code");
    } else if (!made.deleted && entry->made_kind == ENTITY_ACTION)
        add_action(adding->collecting, &made, adding->item, entry, adding->record);
    else if (!made.deleted)
        add_problem(adding->collecting, &made, entry, adding->record);
    row_release(&made);
    return true;
}

static void fill_line(const struct meeting_entry *entry, struct template_record *line)
{
    static const struct {
        enum quickline_kind kind;
        const char *flag;
    } flags[] = {{QUICKLINE_NOTE, "note"},
                 {QUICKLINE_MEASUREMENT, "measurement"},
                 {QUICKLINE_PROBLEM, "problem"},
                 {QUICKLINE_DECISION, "decision"},
                 {QUICKLINE_ACTION, "action"}};
    struct buffer text = BUFFER_EMPTY;
    minutes_time_text(entry->at, &text);
    minutes_set(line, "time", &text);
    template_set(line, "code", entry->code);
    template_set(line, "text", entry->text);
    buffer_add_text(&text, entry->details);
    if (entry->name != NULL)
        buffer_format(&text, "%s%s", text.length > 0 ? " · " : "", entry->name);
    minutes_set(line, "details", &text);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        template_flag(line, flags[i].flag, flags[i].kind == entry->kind);
    buffer_release(&text);
}

/* ---- items ---- */

static double spent_on(const struct minutes_collecting *collecting, const struct meeting_item *item)
{
    const struct minutes_closing *closing = collecting->closing;
    if (closing != NULL && closing->spent != NULL && id_equal(closing->spent->item, item->row.id))
        return closing->spent->minutes;
    return item->spent;
}

static void fill_item(const struct minutes_collecting *collecting, const struct meeting_item *item,
                      int64_t number, struct template_record *record)
{
    const struct entity *entity = item->row.entity;
    const struct field *kind = &entity->fields[entity_field(entity, "kind")];
    const struct field *subject = &entity->fields[entity_field(entity, "subject")];
    minutes_set_number(record, "number", number);
    template_set(record, "title", row_text(&item->row, "title"));
    template_set(record, "kind", field_choice_label(kind, row_text(&item->row, "kind")));
    template_set(record, "subject", field_choice_label(subject, row_text(&item->row, "subject")));
    /* Most titles begin with the code already. */
    const char *title = row_text(&item->row, "title");
    bool said = title != NULL && strncmp(title, item->about_code, strlen(item->about_code)) == 0;
    template_set(record, "about", said ? NULL : item->about_code);
    minutes_set_number(record, "minutes", item->planned);
    minutes_set_number(record, "spent", (int64_t)(spent_on(collecting, item) + 0.5));
    template_flag(record, "carried", is_carried(collecting, item));
}

/* What was adopted is told under the item that is about the minutes of last time. */
static void copy_adopted(const struct template_record *paper, struct template_record *item)
{
    static const char *const names[] = {"number", "date", "version"};
    for (size_t i = 0; i < template_count(paper, "adopted"); i++) {
        const struct template_record *adopted = template_at(paper, "adopted", i);
        struct template_record *copy = template_add(item, "adopted_here");
        for (size_t j = 0; j < sizeof names / sizeof *names; j++)
            template_set(copy, names[j], template_text(adopted, names[j]));
    }
}

static bool collect_item(struct adding *adding, const struct meeting_view *view, int64_t number,
                         struct error *error)
{
    const struct meeting_item *item = adding->item;
    struct template_record *record = template_add(adding->record, "items");
    fill_item(adding->collecting, item, number, record);
    if (item->subject == SUBJECT_MINUTES)
        copy_adopted(adding->record, record);
    for (size_t i = item->first; i < item->first + item->count; i++) {
        adding->entry = &view->entries[i];
        adding->line = template_add(record, "entries");
        fill_line(adding->entry, adding->line);
        if (!add_made_row(adding, error))
            return false;
    }
    if (is_carried(adding->collecting, item)) {
        struct template_record *carried = template_add(adding->record, "carried");
        minutes_set_number(carried, "number", number);
        template_set(carried, "title", row_text(&item->row, "title"));
    }
    return true;
}

bool minutes_collect_items(const struct minutes_collecting *collecting,
                           const struct meeting_view *view, struct template_record *record,
                           struct error *error)
{
    struct adding adding = {.collecting = collecting, .record = record};
    for (size_t i = 0; i < view->item_count; i++) {
        adding.item = &view->items[i];
        if (!collect_item(&adding, view, (int64_t)i + 1, error))
            return false;
    }
    return true;
}
