/*
 * The meetings of the programme, and what comes of them: the actions and the decisions. Three
 * lists, of which Tab shows the next; since the last meeting is a page of its own.
 */
#include "wijk/app/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "list_page.h"
#include "paper.h"
#include "wijk/app/actions.h"
#include "wijk/app/minutes.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

static struct screen *list_of(struct ui *ui, enum entity_kind kind);

static enum entity_kind kind_shown(struct ui *ui)
{
    const struct list_page *page = list_page_of(ui);
    return page == NULL ? ENTITY_NONE : page->list.entity->kind;
}

static bool is_shown(struct ui *ui, enum entity_kind kind, struct buffer *why)
{
    if (kind_shown(ui) == kind && ui_target(ui).kind == kind)
        return true;
    buffer_format(why, _("no row of '%s' is selected here"), _(entities[kind].plural));
    return false;
}

static bool on_meeting(struct ui *ui, struct buffer *why)
{
    return is_shown(ui, ENTITY_MEETING, why);
}

static bool on_action(struct ui *ui, struct buffer *why)
{
    return is_shown(ui, ENTITY_ACTION, why);
}

/* ---- meetings ---- */

static void open(struct ui *ui)
{
    struct target target = ui_target(ui);
    if (target.kind == ENTITY_MEETING)
        meeting_open(ui, target.id);
    else
        open_target(ui, target);
}

/* "9 dec 14:00 Buurthuis": the longest beginning that is a moment is when, the rest is where. */
static bool read_when(struct ui *ui, char *text, int64_t *starts, char **place)
{
    for (char *end = text + strlen(text); end > text; end--) {
        if (*end != '\0' && *end != ' ')
            continue;
        char before = *end;
        *end = '\0';
        bool good = strpbrk(text, ":.uh") != NULL && moment_read(text, ui->session->today, starts);
        if (good) {
            *place = before == '\0' ? end : text_trim(end + 1);
            return true;
        }
        *end = before;
    }
    return false;
}

struct making {
    struct id theme; /* none: a steering group */
};

static bool make(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct making *making = context;
    struct id meeting;
    char *copy = memory_string(text), *place = NULL;
    struct meeting_new request = {.kind = "steering group"};
    if (!id_is_none(making->theme)) {
        request.kind = "theme meeting";
        request.theme = making->theme;
    }
    bool good = read_when(ui, copy, &request.starts, &place) ||
                error_set(error, ERROR_INPUT,
                          _("'%s' does not begin with a day and a time; type 9 dec 14:00, then "
                            "the place"),
                          text);
    request.place = place != NULL && *place != '\0' ? place : NULL;
    good = good && meeting_new(ui->session, &request, &meeting, error);
    free(copy);
    if (!good)
        return false;
    ui_saved(ui, _("the agenda is proposed; everybody is invited"));
    meeting_open(ui, meeting);
    return true;
}

static void ask_when(struct ui *ui, struct id theme)
{
    struct making *making = memory_new(sizeof *making);
    making->theme = theme;
    struct prompt_request request = {
        .label = _("Day, time, place"), .done = make, .context = making};
    ui_push(ui, prompt_screen(ui, &request));
}

static void new_meeting(struct ui *ui)
{
    ask_when(ui, (struct id){{0}});
}

static void offer(void *context, struct id id, const char *code, const char *name)
{
    candidates_add(context, name, code, id);
}

static void fill_themes(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    struct error error = ERROR_NONE;
    struct rows_completion request = {ENTITY_THEME, typed, 50};
    (void)context;
    if (!rows_complete(ui->session, &request, offer, out, &error))
        ui_fail(ui, &error);
}

static bool theme_chosen(struct ui *ui, void *context, struct id id, const char *text,
                         struct error *error)
{
    (void)context;
    (void)text;
    (void)error;
    ask_when(ui, id);
    return true;
}

