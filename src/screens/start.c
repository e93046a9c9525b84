/* The first start: nothing is open yet. Open the example, start a programme, take a pack, open a
 * file. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange_page.h"
#include "looks.h"
#include "wijk/app/settings.h"
#include "wijk/app/starting.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

struct start_page {
    struct screen screen;
    struct list list;
    struct list_column columns[2];
};

static const char *const choices[][2] = {
    {N_("Open the example"), N_("An invented neighbourhood, to try things out")},
    {N_("Start a programme"), N_("Makes a file for your neighbourhood; asks its name")},
    {N_("Take a pack"), N_("Joins a programme that others work on; asks the path of their pack")},
    {N_("Open a file"), N_("A programme file on this computer; asks its path")},
};
#define CHOICES ((long)(sizeof choices / sizeof *choices))

static long count_choices(void *context, bool exact)
{
    (void)context;
    (void)exact;
    return CHOICES;
}

static int fetch_choices(void *context, long first, int count, struct list_row *out)
{
    (void)context;
    int got = 0;
    for (; got < count && first + got < CHOICES; got++)
        out[got] =
            (struct list_row){.id = {{(uint8_t)(first + got + 1)}},
                              .text = {_(choices[first + got][0]), _(choices[first + got][1])},
                              .style = {STYLE_STRONG, STYLE_HINT}};
    return got;
}

/* ---- opening ---- */

/* Goes on with the file, and remembers it as the one to open. */
static void use(struct ui *ui, struct session *session, const char *path)
{
    struct error error = ERROR_NONE;
    session_close(ui->session);
    ui->session = session;
    ui_go(ui, overview_screen(ui));
    ui_load(ui);
    if (ui->config != NULL && !settings_write(ui->config, "file", path, &error))
        ui_fail(ui, &error);
    else
        ui_say(ui, STYLE_GOOD, _("opened: %s"), path);
}

void start_use(struct ui *ui, struct session *session)
{
    char *path = memory_string(session->path);
    struct session_options options = {.path = path, .config = ui->config};
    struct error error = ERROR_NONE;
    session_close(session); /* opened anew it looks at the programme that came */
    if (session_open(&session, &options, &error))
        use(ui, session, path);
    else
        ui_fail(ui, &error);
    free(path);
}

/* Makes the file when it is not there yet. */
static bool open_or_make(struct ui *ui, const char *path, const struct starting *starting,
                         struct error *error)
{
    struct session_options options = {.path = path, .config = ui->config};
    struct session *session;
    bool opened = path_exists(path) ? session_open(&session, &options, error)
                                    : starting_make(&session, &options, starting, error);
    if (opened)
        use(ui, session, path);
    return opened;
}

/* The data folder, made when needed, with a file name behind it. */
static bool data_path(const char *name, struct buffer *out, struct error *error)
{
    if (!path_data(out, error) || !path_make_folders(out->bytes, error))
        return false;
    buffer_format(out, "/%s", name);
    return true;
}

static void open_example(struct ui *ui)
{
    struct buffer path = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    struct starting starting = {.demo = true};
    if (!data_path("example.db", &path, &error) || !open_or_make(ui, path.bytes, &starting, &error))
        ui_fail(ui, &error);
    buffer_release(&path);
}

/* "Indische Buurt West" → "indische-buurt-west.db". */
static void file_name(const char *area, struct buffer *out)
{
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, area);
    for (const char *at = folded.bytes; *at != '\0'; at++) {
        bool plain = isalnum((unsigned char)*at) && (unsigned char)*at < 0x80;
        if (plain)
            buffer_add_byte(out, *at);
        else if (out->length > 0 && out->bytes[out->length - 1] != '-')
            buffer_add_byte(out, '-');
    }
    while (out->length > 0 && out->bytes[out->length - 1] == '-')
        buffer_delete(out, out->length - 1, 1);
    buffer_add_text(out, out->length == 0 ? "programme.db" : ".db");
    buffer_release(&folded);
}

static bool start_programme(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct buffer name = BUFFER_EMPTY, path = BUFFER_EMPTY;
    struct starting starting = {.area = text};
    file_name(text, &name);
    bool done =
        *text != '\0' || error_set(error, ERROR_INPUT, _("type the name of the neighbourhood"));
    done = done && data_path(name.bytes, &path, error);
    if (done && path_exists(path.bytes))
        done = error_set(error, ERROR_REFUSED, _("%s is there already; 'Open a file' opens it"),
                         path.bytes);
    done = done && open_or_make(ui, path.bytes, &starting, error);
    buffer_release(&name);
    buffer_release(&path);
    return done;
}

