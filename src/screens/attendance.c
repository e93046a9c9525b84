/*
 * Attendance of a meeting, over the screen it was opened from: one key each says who is present,
 * absent, excused or replaced, and goes on to the next; who came late and who left, with the time.
 */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "meeting_page.h"
#include "wijk/app/meeting.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/candidates.h"
#include "wijk/tui/widgets/list.h"

enum { MARK, NAME, PRESENCE, PARTNER, COLUMNS };

struct attendance_page {
    struct screen screen;
    struct id meeting;
    struct meeting_view view;
    bool loaded;
    struct list list;
    struct list_column columns[LIST_COLUMNS];
    struct buffer *texts; /* owned: what each person's presence is, in words */
    struct rect frame;
};

static const struct screen_calls attendance_calls;

static struct attendance_page *page_of(struct ui *ui)
{
    for (size_t i = ui->count; i > 0; i--)
        if (ui->stack[i - 1]->calls == &attendance_calls)
            return (struct attendance_page *)ui->stack[i - 1];
    return NULL;
}

static const struct meeting_person *selected(const struct attendance_page *page)
{
    long at = page->list.selected;
    return at >= 0 && at < (long)page->view.person_count ? &page->view.people[at] : NULL;
}

/* ---- the model ---- */

static const char *const words[PRESENCE_COUNT] = {N_("invited"), N_("present"), N_("absent"),
                                                  N_("excused"), N_("replaced")};

/* "from 14:20", "14:20–15:10", "until 15:10". */
static void add_times(const struct meeting_person *person, struct buffer *out)
{
    bool came = person->arrived_at != 0, left = person->left_at != 0;
    if (!came && !left)
        return;
    buffer_format(out, " %s%s",
                  came && left ? ""
                  : came       ? _("from")
                               : _("until"),
                  came && left ? "" : " ");
    meeting_words_clock(came ? person->arrived_at : person->left_at, out);
    if (came && left) {
        buffer_add_text(out, "–");
        meeting_words_clock(person->left_at, out);
    }
}

static void add_words(const struct meeting_person *person, struct buffer *out)
{
    buffer_add_text(out, _(words[person->presence]));
    if (person->presence == PRESENCE_REPLACED && *person->replacement != '\0')
        buffer_format(out, _(" by %s"), person->replacement);
    add_times(person, out);
    if (person->gone)
        buffer_format(out, " (%s)", _("removed from the file"));
}

static void release_view(struct attendance_page *page)
{
    for (size_t i = 0; page->loaded && i < page->view.person_count; i++)
        buffer_release(&page->texts[i]);
    free(page->texts);
    page->texts = NULL;
    if (page->loaded)
        meeting_view_release(&page->view);
    page->loaded = false;
}

static bool load(struct screen *screen, struct error *error)
{
    struct attendance_page *page = (struct attendance_page *)screen;
    struct meeting_view view;
    if (!meeting_load(screen->ui->session, page->meeting, &view, error))
        return false;
    release_view(page);
    page->view = view;
    page->loaded = true;
    page->texts = memory_array(view.person_count + 1, sizeof *page->texts);
    for (size_t i = 0; i < view.person_count; i++) {
        page->texts[i] = BUFFER_EMPTY;
        add_words(&view.people[i], &page->texts[i]);
    }
    list_reload(&page->list);
    return true;
}

static long count_people(void *context, bool exact)
{
    (void)exact;
    return (long)((struct attendance_page *)context)->view.person_count;
}

static int fetch_people(void *context, long first, int count, struct list_row *out)
{
    static const char *const marks[PRESENCE_COUNT] = {"·", "✓", "✗", "–", "⇄"};
    struct attendance_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->view.person_count; got++) {
        const struct meeting_person *person = &page->view.people[first + got];
        uint8_t style = person->presence == PRESENCE_PRESENT    ? STYLE_GREEN
                        : person->presence == PRESENCE_REPLACED ? STYLE_GREEN
                        : person->presence == PRESENCE_INVITED  ? STYLE_HINT
                                                                : STYLE_AMBER;
        out[got] = (struct list_row){.id = person->id,
                                     .text = {marks[person->presence], person->name,
                                              page->texts[first + got].bytes, person->partner},
                                     .style = {style, STYLE_NORMAL, style, STYLE_DIM}};
    }
    return got;
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct attendance_page *page = (struct attendance_page *)screen;
    int width = rect.width > 84 ? 84 : rect.width, wanted = (int)page->view.person_count + 4;
    int height = wanted < rect.height ? wanted : rect.height;
    page->frame =
        (struct rect){rect.x + (rect.width - width) / 2, rect.y, width, height < 7 ? 7 : height};
    list_place(&page->list, rect_inset(page->frame, 2, 1));
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct attendance_page *page = (const struct attendance_page *)screen;
    struct buffer title = BUFFER_EMPTY;
    struct rect frame = rect_common(page->frame, rect);
    buffer_format(&title,
                  ngettext("Attendance: %d present", "Attendance: %d present",
                           (unsigned long)page->view.present),
                  page->view.present);
    canvas_fill(canvas, frame, STYLE_NORMAL);
    canvas_frame(canvas, frame, title.bytes, STYLE_BORDER);
    list_draw(&page->list, canvas, rect_inset(frame, 2, 1), true);
    buffer_release(&title);
}

