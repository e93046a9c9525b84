/* The agenda, attendance and lines of a meeting from the shell. */
#include <stdlib.h>
#include <string.h>

#include "meeting.h"
#include "table.h"
#include "wijk/app/actions.h"
#include "wijk/app/meeting_line.h"
#include "wijk/app/minutes.h"
#include "wijk/app/rows.h"

/* ---- agenda ---- */

static bool read_number(struct cli *cli, const char *typed, int64_t *number, struct error *error)
{
    char *end;
    *number = strtol(typed, &end, 10);
    return (*typed != '\0' && *end == '\0') ||
           cli_usage(cli, error, _("'%s' is not a whole number"), typed);
}

static bool add_item(struct cli *cli, struct id meeting, struct error *error)
{
    struct meeting_item_new request = {.minutes = -1, .about_kind = ENTITY_NONE};
    struct buffer title = BUFFER_EMPTY;
    struct id item;
    meeting_join(cli, 1, &title);
    request.title = title.bytes;
    bool good =
        !cli_given(cli, CLI_ON) || rows_find_code(cli->session, cli->given[CLI_ON],
                                                  &request.about_kind, &request.about, error);
    good = good && meeting_item_add(cli->session, meeting, &request, &item, error);
    buffer_release(&title);
    return good;
}

static bool change_agenda(struct cli *cli, struct id meeting, const char *what, struct error *error)
{
    struct id item;
    int64_t number = 0;
    struct buffer title = BUFFER_EMPTY;
    struct session *session = cli->session;
    bool drops = strcmp(what, "drop") == 0, renames = strcmp(what, "rename") == 0;
    if (meeting_arguments(cli) < (drops ? 2 : 3))
        return cli_usage(cli, error, _("agenda %s: something is missing"), what);
    if (!meeting_item_numbered(cli, meeting, meeting_argument(cli, 1), &item, error))
        return false;
    if (drops)
        return meeting_item_drop(session, item, error);
    if (renames) {
        meeting_join(cli, 2, &title);
        bool done = meeting_item_rename(session, item, title.bytes, error);
        buffer_release(&title);
        return done;
    }
    if (!read_number(cli, meeting_argument(cli, 2), &number, error))
        return false;
    return strcmp(what, "move") == 0 ? meeting_item_move(session, item, number, error)
                                     : meeting_item_minutes(session, item, number, error);
}

static void json_proposal(struct cli *cli, struct json *json,
                          const struct meeting_proposal *proposal)
{
    struct buffer about = BUFFER_EMPTY;
    if (proposal->about_kind != ENTITY_NONE && entities[proposal->about_kind].code != NULL)
        rows_code(cli->session, proposal->about_kind, proposal->about, &about);
    json_open(json, '{');
    json_key(json, "subject");
    json_text(json, meeting_subject_value(proposal->subject));
    json_key(json, "title");
    json_text(json, proposal->title);
    json_key(json, "reason");
    json_text(json, *proposal->reason == '\0' ? NULL : proposal->reason);
    json_key(json, "about");
    json_text(json, about.length == 0 ? NULL : about.bytes);
    json_key(json, "minutes");
    json_integer(json, proposal->minutes);
    json_key(json, "carried");
    json_boolean(json, !id_is_none(proposal->carried_from));
    json_key(json, "on_agenda");
    json_boolean(json, !id_is_none(proposal->item));
    json_close(json);
    buffer_release(&about);
}

static void table_proposals(struct cli *cli, const struct meeting_proposals *proposals)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, "", false);
    table_column(&table, _("Item"), false);
    table_column(&table, _("Planned minutes"), true);
    table_column(&table, _("Why"), false);
    for (size_t i = 0; i < proposals->count; i++) {
        struct buffer minutes = BUFFER_EMPTY;
        buffer_format(&minutes, "%d", proposals->items[i].minutes);
        table_cell(&table, id_is_none(proposals->items[i].item) ? "+" : "");
        table_cell(&table, proposals->items[i].title);
        table_cell(&table, minutes.bytes);
        table_cell(&table, proposals->items[i].reason);
        buffer_release(&minutes);
    }
    table_end(&table);
}

static bool print_proposals(struct cli *cli, struct id meeting, struct error *error)
{
    struct meeting_proposals proposals;
    struct json json;
    if (!meeting_propose(cli->session, meeting, &proposals, error))
        return false;
    if (cli_given(cli, CLI_JSON)) {
        json_begin(&json, &cli->out, true);
        json_open(&json, '[');
        for (size_t i = 0; i < proposals.count; i++)
            json_proposal(cli, &json, &proposals.items[i]);
        json_end(&json);
    } else {
        table_proposals(cli, &proposals);
    }
    meeting_proposals_release(&proposals);
    return true;
}

