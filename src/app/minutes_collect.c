/* What templates fill in, of one meeting: the head, who was there, the next meeting. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "minutes_internal.h"
#include "wijk/app/rows.h"

void minutes_date_text(int64_t moment, enum date_style style, struct buffer *out)
{
    int minute;
    date_format(out, moment_day(moment, &minute), style, language_now());
}

void minutes_time_text(int64_t moment, struct buffer *out)
{
    int minute;
    moment_day(moment, &minute);
    buffer_format(out, "%02d:%02d", minute / 60, minute % 60);
}

void minutes_set(struct template_record *record, const char *name, struct buffer *text)
{
    template_set(record, name, text->bytes);
    buffer_clear(text);
}

void minutes_set_number(struct template_record *record, const char *name, int64_t number)
{
    struct buffer text = BUFFER_EMPTY;
    if (number > 0)
        buffer_format(&text, "%lld", (long long)number);
    minutes_set(record, name, &text);
    buffer_release(&text);
}

/* ---- names ---- */

void minutes_owner(struct session *session, const struct row *row, struct buffer *out)
{
    bool problem = row->entity->kind == ENTITY_PROBLEM;
    struct id person = row_reference(row, problem ? "owner_person" : "person");
    struct id partner = row_reference(row, problem ? "owner" : "partner");
    if (!id_is_none(person))
        rows_name(session, ENTITY_PERSON, person, out);
    if (id_is_none(partner))
        return;
    buffer_add_text(out, id_is_none(person) ? "" : " (");
    rows_name(session, ENTITY_PARTNER, partner, out);
    buffer_add_text(out, id_is_none(person) ? "" : ")");
}

void minutes_about(struct session *session, const struct row *row, struct buffer *out)
{
    const char *table = row_text(row, "entity");
    const struct entity *about = table == NULL ? NULL : entity_by_table(table);
    if (about == NULL)
        return;
    if (about->code != NULL)
        rows_code(session, about->kind, row_reference(row, "row"), out);
    else
        rows_name(session, about->kind, row_reference(row, "row"), out);
}

static void set_name(struct session *session, enum entity_kind kind, struct id id,
                     struct template_record *record, const char *name)
{
    struct buffer text = BUFFER_EMPTY;
    if (!id_is_none(id))
        rows_name(session, kind, id, &text);
    minutes_set(record, name, &text);
    buffer_release(&text);
}

static void set_time(struct template_record *record, const char *name, int64_t moment)
{
    struct buffer text = BUFFER_EMPTY;
    if (moment != 0)
        minutes_time_text(moment, &text);
    minutes_set(record, name, &text);
    buffer_release(&text);
}

static void set_date(struct template_record *record, const char *name, int64_t moment)
{
    struct buffer text = BUFFER_EMPTY;
    if (moment != 0)
        minutes_date_text(moment, DATE_LONG, &text);
    minutes_set(record, name, &text);
    buffer_release(&text);
}

/* ---- people ---- */

static struct template_record *add_person(const struct meeting_person *person, const char *list,
                                          struct template_record *record)
{
    const struct field *role =
        &entities[ENTITY_MEMBERSHIP].fields[entity_field(&entities[ENTITY_MEMBERSHIP], "role")];
    struct template_record *added = template_add(record, list);
    template_set(added, "name", person->name);
    template_set(added, "partner", person->partner);
    if (*person->role != '\0')
        template_set(added, "role", field_choice_label(role, person->role));
    return added;
}

static bool is_in(const struct meeting_person *person, const char *list, bool closed)
{
    switch (person->presence) {
    case PRESENCE_PRESENT:
        return strcmp(list, "present") == 0;
    case PRESENCE_EXCUSED:
    case PRESENCE_REPLACED:
        return strcmp(list, "excused") == 0;
    case PRESENCE_INVITED: /* nobody said that they were there */
        return closed && strcmp(list, "absent") == 0;
    default:
        return strcmp(list, "absent") == 0;
    }
}

static void collect_people(const struct meeting_view *view, const char *list, bool closed,
                           struct template_record *record)
{
    struct template_record *last = NULL;
    for (size_t i = 0; i < view->person_count; i++) {
        const struct meeting_person *person = &view->people[i];
        bool replaces =
            person->presence == PRESENCE_REPLACED && strcmp(list, "present") == 0 &&
            *person->replacement != '\0'; /* the replacement was there, for the same partner */
        if (strcmp(list, "invited") != 0 && !replaces && !is_in(person, list, closed))
            continue;
        if (last != NULL)
            template_flag(last, "more", true);
        last = add_person(person, list, record);
        if (replaces)
            template_set(last, "name", person->replacement);
        else
            template_set(last, "replaced_by", person->replacement);
        if (replaces || person->presence == PRESENCE_PRESENT) {
            set_time(last, "arrived", person->arrived_at);
            set_time(last, "left", person->left_at);
        }
    }
}

/* ---- other meetings ---- */

bool minutes_next(struct session *session, const struct row *meeting, struct minutes_found *next,
                  struct error *error)
{
    struct gathered rows = {.list = {0}};
    struct query query;
    query_init(&query, ENTITY_MEETING);
    query.order = entity_field(query.entity, "starts");
    query.descending = false;
    next->found = false;
    if (!query_add(&query, "programme", QUERY_EQUAL, value_id(row_reference(meeting, "programme")),
                   error) ||
        !query_add(&query, "starts", QUERY_MORE, value_text(row_text(meeting, "starts")), error) ||
        !query_add(&query, "kind", QUERY_EQUAL, value_text(row_text(meeting, "kind")), error)) {
        query_release(&query);
        return false;
    }
    bool good = gather_query(session, &query, &rows, error);
    for (size_t i = 0; good && i < rows.list.count && !next->found; i++)
        if (id_equal(row_reference(&rows.list.items[i], "theme"),
                     row_reference(meeting, "theme"))) {
            row_copy(&next->row, &rows.list.items[i]);
            next->found = true;
        }
    gather_release(&rows);
    return good;
}

