/*
 * The action table: the actions that are the same on every screen, and the list of all arrays. What
 * a screen adds is an array in its own file, named here once.
 */
#include <string.h>

#include "row_actions.h"
#include "wijk/base/language.h"
#include "wijk/screens/screens.h"

#define MOVE N_("Going about")
#define ROW N_("On the selected row")
#define FILE_GROUP N_("Everywhere")

/* The city is there for files with several programmes. */
static bool has_city(struct ui *ui, struct buffer *why)
{
    if (session_programmes(ui->session) > 1)
        return true;
    buffer_add_text(why, _("this file holds one programme"));
    return false;
}

/* All programmes again, one line each. */
static void go_city(struct ui *ui)
{
    struct error error = ERROR_NONE;
    if (session_choose(ui->session, "", &error))
        ui_go(ui, city_screen(ui));
    else
        ui_fail(ui, &error);
}

static void go_overview(struct ui *ui)
{
    ui_go(ui, overview_screen(ui));
}

static void go_programme(struct ui *ui)
{
    ui_go(ui, programme_screen(ui));
}

static void go_problems(struct ui *ui)
{
    ui_go(ui, problems_screen(ui));
}

static void go_money(struct ui *ui)
{
    ui_go(ui, money_screen(ui));
}

/* A meeting that runs is where the typing goes on; Esc goes to the list of meetings. */
static void go_meetings(struct ui *ui)
{
    struct id meeting;
    bool there = strcmp(ui_base(ui)->calls->name, "meetings") == 0;
    ui_go(ui, meetings_screen(ui));
    if (!there && meeting_is_running(ui, &meeting))
        ui_push(ui, meeting_screen(ui, meeting));
}

static void go_planning(struct ui *ui)
{
    ui_go(ui, planning_screen(ui));
}

static void go_charter(struct ui *ui)
{
    ui_go(ui, charter_screen(ui));
}

static void go_lessons(struct ui *ui)
{
    ui_go(ui, lessons_screen(ui));
}

static void go_exchange(struct ui *ui)
{
    ui_go(ui, exchange_screen(ui));
}

static void disagreements(struct ui *ui)
{
    ui_push(ui, disagreements_screen(ui));
}

static void go_people(struct ui *ui)
{
    ui_go(ui, people_screen(ui));
}

static void go_settings(struct ui *ui)
{
    ui_go(ui, settings_screen(ui));
}

static bool is_indicator(struct ui *ui, struct buffer *why)
{
    if (ui_target(ui).kind != ENTITY_INDICATOR)
        buffer_add_text(why, _("Only an indicator can be compared; select one"));
    return ui_target(ui).kind == ENTITY_INDICATOR;
}

static void compare(struct ui *ui)
{
    ui_push(ui, compare_screen(ui, ui_target(ui).id));
}

static void search(struct ui *ui)
{
    ui_push(ui, search_screen(ui));
}

static void palette(struct ui *ui)
{
    ui_push(ui, palette_screen(ui));
}

static void help(struct ui *ui)
{
    ui_push(ui, help_screen(ui));
}

static void past(struct ui *ui)
{
    ui_push(ui, history_screen(ui, (struct target){.kind = ENTITY_NONE}));
}

static void complete(struct ui *ui)
{
    ui_push(ui, complete_screen(ui));
}

static void news(struct ui *ui)
{
    struct error error = ERROR_NONE;
    struct screen *screen = news_screen(ui, &error);
    if (screen == NULL)
        ui_fail(ui, &error);
    else
        ui_push(ui, screen);
}

static void back(struct ui *ui)
{
    if (ui->count > 1)
        ui_pop(ui);
    else if (strcmp(ui_top(ui)->calls->name, "overview") != 0 &&
             strcmp(ui_top(ui)->calls->name, "city") != 0 && ui->session != NULL)
        go_overview(ui);
    else if (ui->several && strcmp(ui_top(ui)->calls->name, "overview") == 0)
        go_city(ui);
    else
        ui_say(ui, STYLE_HINT, _("q leaves the program"));
}

static void leave(struct ui *ui)
{
    ui->quit = true;
}

static void redraw(struct ui *ui)
{
    ui->redraw = true;
}

static void suspend(struct ui *ui)
{
    ui->term->calls->suspend(ui->term);
    ui->redraw = true;
}

/* Undo and redo say what they did; the session counts the change, so that everything loads anew. */
static void step(struct ui *ui, bool (*take)(struct session *, struct buffer *, struct error *))
{
    struct buffer label = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    if (take(ui->session, &label, &error))
        ui_saved(ui, "%s", label.bytes);
    else
        ui_fail(ui, &error);
    buffer_release(&label);
}