static void new_theme_meeting(struct ui *ui)
{
    struct pick_request request = {.title = _("Theme"), .fill = fill_themes, .done = theme_chosen};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- papers ---- */

static void write_paper(struct ui *ui)
{
    struct target target = ui_target(ui);
    struct id meeting = {{0}};
    enum entity_kind kind = kind_shown(ui);
    if (kind == ENTITY_MEETING && target.kind == ENTITY_MEETING)
        meeting = target.id;
    if (kind == ENTITY_MEETING && id_is_none(meeting))
        ui_say(ui, STYLE_AMBER, _("no meeting is selected"));
    else
        paper_ask(ui,
                  kind == ENTITY_ACTION     ? PAPER_OF_ACTIONS
                  : kind == ENTITY_DECISION ? PAPER_OF_DECISIONS
                                            : PAPER_OF_MEETING,
                  meeting);
}

static void adopt(struct ui *ui)
{
    struct error error = ERROR_NONE;
    if (minutes_adopt(ui->session, ui_target(ui).id, (struct id){{0}}, &error))
        ui_saved(ui, _("the minutes are adopted"));
    else
        ui_fail(ui, &error);
}

static bool correct_minutes(struct ui *ui, void *context, const char *text, struct error *error)
{
    int64_t version;
    (void)context;
    if (*text == '\0')
        return error_set(error, ERROR_INPUT, _("Say what was wrong: it stands in the new version"));
    if (!minutes_correct(ui->session, ui_target(ui).id, text, &version, error))
        return false;
    ui_saved(ui, _("version %lld of the minutes is made; the earlier one stays"),
             (long long)version);
    return true;
}

static void correct(struct ui *ui)
{
    struct prompt_request request = {.label = _("What is corrected"), .done = correct_minutes};
    ui_push(ui, prompt_screen(ui, &request));
}

/* ---- actions ---- */

static void done(struct ui *ui)
{
    struct error error = ERROR_NONE;
    struct row row;
    struct id action = ui_target(ui).id;
    if (!rows_get(ui->session, ENTITY_ACTION, action, &row, &error)) {
        ui_fail(ui, &error);
        return;
    }
    bool was_open = strcmp(row_text(&row, "status"), "open") == 0;
    struct buffer title = BUFFER_EMPTY;
    rows_title(ui->session, ENTITY_ACTION, action, &title);
    row_release(&row);
    if (!(was_open ? action_done(ui->session, action, &error)
                   : action_reopen(ui->session, action, &error)))
        ui_fail(ui, &error);
    else
        ui_saved(ui, was_open ? _("done: %s") : _("open again: %s"), title.bytes);
    buffer_release(&title);
}

static void drop(struct ui *ui)
{
    struct error error = ERROR_NONE;
    if (action_drop(ui->session, ui_target(ui).id, &error))
        ui_saved(ui, _("dropped; u brings it back"));
    else
        ui_fail(ui, &error);
}

static bool carry_to(struct ui *ui, void *context, const char *text, struct error *error)
{
    date_t due = DATE_NONE;
    (void)context;
    if (*text != '\0' && !date_read(text, ui->session->today, &due))
        return error_set(error, ERROR_INPUT,
                         _("'%s' is not a date; type +2w, fri or 1mar, or nothing for no date"),
                         text);
    if (!action_carry(ui->session, ui_target(ui).id, due, error))
        return false;
    ui_saved(ui, _("carried over"));
    return true;
}

static void carry(struct ui *ui)
{
    struct prompt_request request = {.label = _("Carried over to"), .done = carry_to};
    ui_push(ui, prompt_screen(ui, &request));
}

/* ---- the lists ---- */

static void since(struct ui *ui)
{
    ui_push(ui, since_screen(ui));
}

static void other(struct ui *ui)
{
    enum entity_kind now = kind_shown(ui);
    ui_go(ui, list_of(ui, now == ENTITY_MEETING  ? ENTITY_ACTION
                          : now == ENTITY_ACTION ? ENTITY_DECISION
                                                 : ENTITY_MEETING));
}

static void go_actions(struct ui *ui)
{
    ui_go(ui, list_of(ui, ENTITY_ACTION));
}

static void go_decisions(struct ui *ui)
{
    ui_go(ui, list_of(ui, ENTITY_DECISION));
}

/* Of the actions: how many are open, late, and carried over. */
static void status(const struct screen *screen, struct buffer *out)
{
    const struct list_page *page = (const struct list_page *)screen;
    struct actions actions;
    struct actions_filter filter = {.typed = NULL};
    struct error ignored = ERROR_NONE;
    if (page->list.entity->kind == ENTITY_ACTION &&
        actions_load(screen->ui->session, &filter, &actions, &ignored)) {
        buffer_format(out, _("%zu open, %zu overdue, %zu carried over · "), actions.open,
                      actions.overdue, actions.carried);
        actions_release(&actions);
    }
    list_page_status(screen, out);
}

#define GROUP N_("Meetings")
#define WRITES (ACTION_FILE | ACTION_WRITES)

const struct action meetings_actions[] = {
    {"open-meeting", GROUP, "Enter", N_("open"),
     N_("Opens the meeting: its agenda before, the composer while it runs, what was said after."),
     ACTION_ROW | ACTION_FOOTER, NULL, open},
    {"new-meeting", GROUP, "n", N_("new meeting"),
     N_("Makes a meeting with a proposed agenda; asks for day, time and place."),
     WRITES | ACTION_FOOTER, NULL, new_meeting},
    {"new-theme-meeting", GROUP, "N", N_("theme meeting"),
     N_("Makes a meeting about one theme; asks which."), WRITES, NULL, new_theme_meeting},
    {"other-list", GROUP, "Tab", N_("meetings / actions / decisions"),
     N_("Shows the meetings, the actions or the decisions in turn."), ACTION_FILE | ACTION_FOOTER,
     NULL, other},
    {"meeting-actions", GROUP, "A", N_("actions"), N_("Shows the actions that are open."),
     ACTION_FILE, NULL, go_actions},
    {"meeting-decisions", GROUP, "B", N_("decisions"), N_("Shows the decisions of all meetings."),
     ACTION_FILE, NULL, go_decisions},
    {"since-meeting", GROUP, "w", N_("since the last meeting"),
     N_("Shows what came in, what changed colour, and what was promised and not done."),
     ACTION_FILE | ACTION_FOOTER, NULL, since},
    {"write-paper", GROUP, "x", N_("write"),
     N_("Writes the minutes of the meeting, the actions or the decisions to a file."),
     ACTION_FILE | ACTION_FOOTER, NULL, write_paper},
    {"adopt-minutes", GROUP, "p", N_("adopt"),
     N_("Adopts the minutes in the meeting that runs, else the one after."), WRITES, on_meeting,
     adopt},
    {"correct-minutes", GROUP, "C", N_("correct"),
     N_("Makes a new version of the minutes that says what it corrects."), WRITES, on_meeting,
     correct},
    {"action-done", GROUP, "R", N_("done"), N_("The action is done; again: it is open after all."),
     WRITES | ACTION_FOOTER, on_action, done},
    {"drop-action", GROUP, "X", N_("drop"), N_("Drops the action: it need not be done any more."),
     WRITES, on_action, drop},
    {"carry-action", GROUP, "z", N_("carry over"),
     N_("Carries the action over to a later date, and counts that."), WRITES | ACTION_FOOTER,
     on_action, carry},
};
const size_t meetings_action_count = sizeof meetings_actions / sizeof *meetings_actions;

static const struct screen_calls meetings_calls = {.name = "meetings",
                                                   .title = N_("Meetings"),
                                                   .actions = meetings_actions,
                                                   .action_count = sizeof meetings_actions /
                                                                   sizeof *meetings_actions,
                                                   .load = list_page_load,
                                                   .place = list_page_place,
                                                   .draw = list_page_draw,
                                                   .event = list_page_event,
                                                   .target = list_page_target,
                                                   .status = status,
                                                   .lists = list_page_lists,
                                                   .typing = list_page_typing,
                                                   .free = list_page_free,
                                                   .also = list_page_actions,
                                                   .also_count = LIST_PAGE_ACTIONS};

static struct screen *list_of(struct ui *ui, enum entity_kind kind)
{
    struct row_list_request request = {.kind = kind};
    if (kind == ENTITY_ACTION) {
        request.columns = "code what due person partner carried status";
        request.filter = "status=open";
        request.empty = _("No actions here. In a meeting * makes one, with @owner and ^date.");
    } else if (kind == ENTITY_DECISION) {
        request.columns = "number taken_on text";
        request.empty = _("No decisions yet. In a meeting # makes one; closing numbers them.");
    } else {
        request.columns = id_is_none(ui->session->programme)
                              ? "starts programme number kind place status"
                              : "starts number kind place status";
        request.empty = _("No meetings yet. n makes the first, with a proposed agenda.");
    }
    return list_page_new(ui, &meetings_calls, &request);
}

struct screen *meetings_screen(struct ui *ui)
{
    return list_of(ui, ENTITY_MEETING);
}
