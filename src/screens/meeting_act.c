/* What the keys of the meeting screen do. */
#include <stdlib.h>
#include <string.h>

#include "meeting_page.h"
#include "paper.h"
#include "wijk/app/minutes.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"

static bool runs(struct ui *ui, struct buffer *why)
{
    const struct meeting_page *page = meeting_page_of(ui);
    if (page != NULL && page->running)
        return true;
    buffer_add_text(why, page != NULL && page->view.status == MEETING_CLOSED
                             ? _("the meeting is closed")
                             : _("no meeting runs here"));
    return false;
}

static bool runs_on_item(struct ui *ui, struct buffer *why)
{
    if (!runs(ui, why))
        return false;
    if (meeting_page_item(meeting_page_of(ui)) != NULL)
        return true;
    buffer_add_text(why, _("the agenda is done"));
    return false;
}

static bool on_entry(struct ui *ui, struct buffer *why)
{
    const struct meeting_page *page = meeting_page_of(ui);
    if (page != NULL && meeting_page_entry(page) != NULL)
        return true;
    buffer_add_text(why, _("no line of the minutes is selected"));
    return false;
}

static bool on_running_entry(struct ui *ui, struct buffer *why)
{
    return runs(ui, why) && on_entry(ui, why);
}

/* ---- the agenda ---- */

/* A meeting that does not run is looked at: another item is shown, nothing changes. */
static void look(struct meeting_page *page, enum meeting_step step, int64_t number)
{
    size_t count = page->view.item_count;
    size_t at = page->shown < count ? page->shown : count;
    if (step == MEETING_STEP_NEXT)
        at++;
    else if (step == MEETING_STEP_PREVIOUS)
        at = at > 0 ? at - 1 : 0;
    else
        at = (size_t)(number - 1);
    if (at < count)
        meeting_page_show(page, at);
}

static void step(struct meeting_page *page, enum meeting_step step, int64_t number)
{
    struct ui *ui = page->screen.ui;
    struct error error = ERROR_NONE;
    if (!page->running) {
        look(page, step, number);
        return;
    }
    if (!meeting_item_go(ui->session, page->meeting, step, number, &error)) {
        ui_fail(ui, &error);
        return;
    }
    meeting_composer_keep(page, false);
}

void meeting_act_to(struct meeting_page *page, int64_t number)
{
    struct ui *ui = page->screen.ui;
    if (number >= 1 && number <= (int64_t)page->view.item_count)
        step(page, MEETING_STEP_TO, number);
    else
        ui_say(ui, STYLE_AMBER, _("the agenda has no item %lld"), (long long)number);
}

static void next(struct ui *ui)
{
    step(meeting_page_of(ui), MEETING_STEP_NEXT, 0);
}

static void previous(struct ui *ui)
{
    step(meeting_page_of(ui), MEETING_STEP_PREVIOUS, 0);
}

/* Reads the number of an item; false: there is none of it. */
static bool read_number(const struct meeting_page *page, const char *text, int64_t *number,
                        struct error *error)
{
    char *end;
    *number = strtol(text, &end, 10);
    if (end != text && *end == '\0' && *number >= 1 && *number <= (int64_t)page->view.item_count)
        return true;
    return error_set(error, ERROR_INPUT, _("'%s' is no item; type a number from 1 to %zu"), text,
                     page->view.item_count);
}

static bool jump_to(struct ui *ui, void *context, const char *text, struct error *error)
{
    int64_t number;
    (void)context;
    if (!read_number(meeting_page_of(ui), text, &number, error))
        return false;
    step(meeting_page_of(ui), MEETING_STEP_TO, number);
    return true;
}

static void jump(struct ui *ui)
{
    struct prompt_request request = {.label = _("To item"), .done = jump_to};
    ui_push(ui, prompt_screen(ui, &request));
}

