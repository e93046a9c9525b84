#include "wijk/screens/ui.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui_internal.h"
#include "wijk/app/backing.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/loop.h"

static void free_screen(struct screen *screen)
{
    screen->calls->free(screen);
}

/* ---- the stack ---- */

struct screen *ui_top(const struct ui *ui)
{
    return ui->count == 0 ? NULL : ui->stack[ui->count - 1];
}

struct screen *ui_base(const struct ui *ui)
{
    for (size_t i = ui->count; i > 0; i--)
        if (!ui->stack[i - 1]->calls->popup)
            return ui->stack[i - 1];
    return NULL;
}

static bool load(struct ui *ui, struct screen *screen)
{
    struct error error = ERROR_NONE;
    if (screen->calls->load == NULL || screen->calls->load(screen, &error))
        return true;
    ui_fail(ui, &error);
    return false;
}

static void put(struct screen ***items, size_t *count, size_t *capacity, struct screen *screen)
{
    if (*count == *capacity)
        *items = vector_grow(*items, capacity, sizeof **items);
    (*items)[(*count)++] = screen;
}

void ui_push(struct ui *ui, struct screen *screen)
{
    if (screen == NULL)
        return;
    screen->ui = ui;
    if (!load(ui, screen)) {
        free_screen(screen);
        return;
    }
    put(&ui->stack, &ui->count, &ui->capacity, screen);
}

void ui_pop(struct ui *ui)
{
    if (ui->count > 1)
        free_screen(ui->stack[--ui->count]);
}

void ui_close(struct ui *ui, struct screen *screen)
{
    for (size_t i = 0; i < ui->count; i++) {
        if (ui->stack[i] != screen)
            continue;
        memmove(&ui->stack[i], &ui->stack[i + 1], (ui->count - i - 1) * sizeof *ui->stack);
        ui->count--;
        free_screen(screen);
        return;
    }
}

void ui_pop_keep(struct ui *ui)
{
    if (ui->count > 1)
        put(&ui->kept, &ui->kept_count, &ui->kept_capacity, ui->stack[--ui->count]);
}

struct screen *ui_kept(struct ui *ui, const struct screen_calls *calls,
                       bool (*same)(const struct screen *, const void *key), const void *key)
{
    for (size_t i = 0; i < ui->kept_count; i++) {
        struct screen *screen = ui->kept[i];
        if (screen->calls != calls || !same(screen, key))
            continue;
        ui->kept[i] = ui->kept[--ui->kept_count];
        return screen;
    }
    return NULL;
}

void ui_go(struct ui *ui, struct screen *screen)
{
    if (screen == NULL)
        return;
    screen->ui = ui;
    if (!load(ui, screen)) {
        free_screen(screen);
        return;
    }
    while (ui->count > 0)
        free_screen(ui->stack[--ui->count]);
    put(&ui->stack, &ui->count, &ui->capacity, screen);
}

struct target ui_target(const struct ui *ui)
{
    struct target target = {.kind = ENTITY_NONE};
    const struct screen *screen = ui_base(ui);
    if (screen != NULL && screen->calls->target != NULL)
        screen->calls->target(screen, &target);
    return target;
}

/* ---- saying things ---- */

static void toast(struct ui *ui, enum style style, const char *format, va_list arguments)
{
    vsnprintf(ui->toast, sizeof ui->toast, format, arguments);
    ui->toast_style = style;
}

void ui_say(struct ui *ui, enum style style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    toast(ui, style, format, arguments);
    va_end(arguments);
}

void ui_fail(struct ui *ui, const struct error *error)
{
    ui_say(ui, STYLE_ERROR, "%s", error->message);
}

void ui_saved(struct ui *ui, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    toast(ui, STYLE_GOOD, format, arguments);
    va_end(arguments);
}

