/*
 * The meetings of the bench files, with their agendas, entries, decisions and actions; and the
 * charter.
 */
#ifndef WIJK_BENCH_BUILDER_MEETINGS_H
#define WIJK_BENCH_BUILDER_MEETINGS_H

#include "builder.h"

#define AGENDA_ITEMS 5
#define ATTENDING 6

static inline void set_moment(struct row *row, const char *column, date_t date, int minutes)
{
    char day[DATE_TEXT_SIZE];
    date_iso(date, day);
    set_format(row, column, "%sT%02d:%02d:00Z", day, minutes / 60, minutes % 60);
}

static inline void set_about(struct row *row, enum entity_kind kind, struct id id)
{
    row_set(row, "entity", value_text(entities[kind].table));
    row_set(row, "row", value_id(id));
}

/* The meeting that is looked at, and the running numbers of its programme. */
struct sitting {
    int programme;
    date_t date;
    struct id item;
    int *decisions, *actions;
};

static inline struct id build_decision(struct builder *b, struct sitting *sitting)
{
    struct row row;
    row_init(&row, ENTITY_DECISION);
    row_set(&row, "programme", value_id(b->programmes[sitting->programme]));
    row_set(&row, "number", value_integer(++*sitting->decisions));
    set_text(b, &row, "text", 10);
    row_set(&row, "agenda_item", value_id(sitting->item));
    set_date(&row, "taken_on", sitting->date);
    row_set(&row, "visibility", value_text("group"));
    struct id id = put(b, &row);
    row_release(&row);
    return id;
}

static inline struct id build_action(struct builder *b, struct sitting *sitting)
{
    struct row row;
    bool done = sitting->date < b->last - 60;
    row_init(&row, ENTITY_ACTION);
    row_set(&row, "programme", value_id(b->programmes[sitting->programme]));
    set_format(&row, "code", "A-%d", ++*sitting->actions);
    set_text(b, &row, "what", 8);
    set_one_of(b, &row, "person", b->people, PEOPLE);
    set_date(&row, "due", sitting->date + 28);
    row_set(&row, "priority", value_text("normal"));
    row_set(&row, "status", value_text(done ? "done" : "open"));
    if (done)
        set_date(&row, "done_on", sitting->date + 21);
    row_set(&row, "agenda_item", value_id(sitting->item));
    struct id id = put(b, &row);
    row_release(&row);
    return id;
}

/* One in twenty is a decision, one in twenty an action, the rest are notes. */
static inline void build_entry(struct builder *b, struct sitting *sitting, int minutes)
{
    struct row row;
    int kind = chance_below(&b->chance, 20);
    row_init(&row, ENTITY_ENTRY);
    row_set(&row, "agenda_item", value_id(sitting->item));
    set_moment(&row, "at", sitting->date, 19 * 60 + minutes);
    set_text(b, &row, "text", 12);
    if (kind == 0)
        set_about(&row, ENTITY_DECISION, build_decision(b, sitting));
    else if (kind == 1)
        set_about(&row, ENTITY_ACTION, build_action(b, sitting));
    row_set(&row, "kind", value_text(kind == 0 ? "decision" : kind == 1 ? "action" : "note"));
    put(b, &row);
    row_release(&row);
}

static inline void build_attendance(struct builder *b, struct id meeting, int first)
{
    struct row row;
    row_init(&row, ENTITY_ATTENDANCE);
    for (int i = 0; i < ATTENDING; i++) {
        row_set(&row, "meeting", value_id(meeting));
        row_set(&row, "person", value_id(b->people[(first + i) % PEOPLE]));
        row_set(&row, "state", value_text(i == ATTENDING - 1 ? "excused" : "present"));
        put(b, &row);
    }
    row_release(&row);
}

static inline void build_agenda(struct builder *b, struct id meeting, struct sitting *sitting,
                                int entries)
{
    struct row row;
    row_init(&row, ENTITY_AGENDA_ITEM);
    for (int i = 0; i < AGENDA_ITEMS; i++) {
        row_set(&row, "meeting", value_id(meeting));
        row_set(&row, "position", value_integer(i + 1));
        row_set(&row, "kind", value_text("discuss"));
        set_text(b, &row, "title", 5);
        row_set(&row, "minutes", value_integer(20));
        row_set(&row, "subject", value_text("own"));
        row_set(&row, "status", value_text("done"));
        sitting->item = put(b, &row);
        for (int entry = i; entry < entries; entry += AGENDA_ITEMS)
            build_entry(b, sitting, 20 * i + entry % 20);
    }
    row_release(&row);
}

/* In turn for each programme, the newest in the last week. */
static inline void build_meetings(struct builder *b)
{
    struct row row;
    int decisions[17] = {0}, actions[17] = {0};
    int each = b->size.entries / b->size.meetings;
    row_init(&row, ENTITY_MEETING);
    for (int i = 0; i < b->size.meetings; i++) {
        int programme = i % b->size.programmes;
        struct sitting sitting = {.programme = programme,
                                  .decisions = &decisions[programme],
                                  .actions = &actions[programme]};
        int later = (b->size.meetings - 1 - i) / b->size.programmes;
        sitting.date = b->last - 12 * later;
        row_set(&row, "programme", value_id(b->programmes[programme]));
        row_set(&row, "number", value_integer(i / b->size.programmes + 1));
        row_set(&row, "kind", value_text("steering group"));
        set_moment(&row, "starts", sitting.date, 19 * 60);
        set_moment(&row, "ends", sitting.date, 21 * 60);
        row_set(&row, "place", value_text("Buurthuis (verzonnen)"));
        row_set(&row, "status", value_text("closed"));
        row_set(&row, "chair", value_id(b->people[programme]));
        row_set(&row, "secretary", value_id(b->people[programme + 17]));
        set_moment(&row, "started_at", sitting.date, 19 * 60);
        set_moment(&row, "closed_at", sitting.date, 21 * 60);
        struct id meeting = put(b, &row);
        build_attendance(b, meeting, programme);
        build_agenda(b, meeting, &sitting, each);
    }
    row_release(&row);
}

/* Half of the agreements are served by efforts. */
static inline void build_charter(struct builder *b)
{
    struct row row, link;
    row_init(&row, ENTITY_AGREEMENT);
    row_init(&link, ENTITY_AGREEMENT_LINK);
    for (int i = 0; i < b->size.agreements; i++) {
        row_set(&row, "number", value_integer(i + 1));
        set_format(&row, "code", "C-%d", i + 1);
        set_text(b, &row, "text", 15);
        row_set(&row, "theme", value_id(b->themes[i % THEMES]));
        set_one_of(b, &row, "ministry", b->partners, PARTNERS);
        set_one_of(b, &row, "city_lead", b->people, PEOPLE);
        set_date(&row, "due", date_of(2009 + i % 4, 1 + i % 12, 1));
        row_set(&row, "status", value_text(i % 3 == 0 ? "not started" : "running"));
        row_set(&row, "visibility", value_text("bureau"));
        struct id agreement = put(b, &row);
        for (int j = 0; i % 2 == 0 && j < 3; j++) {
            row_set(&link, "agreement", value_id(agreement));
            set_about(&link, ENTITY_EFFORT, b->efforts[chance_below(&b->chance, b->size.efforts)]);
            put(b, &link);
        }
    }
    row_release(&link);
    row_release(&row);
}

#endif
