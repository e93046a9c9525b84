/* What the keys of the agenda do: adding, dropping, moving items, their minutes and kind, and what
 * is done with the whole. */
#include <stdlib.h>
#include <string.h>

#include "agenda_page.h"
#include "paper.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/quickline.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

#define MINUTES_STEP 5

static bool on_item(struct ui *ui, struct buffer *why)
{
    const struct agenda_page *page = agenda_page_of(ui);
    if (page != NULL && agenda_page_item(page) != NULL)
        return true;
    buffer_add_text(why, _("no agenda item is selected"));
    return false;
}

static void done_or_fail(struct ui *ui, bool done, const char *what, const struct error *error)
{
    if (done)
        ui_saved(ui, "%s", what);
    else
        ui_fail(ui, error);
}

/* ---- adding ---- */

static void fill_proposals(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    struct meeting_proposals proposals;
    struct error error = ERROR_NONE;
    (void)context;
    if (!meeting_propose(ui->session, agenda_page_of(ui)->meeting, &proposals, &error)) {
        ui_fail(ui, &error);
        return;
    }
    for (size_t i = 0; i < proposals.count; i++) {
        const struct meeting_proposal *proposal = &proposals.items[i];
        struct id place = {{0}};
        if (!id_is_none(proposal->item) || text_match(proposal->title, typed) < 0)
            continue;
        place.bytes[0] = 1;
        memcpy(place.bytes + 1, &i, sizeof i);
        candidates_add(out, proposal->title, proposal->reason, place);
    }
    meeting_proposals_release(&proposals);
}

/* The proposal that was chosen; they are asked for again, and are the same while nothing changed.
 */
static bool add_proposal(struct ui *ui, size_t chosen, struct id *item, struct error *error)
{
    struct meeting_proposals proposals;
    struct agenda_page *page = agenda_page_of(ui);
    if (!meeting_propose(ui->session, page->meeting, &proposals, error))
        return false;
    bool there = chosen < proposals.count;
    struct meeting_item_new request = {.proposal = there ? &proposals.items[chosen] : NULL,
                                       .minutes = -1};
    bool added = there ? meeting_item_add(ui->session, page->meeting, &request, item, error)
                       : error_set(error, ERROR_NOT_FOUND, _("This proposal is gone; a again"));
    meeting_proposals_release(&proposals);
    return added;
}

/* Own words end in minutes when the last one is a number: "Speelplek &I-4 15". */
static int64_t take_minutes(char *text)
{
    char *last = strrchr(text, ' ');
    if (last == NULL)
        return -1;
    size_t digits = strspn(last + 1, "0123456789");
    const char *unit = last + 1 + digits;
    bool minutes = digits > 0 && digits < 4 &&
                   (*unit == '\0' || strcmp(unit, "m") == 0 || strcmp(unit, "min") == 0);
    if (!minutes)
        return -1;
    *last = '\0';
    return strtol(last + 1, NULL, 10);
}

static bool read_about(struct ui *ui, const struct quickline *line,
                       struct meeting_item_new *request, struct error *error)
{
    const char *mistake = quickline_mistake(line);
    if (mistake != NULL)
        return error_set(error, ERROR_INPUT, "%s", mistake);
    return line->about.length == 0 || rows_find_code(ui->session, line->about.bytes,
                                                     &request->about_kind, &request->about, error);
}

static bool add_own(struct ui *ui, const char *text, struct id *item, struct error *error)
{
    struct agenda_page *page = agenda_page_of(ui);
    struct quickline line;
    struct quickline_context context = {.language = language_now(), .today = ui->session->today};
    char *title = memory_string(text);
    struct meeting_item_new request = {.about_kind = ENTITY_NONE, .minutes = take_minutes(title)};
    quickline_init(&line);
    quickline_read(&line, title, &context);
    request.title = line.text.bytes;
    bool added = read_about(ui, &line, &request, error) &&
                 meeting_item_add(ui->session, page->meeting, &request, item, error);
    quickline_release(&line);
    free(title);
    return added;
}