#define PATIENCE 500 /* milliseconds */

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool ui_progress(void *progress, long done, long total)
{
    struct ui_progress *work = progress;
    int64_t now = milliseconds();
    if (work->began == 0)
        work->began = now;
    if (now - work->began < work->ui->patience || now - work->shown < 100)
        return true;
    work->shown = now;
    ui_show_progress(work->ui, work->title, done, total);
    while (work->ui->term->calls->pending(work->ui->term)) {
        struct event event = work->ui->term->calls->wait(work->ui->term, 0);
        if (event.type == EVENT_KEY && event.key == KEYS_ESCAPE)
            return false;
        if (event.type == EVENT_END || event.type == EVENT_NONE)
            break;
    }
    return true;
}

/* ---- backups ---- */

/* The backup before the first change of a day, of a large file. */
static bool show_backup(void *context, long done, long total)
{
    struct ui *ui = context;
    if (done == 0 || ui->backup.ui == NULL)
        ui->backup =
            (struct ui_progress){.ui = ui, .title = _("Making the backup; Esc goes on without")};
    return ui_progress(&ui->backup, done, total);
}

/* Whoever types is about to change something: then the file is copied ahead. */
static bool backs_up(const struct ui *ui)
{
    const struct screen *top = ui->count > 0 ? ui->stack[ui->count - 1] : NULL;
    return top != NULL && top->calls->typing != NULL && top->calls->typing(top) &&
           backing_wanted(ui->session);
}

/* ---- events ---- */

void ui_load(struct ui *ui)
{
    struct buffer heading = BUFFER_EMPTY;
    if (ui->session != NULL) {
        backing_on_progress(ui->session, show_backup, ui);
        ui->seen = ui->session->changes;
        ui->several = session_programmes(ui->session) > 1;
        session_heading(ui->session, &heading);
    }
    free(ui->heading);
    ui->heading = buffer_detach(&heading);
    for (size_t i = 0; i < ui->count; i++)
        load(ui, ui->stack[i]);
}

static void reload_if_changed(struct ui *ui)
{
    if (ui->session == NULL)
        return;
    struct error error = ERROR_NONE;
    if (!session_refresh(ui->session, &error))
        ui_fail(ui, &error);
    if (ui->session->changes != ui->seen)
        ui_load(ui);
    if (ui->session->warning != NULL && ui->toast_style != STYLE_ERROR) {
        ui_say(ui, STYLE_AMBER, "%s", ui->session->warning);
        free(ui->session->warning);
        ui->session->warning = NULL;
    }
}

/* A plain character is text while something is typed in. */
static bool is_text(keycode key)
{
    return (key & (MOD_ALT | MOD_CTRL)) == 0 && key < KEY_BASE;
}

static void handle_key(struct ui *ui, const struct event *event)
{
    struct screen *top = ui_top(ui);
    bool typing = top->calls->typing != NULL && top->calls->typing(top);
    if (typing && top->calls->event != NULL && top->calls->event(top, event))
        return;
    const struct action *action = keymap_find(ui->keymap, top, event->key);
    if (action != NULL && typing && is_text(event->key))
        action = NULL;
    if (action != NULL)
        action_run(ui, action);
    else if (!typing && top->calls->event != NULL)
        top->calls->event(top, event);
}

#define SETTLED 500       /* milliseconds without a key */
#define BETWEEN_PIECES 10 /* …and between two pieces of a backup */

void ui_settle_later(struct ui *ui)
{
    ui->unsettled = true;
}

static void settle(struct ui *ui)
{
    if (!ui->unsettled)
        return;
    ui->unsettled = false;
    for (size_t i = 0; i < ui->count; i++)
        if (ui->stack[i]->calls->settle != NULL)
            ui->stack[i]->calls->settle(ui->stack[i]);
}

void ui_work_later(struct ui *ui)
{
    ui->working = true;
}

static void work(struct ui *ui)
{
    ui->working = false;
    for (size_t i = 0; i < ui->count; i++)
        if (ui->stack[i]->calls->work != NULL && ui->stack[i]->calls->work(ui->stack[i]))
            ui->working = true;
}