static bool event(struct screen *screen, const struct event *event)
{
    return list_event(&((struct attendance_page *)screen)->list, event);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct meeting_person *person = selected((const struct attendance_page *)screen);
    if (person != NULL)
        *target = (struct target){.kind = ENTITY_PERSON, .id = person->person};
}

static void free_page(struct screen *screen)
{
    struct attendance_page *page = (struct attendance_page *)screen;
    release_view(page);
    list_release(&page->list);
    free(page);
}

/* ---- what the keys do ---- */

static bool open_for_attendance(struct ui *ui, struct buffer *why)
{
    const struct attendance_page *page = page_of(ui);
    if (page != NULL && page->view.status != MEETING_CLOSED)
        return true;
    buffer_add_text(why, _("the meeting is closed"));
    return false;
}

static bool on_person(struct ui *ui, struct buffer *why)
{
    if (!open_for_attendance(ui, why))
        return false;
    if (selected(page_of(ui)) != NULL)
        return true;
    buffer_add_text(why, _("nobody is selected"));
    return false;
}

static bool attend(struct ui *ui, const struct meeting_attend *request, struct error *error)
{
    struct attendance_page *page = page_of(ui);
    struct buffer what = BUFFER_EMPTY;
    if (!meeting_attend(ui->session, page->meeting, request, error))
        return false;
    rows_name(ui->session, ENTITY_PERSON, request->person, &what);
    ui_saved(ui, "%s: %s", what.bytes, _(words[request->presence]));
    buffer_release(&what);
    return true;
}

static void set(struct ui *ui, enum meeting_presence presence)
{
    struct attendance_page *page = page_of(ui);
    struct error error = ERROR_NONE;
    struct meeting_attend request = {.person = selected(page)->person, .presence = presence};
    if (!attend(ui, &request, &error))
        ui_fail(ui, &error);
    else if (page->list.selected + 1 < page->list.count)
        list_select(&page->list, page->list.selected + 1);
}

static void present(struct ui *ui)
{
    set(ui, PRESENCE_PRESENT);
}

static void absent(struct ui *ui)
{
    set(ui, PRESENCE_ABSENT);
}

static void excused(struct ui *ui)
{
    set(ui, PRESENCE_EXCUSED);
}

static void everybody(struct ui *ui)
{
    struct error error = ERROR_NONE;
    if (meeting_attend_all(ui->session, page_of(ui)->meeting, &error))
        ui_saved(ui, _("everybody of whom nothing was said is present"));
    else
        ui_fail(ui, &error);
}

/* ---- late, and gone ---- */

static bool set_time(struct ui *ui, const char *text, bool left, struct error *error)
{
    struct attendance_page *page = page_of(ui);
    int64_t moment;
    if (!moment_read(text, ui->session->today, &moment))
        return error_set(error, ERROR_INPUT, _("'%s' is not a time; type 14:20"), text);
    const struct meeting_person *person = selected(page);
    struct meeting_attend request = {
        .person = person->person,
        .presence = person->presence == PRESENCE_REPLACED ? PRESENCE_REPLACED : PRESENCE_PRESENT,
        .replaced_by = person->replaced_by};
    *(left ? &request.left_at : &request.arrived_at) = moment;
    return attend(ui, &request, error);
}

static bool came(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    return set_time(ui, text, false, error);
}

static bool went(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    return set_time(ui, text, true, error);
}

/* Now is offered: Enter takes it. */
static void ask_time(struct ui *ui, const char *label,
                     bool (*done)(struct ui *, void *, const char *, struct error *))
{
    struct buffer now = BUFFER_EMPTY;
    meeting_words_clock(moment_now(), &now);
    struct prompt_request request = {.label = label, .text = now.bytes, .done = done};
    ui_push(ui, prompt_screen(ui, &request));
    buffer_release(&now);
}

static void late(struct ui *ui)
{
    ask_time(ui, _("Came in at"), came);
}

static void leaves(struct ui *ui)
{
    ask_time(ui, _("Left at"), went);
}

/* ---- somebody else ---- */

static void offer(void *context, struct id id, const char *code, const char *name)
{
    candidates_add(context, name, *code != '\0' ? code : NULL, id);
}

static void fill_people(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    struct error error = ERROR_NONE;
    struct rows_completion request = {ENTITY_PERSON, typed, 50};
    (void)context;
    if (!rows_complete(ui->session, &request, offer, out, &error))
        ui_fail(ui, &error);
}