static bool add_chosen(struct ui *ui, void *context, struct id id, const char *text,
                       struct error *error)
{
    struct id item;
    size_t chosen;
    (void)context;
    memcpy(&chosen, id.bytes + 1, sizeof chosen);
    if (!(id_is_none(id) ? add_own(ui, text, &item, error)
                         : add_proposal(ui, chosen, &item, error)))
        return false;
    struct agenda_page *page = agenda_page_of(ui);
    ui_saved(ui, _("on the agenda"));
    if (page->screen.calls->load(&page->screen, error))
        (void)list_select_id(&page->list, item);
    return true;
}

static void add(struct ui *ui)
{
    struct pick_request request = {.title = _("Put on the agenda: proposed, or: title &I-4 15"),
                                   .fill = fill_proposals,
                                   .done = add_chosen,
                                   .allow_new = true};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- the selected item ---- */

static void drop(struct ui *ui)
{
    struct error error = ERROR_NONE;
    const struct meeting_item *item = agenda_page_item(agenda_page_of(ui));
    char *title = memory_string(row_text(&item->row, "title"));
    if (meeting_item_drop(ui->session, item->row.id, &error))
        ui_saved(ui, _("off the agenda: %s; u brings it back"), title);
    else
        ui_fail(ui, &error);
    free(title);
}

static void move_by(struct ui *ui, int by)
{
    struct agenda_page *page = agenda_page_of(ui);
    struct error error = ERROR_NONE;
    long position = page->list.selected + 1 + by;
    if (position < 1 || position > (long)page->view.item_count)
        return;
    if (!meeting_item_move(ui->session, agenda_page_item(page)->row.id, position, &error))
        ui_fail(ui, &error);
}

static void move_up(struct ui *ui)
{
    move_by(ui, -1);
}

static void move_down(struct ui *ui)
{
    move_by(ui, 1);
}

static void set_minutes(struct ui *ui, int64_t minutes)
{
    struct error error = ERROR_NONE;
    struct buffer what = BUFFER_EMPTY;
    const struct meeting_item *item = agenda_page_item(agenda_page_of(ui));
    buffer_format(&what, ngettext("%lld minute", "%lld minutes", (unsigned long)minutes),
                  (long long)minutes);
    done_or_fail(ui, meeting_item_minutes(ui->session, item->row.id, minutes, &error), what.bytes,
                 &error);
    buffer_release(&what);
}

static void more_minutes(struct ui *ui)
{
    set_minutes(ui, agenda_page_item(agenda_page_of(ui))->planned + MINUTES_STEP);
}

static void fewer_minutes(struct ui *ui)
{
    int64_t planned = agenda_page_item(agenda_page_of(ui))->planned;
    set_minutes(ui, planned > MINUTES_STEP ? planned - MINUTES_STEP : 0);
}

static bool answer_minutes(struct ui *ui, void *context, const char *text, struct error *error)
{
    char *end;
    long minutes = strtol(text, &end, 10);
    (void)context;
    if (end == text || *end != '\0' || minutes < 0 || minutes > 1440)
        return error_set(error, ERROR_INPUT, _("'%s' is no number of minutes from 0 to 1440"),
                         text);
    set_minutes(ui, minutes);
    return true;
}

static void ask_minutes(struct ui *ui)
{
    struct prompt_request request = {.label = _("Planned minutes"), .done = answer_minutes};
    ui_push(ui, prompt_screen(ui, &request));
}

static bool rename_item(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct id *item = context;
    if (!meeting_item_rename(ui->session, *item, text, error))
        return false;
    ui_saved(ui, _("renamed"));
    return true;
}

static void ask_name(struct ui *ui)
{
    const struct meeting_item *item = agenda_page_item(agenda_page_of(ui));
    struct id *id = memory_new(sizeof *id);
    *id = item->row.id;
    struct prompt_request request = {.label = _("Agenda item"),
                                     .text = row_text(&item->row, "title"),
                                     .done = rename_item,
                                     .context = id};
    ui_push(ui, prompt_screen(ui, &request));
}

/* Discuss, decide, inform, in turn. */
static void next_kind(struct ui *ui)
{
    struct error error = ERROR_NONE;
    const struct row *row = &agenda_page_item(agenda_page_of(ui))->row;
    const struct field *field = &row->entity->fields[entity_field(row->entity, "kind")];
    struct row after;
    int at = 0;
    while (field->choices[at].value != NULL &&
           strcmp(field->choices[at].value, row_text(row, "kind")) != 0)
        at++;
    if (field->choices[at].value == NULL || field->choices[++at].value == NULL)
        at = 0;
    row_copy(&after, row);
    row_set(&after, "kind", value_text(field->choices[at].value));
    done_or_fail(ui, rows_change(ui->session, row, &after, &error), _(field->choices[at].label),
                 &error);
    row_release(&after);
}

/* ---- the whole ---- */

static void start(struct ui *ui)
{
    struct agenda_page *page = agenda_page_of(ui);
    struct error error = ERROR_NONE;
    struct id meeting = page->meeting;
    if (!meeting_start(ui->session, meeting, &error)) {
        ui_fail(ui, &error);
        return;
    }
    struct screen *running = meeting_screen(ui, meeting);
    ui_close(ui, &page->screen);
    ui_push(ui, running);
    ui_saved(ui, _("the meeting has begun: F5 says who is there"));
}

static void announce(struct ui *ui)
{
    struct error error = ERROR_NONE;
    done_or_fail(ui, meeting_announce(ui->session, agenda_page_of(ui)->meeting, &error),
                 _("the agenda was sent"), &error);
}

static void papers(struct ui *ui)
{
    paper_ask(ui, PAPER_OF_AGENDA, agenda_page_of(ui)->meeting);
}

static void invited(struct ui *ui)
{
    ui_push(ui, attendance_screen(ui, agenda_page_of(ui)->meeting));
}

#define GROUP N_("Agenda")
#define WRITES (ACTION_FILE | ACTION_WRITES)

const struct action agenda_actions[] = {
    {"start-meeting", GROUP, "S", N_("start"),
     N_("Starts the meeting: the first item is now, and the composer is ready."),
     WRITES | ACTION_FOOTER, NULL, start},
    {"add-item", GROUP, "a", N_("add"),
     N_("Puts an item on the agenda: one that is proposed, or your own words."),
     WRITES | ACTION_FOOTER, NULL, add},
    {"drop-item", GROUP, "d Delete", N_("drop"), N_("Takes the item off the agenda."),
     WRITES | ACTION_FOOTER, on_item, drop},
    {"item-down", GROUP, "Shift-Down Alt-Down", N_("down"), N_("Moves the item down."),
     WRITES | ACTION_FOOTER, on_item, move_down},
    {"item-up", GROUP, "Shift-Up Alt-Up", N_("up"), N_("Moves the item up."), WRITES, on_item,
     move_up},
    {"more-minutes", GROUP, "+ =", N_("more time"), N_("Plans five minutes more."),
     WRITES | ACTION_FOOTER, on_item, more_minutes},
    {"fewer-minutes", GROUP, "-", N_("less time"), N_("Plans five minutes less."), WRITES, on_item,
     fewer_minutes},
    {"item-minutes", GROUP, "m", N_("planned minutes"), N_("Asks for the planned minutes."), WRITES,
     on_item, ask_minutes},
    {"item-kind", GROUP, "t", N_("kind"), N_("To discuss, to decide, or to inform, in turn."),
     WRITES | ACTION_FOOTER, on_item, next_kind},
    {"rename-item", GROUP, "r", N_("rename"), N_("Gives the item another title."), WRITES, on_item,
     ask_name},
    {"invited", GROUP, "F5 i", N_("invited"),
     N_("Lists who is invited, to bring somebody in and to note who cannot come."),
     ACTION_FILE | ACTION_FOOTER, NULL, invited},
    {"announce", GROUP, "N", N_("sent"), N_("Notes that the agenda was sent."), WRITES, NULL,
     announce},
    {"write-agenda", GROUP, "x", N_("write"),
     N_("Writes the agenda to a file: Markdown, HTML, or an invitation for calendars."),
     ACTION_FILE | ACTION_FOOTER, NULL, papers},
};
const size_t agenda_action_count = sizeof agenda_actions / sizeof *agenda_actions;
_Static_assert(sizeof agenda_actions / sizeof *agenda_actions == AGENDA_ACTIONS, "the count");