static bool handle_event(void *context, const struct event *event)
{
    struct ui *ui = context;
    struct screen *top = ui_top(ui);
    if (event->type == EVENT_KEY || event->type == EVENT_PASTE || event->type == EVENT_MOUSE)
        ui->toast[0] = '\0';
    switch (event->type) {
    case EVENT_END:
        return false;
    case EVENT_KEY:
        handle_key(ui, event);
        break;
    case EVENT_MOUSE:
        if (!ui_frame_click(ui, event) && top->calls->event != NULL)
            top->calls->event(top, event);
        break;
    case EVENT_PASTE:
        if (top->calls->event != NULL)
            top->calls->event(top, event);
        break;
    case EVENT_RESUME:
        ui->redraw = true;
        break;
    case EVENT_NONE:
        if (ui->working)
            work(ui);
        else if (ui->unsettled)
            settle(ui);
        else if (backs_up(ui))
            backing_ahead(ui->session);
        break;
    case EVENT_RESIZE:
        break;
    }
    reload_if_changed(ui);
    return !ui->quit;
}

static void draw(void *context, struct canvas *canvas)
{
    ui_draw(context, canvas);
}

/* The clock's next full minute: the only wake-up while nothing happens. What is being typed is kept
 * when typing stops, once. */
static int until_next_minute(void *context)
{
    const struct ui *ui = context;
    struct timespec now;
    if (ui->working)
        return 0;
    clock_gettime(CLOCK_REALTIME, &now);
    int minute = (int)(60000 - (now.tv_sec % 60) * 1000 - now.tv_nsec / 1000000) + 5;
    if (ui->unsettled)
        return minute > SETTLED ? SETTLED : minute;
    return backs_up(ui) ? BETWEEN_PIECES : minute;
}

static void release(struct ui *ui)
{
    while (ui->count > 0)
        free_screen(ui->stack[--ui->count]);
    while (ui->kept_count > 0)
        free_screen(ui->kept[--ui->kept_count]);
    free(ui->stack);
    free(ui->kept);
    free(ui->heading);
    keymap_free(ui->keymap);
    session_close(ui->session);
}

/* The session's own warning is said by the first reload. */
static void first_words(struct ui *ui, const struct buffer *warnings)
{
    reload_if_changed(ui);
    if (ui->toast[0] == '\0' && warnings->length > 0)
        ui_say(ui, STYLE_AMBER, "%.*s", (int)strcspn(warnings->bytes, "\n"), warnings->bytes);
}

/* A meeting that ran when the program ended, whatever ended it, goes on where it was. */
static void first_screen(struct ui *ui)
{
    struct id meeting;
    bool all = ui->session != NULL && id_is_none(ui->session->programme) &&
               session_programmes(ui->session) > 1;
    bool running =
        ui->session != NULL && !ui->session->read_only && !all && meeting_is_running(ui, &meeting);
    ui_push(ui, ui->session == NULL ? start_screen(ui)
                : all               ? city_screen(ui)
                : running           ? meetings_screen(ui)
                                    : overview_screen(ui));
    if (running)
        ui_push(ui, meeting_screen(ui, meeting));
}

bool ui_run(const struct ui_options *options, struct error *error)
{
    struct ui ui = {.term = options->term,
                    .session = options->session,
                    .config = options->config,
                    .patience = options->patience > 0 ? options->patience : PATIENCE};
    struct buffer warnings = BUFFER_EMPTY;
    ui.keymap = keymap_new(options->config, &warnings);
    bool held = session_hold(ui.session); /* one transaction for all that the first screen asks */
    ui_load(&ui); /* the heading alone: there is no screen yet, and each loads when it is pushed */
    first_screen(&ui);
    session_let_go(ui.session, held);
    bool opened = ui.count > 0;
    if (opened) {
        first_words(&ui, &warnings);
        static const struct loop_calls calls = {
            .draw = draw, .event = handle_event, .timeout = until_next_minute};
        loop_run(options->term, &calls, &ui);
    } else {
        error_set(error, ERROR_IO, "%s", ui.toast);
    }
    buffer_release(&warnings);
    release(&ui);
    return opened;
}