/* ---- joining ---- */

/* A new file named after the pack: "monday.wijk" → "monday.db", "monday-2.db" … */
static bool joined_path(const char *pack, struct buffer *out, struct error *error)
{
    struct buffer stem = BUFFER_EMPTY, name = BUFFER_EMPTY;
    const char *base = path_name(pack), *end = strrchr(base, '.');
    buffer_add(&stem, base, end == NULL || end == base ? strlen(base) : (size_t)(end - base));
    bool found = false;
    for (int number = 1; !found; number++) {
        buffer_clear(out);
        buffer_clear(&name);
        buffer_add_text(&name, stem.bytes);
        if (number > 1)
            buffer_format(&name, "-%d", number);
        buffer_add_text(&name, ".db");
        if (!data_path(name.bytes, out, error))
            break;
        found = !path_exists(out->bytes);
    }
    buffer_release(&stem);
    buffer_release(&name);
    return found;
}

/* The file is made first, and removed when nothing is taken into it. */
static bool join(struct ui *ui, const char *pack, struct error *error)
{
    struct buffer path = BUFFER_EMPTY;
    struct session_options options = {.config = ui->config, .create = true};
    struct session *session;
    struct screen *screen = NULL;
    bool made = joined_path(pack, &path, error);
    options.path = path.bytes;
    made = made && session_open(&session, &options, error);
    if (made)
        screen = pack_screen(ui, pack, session, error);
    if (screen != NULL) {
        ui_push(ui, screen);
    } else if (made) {
        session_abandon(session);
    }
    buffer_release(&path);
    return screen != NULL;
}

static bool take_pack(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct buffer path = BUFFER_EMPTY;
    where_expand(text, &path);
    bool done = path.length == 0
                    ? error_set(error, ERROR_INPUT, _("type the name of a file"))
                    : path_exists(path.bytes) ||
                          error_set(error, ERROR_NOT_FOUND, _("%s is not there"), path.bytes);
    done = done && join(ui, path.bytes, error);
    buffer_release(&path);
    return done || pack_refused(ui, error);
}

static bool open_file(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct session_options options = {.path = text, .config = ui->config};
    struct session *session;
    if (!session_open(&session, &options, error))
        return false;
    use(ui, session, text);
    return true;
}

static void choose(struct ui *ui)
{
    struct start_page *page = (struct start_page *)ui_base(ui);
    struct prompt_request questions[] = {
        {.label = _("Name of the neighbourhood"), .done = start_programme},
        {.label = _("Take which pack?"), .done = take_pack, .complete = where_complete},
        {.label = _("Path of the file"), .done = open_file, .complete = where_complete}};
    long at = page->list.selected;
    if (at == 0)
        open_example(ui);
    else if (at > 0 && at < CHOICES)
        ui_push(ui, prompt_screen(ui, &questions[at - 1]));
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct rect rest;
    rect_split_top(rect, 5, &rest);
    list_place(&((struct start_page *)screen)->list, rest);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    struct rect rest, top = rect_inset(rect_split_top(rect, 5, &rest), 1, 1);
    canvas_text_wrapped(
        canvas, top, 0,
        _("Welcome. wijk keeps the execution programme of a neighbourhood in one file on "
          "this computer: what was promised, how far it is, what goes wrong."),
        STYLE_NORMAL);
    list_draw(&((const struct start_page *)screen)->list, canvas, rest, true);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct start_page *page = (struct start_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        choose(screen->ui);
    return used;
}

static void free_page(struct screen *screen)
{
    list_release(&((struct start_page *)screen)->list);
    free(screen);
}

const struct action start_actions[] = {
    {"choose", N_("First start"), "Enter", N_("choose"), N_("Does what is selected."),
     ACTION_FOOTER, NULL, choose},
};
const size_t start_action_count = sizeof start_actions / sizeof *start_actions;

static const struct screen_calls start_calls = {.name = "start",
                                                .title = N_("First start"),
                                                .actions = start_actions,
                                                .action_count =
                                                    sizeof start_actions / sizeof *start_actions,
                                                .place = place,
                                                .draw = draw,
                                                .event = event,
                                                .free = free_page};

struct screen *start_screen(struct ui *ui)
{
    static const struct list_column columns[] = {{.min = 18, .preferred = 22},
                                                 {.min = 20, .preferred = 60, .weight = 1}};
    struct start_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&start_calls, ui};
    list_init(&page->list, look_columns(columns, 2, page->columns), 2,
              (struct list_source){page, count_choices, fetch_choices, NULL});
    page->list.headless = true;
    return &page->screen;
}
