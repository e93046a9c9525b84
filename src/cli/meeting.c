/* meeting: planning, keeping and closing meetings from the shell. */
#include "meeting.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/rows.h"

/* ---- arguments ---- */

static bool is_number(const char *word, bool lettered)
{
    size_t digits = strspn(word, "0123456789"), letters = strlen(word) - digits;
    return digits > 0 && digits < 7 &&
           (letters == 0 || (lettered && (letters == 4 || letters == 6) &&
                             strspn(word + digits, "abcdefghijklmnopqrstuvwxyz") == letters));
}

static const struct meeting_verb *verb_of(const struct cli *cli);

/* Whether the first argument behind the verb names a meeting. Of a line only when the line is one
 * word of the shell, so that "14 people came" is a line. */
static bool is_numbered(const struct cli *cli)
{
    const struct meeting_verb *verb = verb_of(cli);
    if (verb == NULL || !verb->numbered || cli->count < 2)
        return false;
    bool note = verb->run == meeting_run_note; /* "10euro" may be what was said */
    return is_number(cli->arguments[1], !note) && (!note || cli->count == 3);
}

static int first_argument(const struct cli *cli)
{
    return is_numbered(cli) ? 2 : 1;
}

int meeting_arguments(const struct cli *cli)
{
    return cli->count - first_argument(cli);
}

const char *meeting_argument(const struct cli *cli, int at)
{
    return at < meeting_arguments(cli) ? cli->arguments[first_argument(cli) + at] : NULL;
}

void meeting_join(const struct cli *cli, int from, struct buffer *out)
{
    cli_join(cli, first_argument(cli) + from, out);
}

bool meeting_moment_option(struct cli *cli, enum cli_option option, int64_t *moment,
                           struct error *error)
{
    const char *typed = cli->given[option];
    *moment = 0;
    return typed == NULL || moment_read(typed, cli->session->today, moment) ||
           error_set(error, ERROR_INPUT, _("%s: '%s' is not a time; type it like 2009-11-25 14:00"),
                     option_lines[option].name, typed);
}

bool meeting_item_numbered(struct cli *cli, struct id meeting, const char *typed, struct id *item,
                           struct error *error)
{
    struct meeting_view view;
    if (!is_number(typed, false))
        return error_set(error, ERROR_INPUT, _("'%s' is not the number of an agenda item"), typed);
    if (!meeting_load(cli->session, meeting, &view, error))
        return false;
    size_t number = (size_t)strtol(typed, NULL, 10);
    bool found = number >= 1 && number <= view.item_count;
    if (found)
        *item = view.items[number - 1].row.id;
    else
        error_set(error, ERROR_NOT_FOUND, _("there is no agenda item %s"), typed);
    meeting_view_release(&view);
    return found;
}

/* ---- new ---- */

static bool find_theme(struct cli *cli, struct meeting_new *request, struct error *error)
{
    if (!cli_given(cli, CLI_THEME))
        return true;
    request->kind = "theme meeting";
    return rows_find(cli->session, ENTITY_THEME, cli->given[CLI_THEME], &request->theme, error);
}

/* A date without a time of day begins at nine. */
static bool find_start(struct cli *cli, int64_t *starts, struct error *error)
{
    date_t day;
    *starts = moment_now();
    if (!cli_given(cli, CLI_ON))
        return true;
    if (date_read(cli->given[CLI_ON], cli->session->today, &day)) {
        *starts = moment_at(day, 9 * 60);
        return true;
    }
    return meeting_moment_option(cli, CLI_ON, starts, error);
}

static bool run_new(struct cli *cli, struct id none, struct error *error)
{
    struct meeting_new request = {.place = cli->given[CLI_PLACE]};
    struct id meeting;
    (void)none;
    if (!find_start(cli, &request.starts, error) || !find_theme(cli, &request, error) ||
        !meeting_new(cli->session, &request, &meeting, error))
        return false;
    if (!cli_given(cli, CLI_DRY))
        return meeting_print(cli, meeting, error);
    cli_line(cli, "%s", _("The meeting could be planned"));
    return true;
}

/* ---- keeping it ---- */

static bool run_start(struct cli *cli, struct id meeting, struct error *error)
{
    return meeting_start(cli->session, meeting, error) && meeting_print_step(cli, meeting, error);
}

static bool run_next(struct cli *cli, struct id meeting, struct error *error)
{
    const char *item = cli->given[CLI_ITEM];
    enum meeting_step step = cli_given(cli, CLI_BACK) ? MEETING_STEP_PREVIOUS : MEETING_STEP_NEXT;
    if (item != NULL && !is_number(item, false))
        return cli_usage(cli, error, _("--item takes the number of an agenda item"));
    if (item != NULL)
        step = MEETING_STEP_TO;
    return meeting_item_go(cli->session, meeting, step, item == NULL ? 0 : strtol(item, NULL, 10),
                           error) &&
           meeting_print_step(cli, meeting, error);
}

static bool run_close(struct cli *cli, struct id meeting, struct error *error)
{
    struct completing list;
    if (!meeting_close(cli->session, meeting, &list, error))
        return false;
    bool done = meeting_print_step(cli, meeting, error);
    if (done && !cli_given(cli, CLI_JSON) && list.count > 0)
        meeting_print_completing(cli, &list);
    completing_release(&list);
    return done;
}

static bool run_announce(struct cli *cli, struct id meeting, struct error *error)
{
    return meeting_announce(cli->session, meeting, error) &&
           meeting_print_done(cli, meeting, error);
}

/* ---- the table ---- */