static void undo(struct ui *ui)
{
    step(ui, rows_undo);
}

static void redo(struct ui *ui)
{
    step(ui, rows_redo);
}

const struct action global_actions[] = {
    {"open", ROW, "Enter", N_("open"), N_("Opens the row."), ACTION_ROW | ACTION_FOOTER, NULL,
     row_action_open},
    {"measure", ROW, "m", N_("measure"), N_("Logs a figure of this indicator in one line."),
     ACTION_ROW | ACTION_WRITES | ACTION_FOOTER, row_action_can_measure, row_action_measure},
    {"flag", ROW, "!", N_("problem"), N_("Flags a problem about this row in one line."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, row_action_flag},
    {"add", ROW, "a", N_("add"), N_("Adds a row here: what kind is asked where there is a choice."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, row_action_add},
    {"edit", ROW, "e", N_("edit"), N_("Changes the row in a form."),
     ACTION_ROW | ACTION_WRITES | ACTION_FOOTER, NULL, row_action_edit},
    {"edit-text", ROW, "E", N_("edit text"),
     N_("Changes the row's long text in your own editor ($EDITOR)."), ACTION_ROW | ACTION_WRITES,
     row_action_can_edit_text, row_action_edit_text},
    {"delete", ROW, "d Delete", N_("delete"),
     N_("Deletes the row and what belongs to it; u brings it back."), ACTION_ROW | ACTION_WRITES,
     NULL, row_action_delete},
    {"move", ROW, "M", N_("move"),
     N_("Moves the row: an effort to another goal, an indicator, a goal."),
     ACTION_ROW | ACTION_WRITES, row_action_can_move, row_action_move},
    {"erase", ROW, "X", N_("erase"),
     N_("Erases a text of a person by law, for good; who and why stays in the history."),
     ACTION_ROW | ACTION_WRITES, row_action_can_erase, row_action_erase},
    {"comment", ROW, "c", N_("comment"), N_("Adds a comment to the row."),
     ACTION_ROW | ACTION_WRITES, NULL, row_action_comment},
    {"light", ROW, "V", N_("light"),
     N_("Sets the light of a goal or effort; amber and red ask why, or later."),
     ACTION_ROW | ACTION_WRITES, row_action_can_light, row_action_light},
    {"history", ROW, "H", N_("history"), N_("Shows who changed the row, when, from what to what."),
     ACTION_ROW, NULL, row_action_history},
    {"details", ROW, "D", N_("details"), N_("Shows all of the row and what is linked to it."),
     ACTION_ROW, NULL, row_action_details},
    {"copy", ROW, "y", N_("copy"), N_("Copies the row's code and name to the clipboard."),
     ACTION_ROW, NULL, row_action_copy},
    {"compare", ROW, "=", N_("compare"),
     N_("Shows this indicator in all neighbourhoods that measure it."), ACTION_ROW, is_indicator,
     compare},
    {"undo", FILE_GROUP, "u", N_("undo"), N_("Takes the last act back, and says what it was."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, undo},
    {"redo", FILE_GROUP, "Ctrl-R", N_("redo"), N_("Does again what was undone."),
     ACTION_FILE | ACTION_WRITES, NULL, redo},
    {"search", FILE_GROUP, "/", N_("search"),
     N_("Searches everything: words, beginnings of words, codes; accents do not matter."),
     ACTION_FILE | ACTION_FOOTER, NULL, search},
    {"palette", FILE_GROUP, ":", N_("do"), N_("Lists everything that can be done here, by name."),
     ACTION_FOOTER, NULL, palette},
    {"help", FILE_GROUP, "? F1", N_("help"), N_("Lists the keys of this screen."), ACTION_FOOTER,
     NULL, help},
    {"past", FILE_GROUP, "L", N_("changes"),
     N_("Shows what was changed lately, in the whole file."), ACTION_FILE, NULL, past},
    {"city", MOVE, "0", N_("city"), N_("Goes to the city: all programmes of the file."),
     ACTION_FILE, has_city, go_city},
    {"news", FILE_GROUP, "w", N_("what is new"),
     N_("Lists what was changed since you last looked, from what to what."), ACTION_FILE, NULL,
     news},
    {"complete", FILE_GROUP, "O", N_("to complete"),
     N_("Lists what was accepted and is still to be completed, and walks through it."), ACTION_FILE,
     NULL, complete},
    {"import", FILE_GROUP, "I", N_("import"),
     N_("Takes rows or published figures from a file, after showing what it would do."),
     ACTION_FILE | ACTION_WRITES, NULL, import_ask},
    {"rows", FILE_GROUP, "B", N_("all rows of …"),
     N_("Lists all rows of any kind, also those that have no screen of their own."), ACTION_FILE,
     NULL, rows_ask},
    {"overview", MOVE, "1", N_("overview"), N_("Goes to the overview."), ACTION_FILE, NULL,
     go_overview},
    {"programme", MOVE, "2", N_("programme"),
     N_("Goes to the programme: themes, goals, indicators, efforts."), ACTION_FILE, NULL,
     go_programme},
    {"problems", MOVE, "3", N_("problems"), N_("Goes to the problems."), ACTION_FILE, NULL,
     go_problems},
    {"meetings", MOVE, "4", N_("meetings"),
     N_("Goes to the meetings, or to the one that runs: agenda, minutes, actions, decisions."),
     ACTION_FILE, NULL, go_meetings},
    {"planning", MOVE, "5", N_("planning"),
     N_("Goes to the planning: efforts, milestones, meetings and agreements on a time axis."),
     ACTION_FILE, NULL, go_planning},
    {"charter", MOVE, "6", N_("charter"),
     N_("Goes to the charter: the agreements with the national government."), ACTION_FILE, NULL,
     go_charter},
    {"lessons", MOVE, "7", N_("lessons"), N_("Goes to the lessons that were learnt."), ACTION_FILE,
     NULL, go_lessons},
    {"people", MOVE, "8", N_("people"), N_("Goes to people and partners."), ACTION_FILE, NULL,
     go_people},
    {"money", MOVE, "$", N_("money"), N_("Goes to the money: what is planned, spent and left."),
     ACTION_FILE, NULL, go_money},
    {"exchange", MOVE, "x Ctrl-X", N_("exchange"),
     N_("Goes to the exchange: the copies of the file, and the packs they send each other."),
     ACTION_FILE, NULL, go_exchange},
    {"disagreements", FILE_GROUP, "#", N_("disagreements"),
     N_("Lists where people disagree, and what was typed twice; one key settles it."), ACTION_FILE,
     NULL, disagreements},
    {"publish", FILE_GROUP, "P", N_("publish"),
     N_("Writes what is public as a site in Dutch and English, into a folder that is asked."),
     ACTION_FILE, NULL, action_publish},
    {"settings", MOVE, "9", N_("settings"), N_("Goes to the settings."), ACTION_FILE, NULL,
     go_settings},
    {"back", MOVE, "Esc Backspace", N_("back"), N_("Goes back; what was typed is kept."), 0, NULL,
     back},
    {"redraw", FILE_GROUP, "Ctrl-L", N_("draw anew"), N_("Draws the screen anew."), ACTION_ALWAYS,
     NULL, redraw},
    {"suspend", FILE_GROUP, "Ctrl-Z", N_("suspend"),
     N_("Puts the program aside; 'fg' brings it back."), ACTION_ALWAYS, NULL, suspend},
    {"quit", FILE_GROUP, "q", N_("leave"), N_("Leaves the program; everything is saved already."),
     ACTION_FOOTER, NULL, leave},
};
const size_t global_action_count = sizeof global_actions / sizeof *global_actions;

bool action_enabled(struct ui *ui, const struct action *action, struct buffer *why)
{
    bool file = (action->flags & (ACTION_FILE | ACTION_ROW | ACTION_WRITES)) != 0;
    if (file && ui->session == NULL)
        buffer_add_text(why, _("no file is open"));
    else if ((action->flags & ACTION_ROW) != 0 && ui_target(ui).kind == ENTITY_NONE)
        buffer_add_text(why, _("no row is selected"));
    else if ((action->flags & ACTION_WRITES) != 0 && ui->session->read_only)
        buffer_add_text(why, _("this file is read-only"));
    else
        return action->enabled == NULL || action->enabled(ui, why);
    return false;
}

void action_run(struct ui *ui, const struct action *action)
{
    struct buffer why = BUFFER_EMPTY;
    if (action_enabled(ui, action, &why))
        action->run(ui);
    else
        ui_say(ui, STYLE_AMBER, "%s: %s", _(action->label), why.bytes);
    buffer_release(&why);
}

const struct action *action_named(const char *name)
{
    for (size_t i = 0; i < global_action_count; i++)
        if (strcmp(global_actions[i].name, name) == 0)
            return &global_actions[i];
    return NULL;
}

void action_run_named(struct ui *ui, const char *name)
{
    action_run(ui, action_named(name));
}