static void carry(struct ui *ui)
{
    struct meeting_page *page = meeting_page_of(ui);
    struct error error = ERROR_NONE;
    const struct meeting_item *item = meeting_page_item(page);
    char *title = memory_string(row_text(&item->row, "title"));
    if (meeting_item_carry(ui->session, item->row.id, &error))
        ui_saved(ui, _("carried over to the next meeting: %s"), title);
    else
        ui_fail(ui, &error);
    free(title);
}

/* The minutes of the meeting before, in this one. */
static void adopt(struct ui *ui)
{
    struct error error = ERROR_NONE;
    struct id here = meeting_page_of(ui)->meeting, last;
    if (!meeting_last(ui->session, here, &last, &error))
        ui_fail(ui, &error);
    else if (id_is_none(last))
        ui_say(ui, STYLE_AMBER, _("there is no earlier meeting with minutes"));
    else if (minutes_adopt(ui->session, last, here, &error))
        ui_saved(ui, _("the minutes are adopted"));
    else
        ui_fail(ui, &error);
}

static void attendance(struct ui *ui)
{
    ui_push(ui, attendance_screen(ui, meeting_page_of(ui)->meeting));
}

/* ---- closing ---- */

static void close_meeting(struct ui *ui)
{
    struct meeting_page *page = meeting_page_of(ui);
    struct error error = ERROR_NONE;
    struct completing list = {NULL, 0};
    if (!meeting_composer_is_empty(page)) {
        meeting_page_compose(page, true);
        ui_say(ui, STYLE_AMBER,
               _("a line is half typed: Enter adds it, Ctrl-U empties it; then close"));
        return;
    }
    if (!meeting_close(ui->session, page->meeting, &list, &error)) {
        ui_fail(ui, &error);
        return;
    }
    meeting_typing_forget(ui->session);
    size_t count = list.count;
    completing_release(&list);
    if (count == 0) {
        ui_saved(ui, _("closed; the minutes are in the file, and x writes them for sending"));
        return;
    }
    struct id meeting = page->meeting;
    ui_push(ui, complete_screen_of(ui, meeting));
    ui_saved(ui,
             ngettext("closed, the minutes are in the file; %zu row to complete, or later",
                      "closed, the minutes are in the file; %zu rows to complete, or later",
                      (unsigned long)count),
             count);
}

static void to_complete(struct ui *ui)
{
    ui_push(ui, complete_screen_of(ui, meeting_page_of(ui)->meeting));
}

static void undo_line(struct ui *ui)
{
    action_run_named(ui, "undo");
}

static void papers(struct ui *ui)
{
    paper_ask(ui, PAPER_OF_MEETING, meeting_page_of(ui)->meeting);
}

/* ---- entries ---- */

static void compose(struct ui *ui)
{
    meeting_page_compose(meeting_page_of(ui), true);
}

static void change(struct ui *ui)
{
    struct meeting_page *page = meeting_page_of(ui);
    const struct meeting_entry *entry = meeting_page_entry(page);
    meeting_composer_change(page, entry);
    if (!id_is_none(page->changing))
        meeting_page_compose(page, true);
}

static void strike(struct ui *ui)
{
    struct error error = ERROR_NONE;
    const struct meeting_entry *entry = meeting_page_entry(meeting_page_of(ui));
    char *text = memory_string(entry->text);
    if (meeting_entry_strike(ui->session, entry->id, &error))
        ui_saved(ui, _("struck: %s; u brings it back"), text);
    else
        ui_fail(ui, &error);
    free(text);
}

static void open_made(struct ui *ui)
{
    open_target(ui, ui_target(ui));
}

static bool move_to(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct id *entry = context;
    const struct meeting_page *page = meeting_page_of(ui);
    struct row before, after;
    int64_t number;
    if (!read_number(page, text, &number, error) ||
        !rows_get(ui->session, ENTITY_ENTRY, *entry, &before, error))
        return false;
    row_copy(&after, &before);
    row_set(&after, "agenda_item", value_id(page->view.items[number - 1].row.id));
    bool moved = rows_change(ui->session, &before, &after, error);
    if (moved)
        ui_saved(ui, _("moved to item %lld"), (long long)number);
    row_release(&before);
    row_release(&after);
    return moved;
}