bool meeting_run_agenda(struct cli *cli, struct id meeting, struct error *error)
{
    static const char *const changes[] = {"drop", "move", "time", "rename"};
    const char *what = meeting_argument(cli, 0);
    if (what == NULL && meeting_wants_paper(cli))
        return meeting_put_paper(cli, meeting, minutes_agenda, error);
    if (what == NULL)
        return meeting_print(cli, meeting, error);
    if (strcmp(what, "propose") == 0)
        return print_proposals(cli, meeting, error);
    if (strcmp(what, "add") == 0)
        return add_item(cli, meeting, error) && meeting_print_done(cli, meeting, error);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (strcmp(what, changes[i]) == 0)
            return change_agenda(cli, meeting, what, error) &&
                   meeting_print_done(cli, meeting, error);
    return cli_usage(cli, error, _("'%s' is nothing that can be done with an agenda"), what);
}

bool meeting_run_carry(struct cli *cli, struct id meeting, struct error *error)
{
    struct id item;
    enum entity_kind kind;
    const char *what = meeting_argument(cli, 0), *when = meeting_argument(cli, 1);
    date_t due = DATE_NONE;
    if (what[strspn(what, "0123456789")] == '\0')
        return meeting_item_numbered(cli, meeting, what, &item, error) &&
               meeting_item_carry(cli->session, item, error) &&
               meeting_print_done(cli, meeting, error);
    if (!rows_find_code(cli->session, what, &kind, &item, error))
        return false;
    if (kind != ENTITY_ACTION)
        return error_set(error, ERROR_INPUT, _("%s is not an action"), what);
    if (when != NULL && !date_read(when, cli->session->today, &due))
        return error_set(error, ERROR_INPUT, _("'%s' is not a date; type it like 2009-11-27"),
                         when);
    struct row row;
    if (!action_carry(cli->session, item, due, error) ||
        !rows_get(cli->session, ENTITY_ACTION, item, &row, error))
        return false;
    bool done = cli_print_row(cli, _("Carried over: %s"), &row, error);
    row_release(&row);
    return done;
}

/* ---- attendance ---- */

static bool read_state(struct cli *cli, const char *typed, struct meeting_attend *request,
                       struct error *error)
{
    const struct entity *entity = &entities[ENTITY_ATTENDANCE];
    int64_t at;
    if (!meeting_moment_option(cli, CLI_AT, &at, error))
        return false;
    if (strcmp(typed, "left") == 0) {
        request->presence = PRESENCE_PRESENT;
        request->left_at = at != 0 ? at : moment_now();
        return true;
    }
    const char *state = field_choice(&entity->fields[entity_field(entity, "state")], typed);
    if (state == NULL)
        return cli_usage(cli, error,
                         _("'%s' is none of present, absent, excused, replaced and left"), typed);
    request->presence = meeting_presence_of(state);
    request->arrived_at = at;
    return true;
}

static bool attend(struct cli *cli, struct id meeting, struct error *error)
{
    struct meeting_attend request = {.presence = PRESENCE_PRESENT};
    const char *person = meeting_argument(cli, 0), *state = meeting_argument(cli, 1);
    const char *other = meeting_argument(cli, 2);
    if (state == NULL && strcmp(person, "all") == 0)
        return meeting_attend_all(cli->session, meeting, error);
    if (state == NULL)
        return cli_usage(cli, error, _("say who, and present, absent, excused, replaced or left"));
    return rows_find(cli->session, ENTITY_PERSON, person, &request.person, error) &&
           read_state(cli, state, &request, error) &&
           (other == NULL ||
            rows_find(cli->session, ENTITY_PERSON, other, &request.replaced_by, error)) &&
           meeting_attend(cli->session, meeting, &request, error);
}

static void print_people(struct cli *cli, const struct meeting_view *view)
{
    const struct entity *entity = &entities[ENTITY_ATTENDANCE];
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Person"), false);
    table_column(&table, _("State"), false);
    table_column(&table, _("Replaced by"), false);
    table_column(&table, _("Arrived at"), false);
    table_column(&table, _("Left at"), false);
    for (size_t i = 0; i < view->person_count; i++) {
        const struct meeting_person *person = &view->people[i];
        struct buffer arrived = BUFFER_EMPTY, left = BUFFER_EMPTY;
        if (person->arrived_at != 0)
            moment_format(&arrived, person->arrived_at, language_now());
        if (person->left_at != 0)
            moment_format(&left, person->left_at, language_now());
        table_cell(&table, person->name);
        table_cell(&table, field_choice_label(&entity->fields[entity_field(entity, "state")],
                                              meeting_presence_value(person->presence)));
        table_cell(&table, person->replacement);
        table_cell(&table, arrived.bytes);
        table_cell(&table, left.bytes);
        buffer_release(&arrived);
        buffer_release(&left);
    }
    table_end(&table);
}