/* Somebody who is not in the file yet becomes a person. */
static bool person_of(struct ui *ui, struct id *id, const char *name, struct error *error)
{
    struct row row;
    if (!id_is_none(*id))
        return true;
    row_init(&row, ENTITY_PERSON);
    row_set(&row, "name", value_text(name));
    bool added = rows_add(ui->session, &row, error);
    *id = row.id;
    row_release(&row);
    return added;
}

static bool replace(struct ui *ui, void *context, struct id id, const char *text,
                    struct error *error)
{
    const struct id *person = context;
    struct meeting_attend request = {.person = *person, .presence = PRESENCE_REPLACED};
    if (!person_of(ui, &id, text, error))
        return false;
    request.replaced_by = id;
    return attend(ui, &request, error);
}

static void replaced(struct ui *ui)
{
    struct id *person = memory_new(sizeof *person);
    *person = selected(page_of(ui))->person;
    struct pick_request request = {.title = _("Replaced by"),
                                   .fill = fill_people,
                                   .done = replace,
                                   .context = person,
                                   .allow_new = true};
    ui_push(ui, pick_screen(ui, &request));
}

static bool bring(struct ui *ui, void *context, struct id id, const char *text, struct error *error)
{
    (void)context;
    struct meeting_attend request = {.presence = PRESENCE_PRESENT};
    if (!person_of(ui, &id, text, error))
        return false;
    request.person = id;
    if (page_of(ui)->view.status != MEETING_RUNNING)
        request.presence = PRESENCE_INVITED;
    return attend(ui, &request, error);
}

static void guest(struct ui *ui)
{
    struct pick_request request = {
        .title = _("Who else?"), .fill = fill_people, .done = bring, .allow_new = true};
    ui_push(ui, pick_screen(ui, &request));
}

static void undo_here(struct ui *ui)
{
    action_run_named(ui, "undo");
}

static void leave(struct ui *ui)
{
    ui_close(ui, &page_of(ui)->screen);
}

#define GROUP N_("Attendance")
#define WRITES (ACTION_FILE | ACTION_WRITES | ACTION_FOOTER)

const struct action attendance_actions[] = {
    {"present", GROUP, "p Enter", N_("present"), N_("Is present; when it began already, from now."),
     WRITES, on_person, present},
    {"absent", GROUP, "a", N_("absent"), N_("Is absent without having said so."), WRITES, on_person,
     absent},
    {"excused", GROUP, "e", N_("excused"), N_("Said that they could not come."), WRITES, on_person,
     excused},
    {"replaced", GROUP, "r", N_("replaced"), N_("Sent somebody else: asks whom."), WRITES,
     on_person, replaced},
    {"came-late", GROUP, "l", N_("late"), N_("Came in later: asks when."), WRITES, on_person, late},
    {"left-early", GROUP, "v", N_("left"), N_("Left before the end: asks when."), WRITES, on_person,
     leaves},
    {"all-present", GROUP, "A", N_("all"), N_("Everybody of whom nothing was said is present."),
     WRITES, open_for_attendance, everybody},
    {"bring-guest", GROUP, "+ n", N_("guest"),
     N_("Adds somebody who was not invited, or who is not in the file yet."), WRITES,
     open_for_attendance, guest},
    {"undo-attendance", GROUP, "u F7", N_("undo"), N_("Takes the last act back."),
     ACTION_FILE | ACTION_WRITES, NULL, undo_here},
    {"leave-attendance", GROUP, "Esc q F5", N_("back"), N_("Goes back to the meeting."),
     ACTION_FOOTER, NULL, leave},
};
const size_t attendance_action_count = sizeof attendance_actions / sizeof *attendance_actions;

static const struct screen_calls attendance_calls = {.name = "attendance",
                                                     .title = N_("Attendance"),
                                                     .actions = attendance_actions,
                                                     .action_count = sizeof attendance_actions /
                                                                     sizeof *attendance_actions,
                                                     .popup = true,
                                                     .load = load,
                                                     .place = place,
                                                     .draw = draw,
                                                     .event = event,
                                                     .target = target_of,
                                                     .free = free_page};

struct screen *attendance_screen(struct ui *ui, struct id meeting)
{
    static const struct list_column columns[] = {
        {.min = 1, .preferred = 1},
        {.title = N_("NAME"), .min = 16, .preferred = 26, .weight = 1},
        {.title = N_("PRESENCE"), .min = 20, .preferred = 26, .weight = 1},
        {.title = N_("PARTNER"), .min = 10, .preferred = 24, .priority = 1}};
    struct attendance_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&attendance_calls, ui};
    page->meeting = meeting;
    list_init(&page->list, look_columns(columns, COLUMNS, page->columns), COLUMNS,
              (struct list_source){page, count_people, fetch_people, NULL});
    page->list.empty = _("Nobody was invited yet. + brings somebody in.");
    return &page->screen;
}