#define KEEP MEETING_TO_KEEP
#define READ MEETING_TO_READ

/* clang-format off */
static const struct meeting_verb verbs[] = {
    {{"new", "", N_("Plans a meeting, with its invitations and the agenda that follows from the file; --on says when.")},
     0, 0, run_new, false, true, KEEP},
    {{"agenda", N_("[NUMBER] [add TITLE|drop ITEM|move ITEM TO|time ITEM MINUTES|rename ITEM TITLE|propose]"), N_("Prints the agenda, or changes it.")},
     0, -1, meeting_run_agenda, true, false, KEEP},
    {{"announce", N_("[NUMBER]"), N_("Notes that the agenda was sent.")},
     0, 0, run_announce, true, false, KEEP},
    {{"start", N_("[NUMBER]"), N_("Starts the meeting.")},
     0, 0, run_start, true, false, KEEP},
    {{"note", N_("[NUMBER] LINE"), N_("Writes a line down under the item now, in the words of the typed line: text, !problem, *action, #decision, =figure.")},
     1, -1, meeting_run_note, true, false, KEEP},
    {{"change", N_("ID LINE"), N_("Puts another line in the place of one.")},
     2, -1, meeting_run_change, false, true, KEEP},
    {{"strike", N_("ID"), N_("Takes a line out, with what it made.")},
     1, 1, meeting_run_strike, false, true, KEEP},
    {{"attendance", N_("[NUMBER] [PERSON STATE|PERSON replaced PERSON|PERSON left|all]"), N_("Prints who is there, or notes it; --at says when somebody came or left.")},
     0, 3, meeting_run_attendance, true, false, KEEP},
    {{"next", N_("[NUMBER]"), N_("Goes to the next item; with --back to the one before, with --item to another.")},
     0, 0, run_next, true, false, KEEP},
    {{"context", N_("[NUMBER]"), N_("Prints what stands beside the item now, or beside that of --item: figures, what is open, what was decided.")},
     0, 0, meeting_run_context, true, false, KEEP},
    {{"carry", N_("ITEM|CODE [DATE]"), N_("Carries an agenda item over to the next meeting, or an action to a later date.")},
     1, 2, meeting_run_carry, false, false, KEEP},
    {{"close", N_("[NUMBER]"), N_("Closes the meeting and tells what is to be completed.")},
     0, 0, run_close, true, false, KEEP},
    {{"minutes", N_("[NUMBER]"), N_("Prints the minutes; --format and --to make a file of them, --correct a further version.")},
     0, 0, meeting_run_minutes, true, false, READ},
    {{"adopt", N_("[NUMBER]"), N_("Notes that minutes were adopted: those of the meeting before, or of a number.")},
     0, 0, meeting_run_adopt, true, true, READ},
    {{"template", "", N_("Prints the standard template of the minutes, to be copied and changed.")},
     0, 0, meeting_run_template, false, true, READ},
    {{"complete", N_("[NUMBER]"), N_("Prints what is still to be completed of a meeting.")},
     0, 0, meeting_run_complete, true, false, READ},
    {{"list", "", N_("Prints the meetings.")},
     0, 0, meeting_run_list, false, true, READ},
    {{"decisions", "", N_("Prints the decisions of all meetings.")},
     0, 0, meeting_run_decisions, false, true, READ},
    {{"actions", "", N_("Prints the open actions, overdue first; --where takes other ones.")},
     0, 0, meeting_run_actions, false, true, READ},
    {{"done", N_("CODE"), N_("Notes that an action was done.")},
     1, 1, meeting_run_done, false, true, READ},
    {{"drop", N_("CODE"), N_("Drops an action.")},
     1, 1, meeting_run_drop, false, true, READ},
    {{"since", "", N_("Prints what happened since the last meeting.")},
     0, 0, meeting_run_since, false, true, READ},
    {{NULL, NULL, NULL}, 0, 0, NULL, false, false, READ},
};
/* clang-format on */

static const struct meeting_verb *verb_of(const struct cli *cli)
{
    for (const struct meeting_verb *verb = verbs; cli->count > 0 && verb->run != NULL; verb++)
        if (strcmp(verb->line.name, cli->arguments[0]) == 0)
            return verb;
    return NULL;
}

const struct verb_line *meeting_verb_at(size_t index)
{
    return index + 1 < sizeof verbs / sizeof *verbs ? &verbs[index].line : NULL;
}

static bool find_meeting(struct cli *cli, const struct meeting_verb *verb, struct id *meeting,
                         struct error *error)
{
    *meeting = (struct id){{0}};
    if (is_numbered(cli))
        return meeting_find(cli->session, cli->arguments[1], meeting, error);
    if (cli_given(cli, CLI_MEETING))
        return meeting_find(cli->session, cli->given[CLI_MEETING], meeting, error);
    return verb->none || meeting_current(cli->session, verb->purpose, meeting, error);
}

bool run_meeting(struct cli *cli, struct error *error)
{
    struct id meeting;
    const struct meeting_verb *verb = verb_of(cli);
    if (verb == NULL)
        return cli_usage(cli, error, _("'%s' is nothing that can be done with a meeting"),
                         cli->arguments[0]);
    int count = meeting_arguments(cli);
    if (count < verb->least || (verb->most >= 0 && count > verb->most))
        return cli_usage(cli, error, _("usage: wijk meeting %s %s"), verb->line.name,
                         *verb->line.arguments == '\0' ? "" : _(verb->line.arguments));
    return find_meeting(cli, verb, &meeting, error) && verb->run(cli, meeting, error);
}