bool meeting_run_attendance(struct cli *cli, struct id meeting, struct error *error)
{
    struct meeting_view view;
    if (meeting_arguments(cli) > 0 && !attend(cli, meeting, error))
        return false;
    if (cli_given(cli, CLI_JSON) || cli_given(cli, CLI_DRY))
        return meeting_print_done(cli, meeting, error);
    if (!meeting_load(cli->session, meeting, &view, error))
        return false;
    print_people(cli, &view);
    meeting_view_release(&view);
    return true;
}

/* ---- lines ---- */

static bool print_echo(struct cli *cli, const struct meeting_line *request, bool made,
                       struct error *error)
{
    struct quickline line;
    struct buffer echo = BUFFER_EMPTY;
    quickline_init(&line);
    bool done = meeting_echo(cli->session, request, &line, &echo, error);
    if (done)
        cli_line(cli, made ? _("Added: %s") : _("Would add: %s"), echo.bytes);
    quickline_release(&line);
    buffer_release(&echo);
    return done;
}

static void json_made(struct cli *cli, const struct meeting_made *made)
{
    struct json json;
    char id[ID_TEXT_SIZE];
    struct buffer code = BUFFER_EMPTY;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "entry");
    id_format(made->entry, id);
    json_text(&json, id);
    json_key(&json, "kind");
    json_text(&json, quickline_word(made->kind));
    json_key(&json, "entity");
    json_text(&json, made->made_kind == ENTITY_NONE ? NULL : entities[made->made_kind].table);
    json_key(&json, "id");
    id_format(made->made, id);
    json_text(&json, made->made_kind == ENTITY_NONE ? NULL : id);
    json_key(&json, "code");
    if (made->made_kind != ENTITY_NONE)
        rows_code(cli->session, made->made_kind, made->made, &code);
    json_text(&json, code.length == 0 ? NULL : code.bytes);
    json_key(&json, "unknown_name");
    json_text(&json, made->name[0] == '\0' ? NULL : made->name);
    json_end(&json);
    buffer_release(&code);
}

/* A figure that can be read in two ways is not guessed from the shell, where nobody sees the
 * echo before it is done. */
static bool check_figure(struct cli *cli, const struct meeting_line *request, struct error *error)
{
    struct quickline line;
    struct buffer echo = BUFFER_EMPTY;
    quickline_init(&line);
    bool good = meeting_echo(cli->session, request, &line, &echo, error);
    if (good && line.kind == QUICKLINE_MEASUREMENT && line.value_known && line.value.ambiguous)
        good = error_set(error, ERROR_INPUT,
                         _("the number can be read in two ways: %s; write it without the "
                           "separator of thousands"),
                         echo.bytes);
    quickline_release(&line);
    buffer_release(&echo);
    return good;
}

static bool note(struct cli *cli, const struct meeting_line *request, struct error *error)
{
    struct meeting_made made;
    if (!check_figure(cli, request, error) || !meeting_line(cli->session, request, &made, error))
        return false;
    if (cli_given(cli, CLI_JSON) && !cli_given(cli, CLI_DRY))
        json_made(cli, &made);
    else
        return print_echo(cli, request, !cli_given(cli, CLI_DRY), error);
    return true;
}

bool meeting_run_note(struct cli *cli, struct id meeting, struct error *error)
{
    struct buffer typed = BUFFER_EMPTY;
    struct meeting_line request = {.meeting = meeting};
    meeting_join(cli, 0, &typed);
    request.typed = typed.bytes;
    bool done = (!cli_given(cli, CLI_ITEM) ||
                 meeting_item_numbered(cli, meeting, cli->given[CLI_ITEM], &request.item, error)) &&
                note(cli, &request, error);
    buffer_release(&typed);
    return done;
}

static bool read_id(struct cli *cli, struct id *id, struct error *error)
{
    return id_parse(meeting_argument(cli, 0), id) ||
           error_set(error, ERROR_INPUT,
                     _("'%s' is not the id of a line; 'wijk meeting agenda --json' has them"),
                     meeting_argument(cli, 0));
}

bool meeting_run_change(struct cli *cli, struct id none, struct error *error)
{
    struct id entry;
    struct buffer typed = BUFFER_EMPTY;
    (void)none;
    meeting_join(cli, 1, &typed);
    bool done = read_id(cli, &entry, error) &&
                meeting_entry_change(cli->session, entry, typed.bytes, error);
    if (done)
        cli_line(cli, _("Changed: %s"), typed.bytes);
    buffer_release(&typed);
    return done;
}

bool meeting_run_strike(struct cli *cli, struct id none, struct error *error)
{
    struct id entry;
    struct buffer line = BUFFER_EMPTY;
    (void)none;
    bool done = read_id(cli, &entry, error) &&
                meeting_entry_line(cli->session, entry, &line, error) &&
                meeting_entry_strike(cli->session, entry, error);
    if (done)
        cli_line(cli, _("Struck: %s"), line.bytes);
    buffer_release(&line);
    return done;
}