static void move(struct ui *ui)
{
    struct id *entry = memory_new(sizeof *entry);
    *entry = meeting_page_entry(meeting_page_of(ui))->id;
    struct prompt_request request = {.label = _("To item"), .done = move_to, .context = entry};
    ui_push(ui, prompt_screen(ui, &request));
}

#define GROUP N_("Meeting")
#define LINES N_("On a line of the minutes")

const struct action meeting_actions[] = {
    {"next-item", GROUP, "Alt-Down Ctrl-N", N_("next item"),
     N_("Goes to the next agenda item; the time of the one left is kept."),
     ACTION_FILE | ACTION_FOOTER, NULL, next},
    {"previous-item", GROUP, "Alt-Up Ctrl-P", N_("previous item"),
     N_("Goes back to the agenda item before."), ACTION_FILE, NULL, previous},
    {"jump-item", GROUP, "F4", N_("to item"),
     N_("Goes to the agenda item of a number; Alt-1 to Alt-9 go there at once."), ACTION_FILE, NULL,
     jump},
    {"attendance", GROUP, "F5", N_("attendance"),
     N_("Says who is present, absent, excused or replaced, who came late and who left."),
     ACTION_FILE | ACTION_FOOTER, NULL, attendance},
    {"carry-item", GROUP, "F6", N_("carry over"),
     N_("Carries the agenda item over to the next meeting."), ACTION_FILE | ACTION_WRITES,
     runs_on_item, carry},
    {"adopt-last", GROUP, "F3", N_("adopt minutes"),
     N_("Adopts the minutes of the meeting before in this one."), ACTION_FILE | ACTION_WRITES, runs,
     adopt},
    {"undo-line", GROUP, "F7", N_("undo"), N_("Takes the last line back, and says what it was."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, undo_line},
    {"close-meeting", GROUP, "F8", N_("close"),
     N_("Closes the meeting: numbers the decisions, makes the minutes, and lists what is to be "
        "completed; u takes it back."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, runs, close_meeting},
    {"complete-meeting", GROUP, "F9", N_("to complete"),
     N_("Lists what was accepted in this meeting with something unknown, to fill it in."),
     ACTION_FILE, NULL, to_complete},
    {"write-minutes", GROUP, "F10 x", N_("minutes"),
     N_("Writes the minutes to a file: Markdown, HTML or for calendars; a draft before closing."),
     ACTION_FILE, NULL, papers},
};
const size_t meeting_action_count = sizeof meeting_actions / sizeof *meeting_actions;
_Static_assert(sizeof meeting_actions / sizeof *meeting_actions == MEETING_ACTIONS, "the count");

const struct action meeting_entry_actions[] = {
    {"change-line", LINES, "e", N_("change"),
     N_("Takes the line back into the composer, to change what it says."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, on_running_entry, change},
    {"strike-line", LINES, "d Delete", N_("strike"),
     N_("Strikes the line out of the minutes, with the row it made; u brings it back."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, on_running_entry, strike},
    {"move-line", LINES, "M", N_("to another item"), N_("Moves the line to another agenda item."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, on_running_entry, move},
    {"open-line", LINES, "Enter o", N_("open"), N_("Opens the row that the line made."),
     ACTION_ROW | ACTION_FOOTER, NULL, open_made},
    {"compose", LINES, "i Tab", N_("type"), N_("Goes back to the composer."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, runs, compose},
};
const size_t meeting_entry_action_count =
    sizeof meeting_entry_actions / sizeof *meeting_entry_actions;
_Static_assert(sizeof meeting_entry_actions / sizeof *meeting_entry_actions ==
                   MEETING_ENTRY_ACTIONS,
               "the count");