static bool collect_next(struct session *session, const struct row *meeting,
                         struct template_record *record, struct error *error)
{
    struct minutes_found next;
    if (!minutes_next(session, meeting, &next, error))
        return false;
    if (!next.found)
        return true;
    set_date(record, "next_date", meeting_moment(&next.row, "starts"));
    set_time(record, "next_time", meeting_moment(&next.row, "starts"));
    template_set(record, "next_place", row_text(&next.row, "place"));
    row_release(&next.row);
    return true;
}

static void set_meeting(struct template_record *record, struct session *session,
                        const struct row *meeting)
{
    struct buffer number = BUFFER_EMPTY;
    meeting_number(session, meeting, &number);
    minutes_set(record, "number", &number);
    buffer_release(&number);
}

static bool collect_adopted(struct session *session, struct id meeting,
                            struct template_record *record, struct error *error)
{
    struct gathered rows = {.list = {0}};
    struct gather_of of = {ENTITY_MINUTES, "adopted_in", meeting, "made_at", false};
    bool good = gather_rows(session, &of, &rows, error);
    for (size_t i = 0; good && i < rows.list.count; i++) {
        struct row about;
        good = rows_get(session, ENTITY_MEETING, row_reference(&rows.list.items[i], "meeting"),
                        &about, error);
        if (!good)
            break;
        struct template_record *adopted = template_add(record, "adopted");
        set_meeting(adopted, session, &about);
        set_date(adopted, "date", meeting_moment(&about, "starts"));
        minutes_set_number(adopted, "version", row_integer(&rows.list.items[i], "version", 0));
        row_release(&about);
    }
    gather_release(&rows);
    return good;
}

/* ---- the head ---- */

static void collect_times(const struct minutes_collecting *collecting,
                          const struct meeting_view *view, struct template_record *record)
{
    const struct row *meeting = &view->meeting;
    int64_t closed = collecting->closing != NULL ? collecting->closing->closed_at : view->closed_at;
    int64_t start = view->started_at, end = closed;
    if (start == 0 || collecting->agenda)
        start = meeting_moment(meeting, "starts");
    if (end == 0 || collecting->agenda)
        end = meeting_moment(meeting, "ends");
    set_date(record, "date", start);
    set_time(record, "start", start);
    set_time(record, "end", end);
    set_date(record, "made", moment_now());
}

static bool collect_head(const struct minutes_collecting *collecting,
                         const struct meeting_view *view, struct template_record *record,
                         struct error *error)
{
    struct session *session = collecting->session;
    const struct row *meeting = &view->meeting;
    struct id programme = row_reference(meeting, "programme");
    struct row row;
    if (!rows_get(session, ENTITY_PROGRAMME, programme, &row, error))
        return false;
    set_name(session, ENTITY_AREA, row_reference(&row, "area"), record, "area");
    template_set(record, "programme", row_text(&row, "title"));
    row_release(&row);
    int kind = entity_field(meeting->entity, "kind");
    template_set(record, "kind",
                 field_choice_label(&meeting->entity->fields[kind], row_text(meeting, "kind")));
    set_meeting(record, session, meeting);
    set_name(session, ENTITY_THEME, row_reference(meeting, "theme"), record, "theme");
    template_set(record, "place", row_text(meeting, "place"));
    set_name(session, ENTITY_PERSON, row_reference(meeting, "chair"), record, "chair");
    set_name(session, ENTITY_PERSON, row_reference(meeting, "secretary"), record, "secretary");
    collect_times(collecting, view, record);
    minutes_set_number(record, "version", collecting->version);
    minutes_set_number(record, "corrects", collecting->corrects);
    template_set(record, "erratum", collecting->erratum);
    template_set(record, "translation", collecting->translation);
    template_flag(record, "draft", collecting->draft);
    return true;
}

static bool collect_to_complete(const struct minutes_collecting *collecting,
                                struct template_record *record, struct error *error)
{
    struct completing list = {0};
    if (!collecting->draft)
        return true;
    if (!meeting_completing(collecting->session, collecting->meeting, &list, error))
        return false;
    minutes_set_number(record, "to_complete", (int64_t)list.count);
    completing_release(&list);
    return true;
}

bool minutes_collect(const struct minutes_collecting *collecting, struct template_record *record,
                     struct error *error)
{
    static const char *const lists[] = {"present", "excused", "absent", "invited"};
    struct meeting_view view;
    template_record_init(record, &minutes_meeting_shape);
    if (!meeting_load(collecting->session, collecting->meeting, &view, error))
        return false;
    bool closed = collecting->closing != NULL || view.status == MEETING_CLOSED;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        collect_people(&view, lists[i], closed, record);
    bool good = collect_head(collecting, &view, record, error) &&
                collect_next(collecting->session, &view.meeting, record, error) &&
                collect_adopted(collecting->session, collecting->meeting, record, error) &&
                collect_to_complete(collecting, record, error) &&
                minutes_collect_items(collecting, &view, record, error);
    meeting_view_release(&view);
    return good;
}
