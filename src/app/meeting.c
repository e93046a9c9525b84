/* One meeting, read: its agenda, its people, its lines. */
#include "wijk/app/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/store/db.h"

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

/* ---- items ---- */

static enum entity_kind about_kind(const struct row *item)
{
    const char *table = row_text(item, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    return entity == NULL || id_is_none(row_reference(item, "row")) ? ENTITY_NONE : entity->kind;
}

static void fill_item(struct session *session, struct meeting_item *item, struct row row)
{
    struct buffer code = BUFFER_EMPTY;
    const struct value *spent = row_value(&row, "spent");
    *item = (struct meeting_item){.row = row,
                                  .subject = meeting_subject_of(row_text(&row, "subject")),
                                  .state = meeting_item_of(row_text(&row, "status")),
                                  .about_kind = about_kind(&row),
                                  .about = row_reference(&row, "row"),
                                  .planned = row_integer(&row, "minutes", 0),
                                  .spent = spent->type == VALUE_REAL ? spent->real : 0};
    if (item->state == ITEM_NOW)
        item->since = meeting_moment(&row, "since");
    if (item->about_kind != ENTITY_NONE)
        rows_code(session, item->about_kind, item->about, &code);
    item->about_code = buffer_detach(&code);
}

static bool load_items(struct session *session, struct meeting_view *view, struct error *error)
{
    struct gathered rows = {.list = {0}};
    if (!meeting_items(session, view->meeting.id, &rows, error)) {
        gather_release(&rows);
        return false;
    }
    view->now = meeting_now(&rows);
    view->items = memory_array(rows.list.count + 1, sizeof *view->items);
    for (size_t i = 0; i < rows.list.count; i++) {
        fill_item(session, &view->items[i], rows.list.items[i]);
        view->planned += view->items[i].planned;
        /* Two laptops may each have had an item now: the one begun last is. */
        if (view->items[i].state == ITEM_NOW && i != view->now)
            view->items[i].state = ITEM_DONE;
    }
    view->item_count = rows.list.count;
    free(rows.list.items);
    return true;
}

/* ---- people ---- */

struct roles {
    struct gathered memberships;
};

static int role_order(const char *role)
{
    static const char *const order[] = {"chair", "secretary", "coordinator", "member", "bureau"};
    int count = (int)(sizeof order / sizeof *order);
    for (int i = 0; i < count; i++)
        if (strcmp(order[i], role) == 0)
            return i;
    return *role == '\0' ? count + 1 : count;
}

static int by_role(const void *one, const void *other)
{
    const struct meeting_person *first = one, *second = other;
    int order = role_order(first->role) - role_order(second->role);
    if (order == 0)
        order = text_compare(first->name, second->name);
    return order != 0 ? order : memcmp(first->id.bytes, second->id.bytes, sizeof first->id.bytes);
}

static const char *role_of(const struct gathered *memberships, struct id person)
{
    for (size_t i = 0; i < memberships->list.count; i++)
        if (id_equal(row_reference(&memberships->list.items[i], "person"), person))
            return row_text(&memberships->list.items[i], "role");
    return NULL;
}

static bool fill_person(struct session *session, const struct row *attendance,
                        struct meeting_person *person, struct error *error)
{
    struct row row;
    struct buffer partner = BUFFER_EMPTY, replacement = BUFFER_EMPTY;
    *person =
        (struct meeting_person){.id = attendance->id,
                                .person = row_reference(attendance, "person"),
                                .presence = meeting_presence_of(row_text(attendance, "state")),
                                .replaced_by = row_reference(attendance, "replaced_by"),
                                .arrived_at = meeting_moment(attendance, "arrived_at"),
                                .left_at = meeting_moment(attendance, "left_at")};
    if (!record_get(session->db, ENTITY_PERSON, person->person, &row, error))
        return false;
    person->gone = row.deleted;
    person->name = owned(row_text(&row, "name"));
    person->initials = owned(row_text(&row, "initials"));
    if (!id_is_none(row_reference(&row, "partner")))
        rows_name(session, ENTITY_PARTNER, row_reference(&row, "partner"), &partner);
    if (!id_is_none(person->replaced_by))
        rows_name(session, ENTITY_PERSON, person->replaced_by, &replacement);
    person->partner = buffer_detach(&partner);
    person->replacement = buffer_detach(&replacement);
    row_release(&row);
    return true;
}

static bool is_here(const struct meeting_person *person)
{
    return person->left_at == 0 &&
           (person->presence == PRESENCE_PRESENT || person->presence == PRESENCE_REPLACED);
}

static bool load_people(struct session *session, struct meeting_view *view, struct error *error)
{
    struct gathered attendances = {.list = {0}}, memberships = {.list = {0}};
    struct gather_of of = {ENTITY_ATTENDANCE, "meeting", view->meeting.id, NULL, false};
    struct gather_of members = {ENTITY_MEMBERSHIP, "programme",
                                row_reference(&view->meeting, "programme"), NULL, false};
    bool read = gather_rows(session, &of, &attendances, error) &&
                gather_rows(session, &members, &memberships, error);
    view->people = memory_array(attendances.list.count + 1, sizeof *view->people);
    for (size_t i = 0; read && i < attendances.list.count; i++) {
        struct meeting_person *person = &view->people[view->person_count];
        read = fill_person(session, &attendances.list.items[i], person, error);
        if (!read)
            break;
        person->role = owned(role_of(&memberships, person->person));
        view->present += is_here(person);
        view->person_count++;
    }
    gather_release(&attendances);
    gather_release(&memberships);
    if (view->person_count > 1)
        qsort(view->people, view->person_count, sizeof *view->people, by_role);
    return read;
}

/* ---- the whole ---- */

static void count_entries(struct meeting_view *view)
{
    for (size_t i = 0; i < view->entry_count; i++) {
        const struct meeting_entry *entry = &view->entries[i];
        view->problems += entry->kind == QUICKLINE_PROBLEM;
        view->decisions += entry->kind == QUICKLINE_DECISION;
        view->actions += entry->kind == QUICKLINE_ACTION;
        view->measurements += entry->kind == QUICKLINE_MEASUREMENT;
        view->to_complete += entry->incomplete;
    }
}

static bool load(struct session *session, struct meeting_view *view, struct error *error)
{
    struct buffer title = BUFFER_EMPTY;
    meeting_title(session, &view->meeting, &title);
    view->title = buffer_detach(&title);
    view->status = meeting_status_of(row_text(&view->meeting, "status"));
    view->started_at = meeting_moment(&view->meeting, "started_at");
    view->closed_at = meeting_moment(&view->meeting, "closed_at");
    view->changes = session->changes;
    if (!load_items(session, view, error) || !load_people(session, view, error) ||
        !meeting_entries_load(session, view, error))
        return false;
    count_entries(view);
    return true;
}

bool meeting_load(struct session *session, struct id meeting, struct meeting_view *view,
                  struct error *error)
{
    *view = (struct meeting_view){.now = MEETING_NO_ITEM};
    bool held = db_hold(session->db);
    bool good = meeting_get(session, meeting, &view->meeting, error) && load(session, view, error);
    db_let_go(session->db, held);
    if (!good)
        meeting_view_release(view);
    return good;
}

void meeting_view_release(struct meeting_view *view)
{
    if (view->meeting.entity != NULL)
        row_release(&view->meeting);
    for (size_t i = 0; i < view->item_count; i++) {
        row_release(&view->items[i].row);
        free(view->items[i].about_code);
    }
    meeting_entries_release(view);
    for (size_t i = 0; i < view->person_count; i++) {
        struct meeting_person *person = &view->people[i];
        free(person->name);
        free(person->initials);
        free(person->partner);
        free(person->role);
        free(person->replacement);
    }
    free(view->items);
    free(view->people);
    free(view->title);
    *view = (struct meeting_view){.now = MEETING_NO_ITEM};
}

double meeting_item_spent(const struct meeting_item *item, int64_t now)
{
    return item->spent + (item->since == 0 ? 0 : meeting_minutes(item->since, now));
}

double meeting_spent(const struct meeting_view *view, int64_t now)
{
    if (view->started_at == 0)
        return 0;
    return meeting_minutes(view->started_at, view->closed_at != 0 ? view->closed_at : now);
}
