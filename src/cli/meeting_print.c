/* A meeting for people and as JSON. */
#include "meeting.h"

#include <stdlib.h>

#include "table.h"
#include "wijk/app/exporting.h"
#include "wijk/app/rows.h"

/* ---- JSON ---- */

static void json_id(struct json *json, const char *key, struct id id)
{
    char text[ID_TEXT_SIZE];
    id_format(id, text);
    json_member_known(json, key, id_is_none(id) ? NULL : text);
}

static void json_moment(struct json *json, const char *key, int64_t moment)
{
    char text[MOMENT_TEXT_SIZE] = "";
    if (moment != 0)
        moment_iso(moment, text);
    json_member_known(json, key, text);
}

static void json_minutes(struct json *json, const char *key, double minutes)
{
    json_key(json, key);
    json_real(json, (double)(int64_t)(minutes * 10 + 0.5) / 10);
}

static void json_entry(struct json *json, const struct meeting_entry *entry)
{
    json_open(json, '{');
    json_id(json, "id", entry->id);
    json_moment(json, "at", entry->at);
    json_member_known(json, "kind", quickline_word(entry->kind));
    json_member_known(json, "code", entry->code);
    json_member_known(json, "text", entry->text);
    json_member_known(json, "details", entry->details);
    json_member_known(json, "entity",
                      entry->made_kind == ENTITY_NONE ? NULL : entities[entry->made_kind].table);
    json_id(json, "row", entry->made);
    json_member_known(json, "unknown_name", entry->name);
    json_key(json, "to_complete");
    json_boolean(json, entry->incomplete);
    json_close(json);
}

static void json_item(struct json *json, const struct meeting_view *view, size_t place)
{
    const struct meeting_item *item = &view->items[place];
    json_open(json, '{');
    json_id(json, "id", item->row.id);
    json_key(json, "number");
    json_integer(json, (int64_t)place + 1);
    json_member_known(json, "title", row_text(&item->row, "title"));
    json_member_known(json, "kind", row_text(&item->row, "kind"));
    json_member_known(json, "subject", meeting_subject_value(item->subject));
    json_member_known(json, "status", meeting_item_value(item->state));
    json_member_known(json, "about", item->about_code);
    json_key(json, "minutes");
    json_integer(json, item->planned);
    json_minutes(json, "spent", meeting_item_spent(item, moment_now()));
    json_key(json, "entries");
    json_open(json, '[');
    for (size_t i = 0; i < item->count; i++)
        json_entry(json, &view->entries[item->first + i]);
    json_close(json);
    json_close(json);
}

static void json_person(struct json *json, const struct meeting_person *person)
{
    json_open(json, '{');
    json_member_known(json, "person", person->name);
    json_member_known(json, "initials", person->initials);
    json_member_known(json, "partner", person->partner);
    json_member_known(json, "role", person->role);
    json_member_known(json, "state", meeting_presence_value(person->presence));
    json_member_known(json, "replaced_by", person->replacement);
    json_moment(json, "arrived_at", person->arrived_at);
    json_moment(json, "left_at", person->left_at);
    json_close(json);
}

bool meeting_json(struct cli *cli, struct json *json, const struct meeting_view *view,
                  struct error *error)
{
    struct exporting *exporting = exporting_new(cli->session, error);
    if (exporting == NULL)
        return false;
    exporting_json_fields(exporting, json, &view->meeting);
    exporting_free(exporting);
    json_member_known(json, "title", view->title);
    json_key(json, "item");
    if (view->now == MEETING_NO_ITEM)
        json_null(json);
    else
        json_integer(json, (int64_t)view->now + 1);
    json_key(json, "present");
    json_integer(json, view->present);
    json_key(json, "agenda");
    json_open(json, '[');
    for (size_t i = 0; i < view->item_count; i++)
        json_item(json, view, i);
    json_close(json);
    json_key(json, "attendance");
    json_open(json, '[');
    for (size_t i = 0; i < view->person_count; i++)
        json_person(json, &view->people[i]);
    json_close(json);
    return true;
}

static bool print_json(struct cli *cli, const struct meeting_view *view, struct error *error)
{
    struct json json;
    struct completing list;
    if (!meeting_completing(cli->session, view->meeting.id, &list, error))
        return false;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    bool done = meeting_json(cli, &json, view, error);
    json_key(&json, "to_complete");
    meeting_json_completing(&json, &list);
    json_end(&json);
    completing_release(&list);
    return done;
}

/* ---- what is to be completed ---- */

void meeting_json_completing(struct json *json, const struct completing *list)
{
    json_open(json, '[');
    for (size_t i = 0; i < list->count; i++) {
        const struct completing_item *item = &list->items[i];
        json_open(json, '{');
        json_member_known(json, "entity", entities[item->entity].table);
        json_id(json, "id", item->row);
        json_member_known(json, "code", item->code);
        json_member_known(json, "title", item->title);
        json_member_known(json, "reason", item->reason);
        json_member_known(json, "name", item->name);
        json_key(json, "fields");
        json_open(json, '[');
        for (int f = 0; f < item->field_count; f++)
            json_text(json, item->fields[f]);
        json_close(json);
        json_close(json);
    }
    json_close(json);
}

void meeting_print_completing(struct cli *cli, const struct completing *list)
{
    struct table table;
    cli_line(cli, "\n%s", _("To complete"));
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Code"), false);
    table_column(&table, _("What"), false);
    table_column(&table, _("Lacks"), false);
    for (size_t i = 0; i < list->count; i++) {
        table_cell(&table, list->items[i].code);
        table_cell(&table, list->items[i].title);
        table_cell(&table, list->items[i].reason);
    }
    table_end(&table);
}

bool meeting_run_complete(struct cli *cli, struct id meeting, struct error *error)
{
    struct completing list;
    struct json json;
    if (!meeting_completing(cli->session, meeting, &list, error))
        return false;
    if (cli_given(cli, CLI_JSON)) {
        json_begin(&json, &cli->out, true);
        meeting_json_completing(&json, &list);
        json_end(&json);
    } else if (list.count == 0) {
        cli_line(cli, "%s", _("Nothing is to be completed"));
    } else {
        meeting_print_completing(cli, &list);
    }
    completing_release(&list);
    return true;
}

/* ---- for people ---- */

static void add_clock(struct buffer *out, int64_t moment)
{
    int minute;
    (void)moment_day(moment, &minute);
    buffer_format(out, "%02d:%02d", minute / 60, minute % 60);
}

static void print_head(struct cli *cli, const struct meeting_view *view)
{
    struct buffer starts = BUFFER_EMPTY, day = BUFFER_EMPTY;
    const struct field *status =
        &view->meeting.entity->fields[entity_field(view->meeting.entity, "status")];
    int64_t moment;
    if (moment_parse(row_text(&view->meeting, "starts"), &moment))
        moment_format(&starts, moment, language_now());
    buffer_format(&day, "%s \u00B7 %s \u00B7 %s", view->title, starts.bytes,
                  field_choice_label(status, row_text(&view->meeting, "status")));
    if (row_text(&view->meeting, "place") != NULL)
        buffer_format(&day, " \u00B7 %s", row_text(&view->meeting, "place"));
    cli_line(cli, "%s", day.bytes);
    buffer_release(&starts);
    buffer_release(&day);
}

static void print_entry(struct cli *cli, const struct meeting_entry *entry)
{
    struct buffer line = BUFFER_EMPTY;
    add_clock(&line, entry->at);
    buffer_format(&line, " %s", _(quickline_word(entry->kind)));
    if (*entry->code != '\0')
        buffer_format(&line, " %s", entry->code);
    buffer_format(&line, ": %s", entry->text);
    if (*entry->details != '\0')
        buffer_format(&line, " \u00B7 %s", entry->details);
    if (entry->name != NULL)
        buffer_format(&line, " \u00B7 @%s?", entry->name);
    cli_line(cli, "      %s", line.bytes);
    buffer_release(&line);
}

static const char *mark_of(enum meeting_item_state state)
{
    return state == ITEM_NOW       ? "\u25B8"
           : state == ITEM_DONE    ? "\u2713"
           : state == ITEM_CARRIED ? "\u2192"
                                   : " ";
}

static void print_item(struct cli *cli, const struct meeting_view *view, size_t place)
{
    const struct meeting_item *item = &view->items[place];
    struct buffer line = BUFFER_EMPTY;
    double spent = meeting_item_spent(item, moment_now());
    buffer_format(&line, "%s %2zu %s", mark_of(item->state), place + 1,
                  row_text(&item->row, "title"));
    if (spent > 0)
        buffer_format(&line, _("  (%.0f of %ld min)"), spent, (long)item->planned);
    else if (item->planned > 0)
        buffer_format(&line, _("  (%ld min)"), (long)item->planned);
    cli_line(cli, "%s", line.bytes);
    for (size_t i = 0; i < item->count; i++)
        print_entry(cli, &view->entries[item->first + i]);
    buffer_release(&line);
}

static void print_text(struct cli *cli, const struct meeting_view *view)
{
    print_head(cli, view);
    for (size_t i = 0; i < view->item_count; i++)
        print_item(cli, view, i);
    if (view->status != MEETING_DRAFT && view->status != MEETING_OPEN)
        cli_line(cli,
                 ngettext("%d person present", "%d persons present", (unsigned long)view->present),
                 view->present);
}

/* After a step: where the meeting is now. */
static void print_brief(struct cli *cli, const struct meeting_view *view)
{
    print_head(cli, view);
    if (view->now != MEETING_NO_ITEM)
        print_item(cli, view, view->now);
    if (view->status == MEETING_CLOSED)
        cli_line(cli, _("Lines: %zu; problems: %zu; decisions: %zu; actions: %zu; figures: %zu"),
                 view->entry_count, view->problems, view->decisions, view->actions,
                 view->measurements);
}

static bool print(struct cli *cli, struct id meeting, bool whole, struct error *error)
{
    struct meeting_view view;
    if (!meeting_load(cli->session, meeting, &view, error))
        return false;
    bool done = true;
    if (cli_given(cli, CLI_JSON))
        done = print_json(cli, &view, error);
    else if (whole)
        print_text(cli, &view);
    else
        print_brief(cli, &view);
    meeting_view_release(&view);
    return done;
}

bool meeting_print(struct cli *cli, struct id meeting, struct error *error)
{
    return print(cli, meeting, true, error);
}

bool meeting_print_step(struct cli *cli, struct id meeting, struct error *error)
{
    return cli_given(cli, CLI_DRY) ? meeting_print_done(cli, meeting, error)
                                   : print(cli, meeting, false, error);
}

bool meeting_print_done(struct cli *cli, struct id meeting, struct error *error)
{
    if (!cli_given(cli, CLI_DRY))
        return meeting_print(cli, meeting, error);
    struct row row;
    struct buffer title = BUFFER_EMPTY;
    if (!rows_get(cli->session, ENTITY_MEETING, meeting, &row, error))
        return false;
    meeting_title(cli->session, &row, &title);
    cli_line(cli, _("Could be done: %s"), title.bytes);
    buffer_release(&title);
    row_release(&row);
    return true;
}
