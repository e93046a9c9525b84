/* Taking one pack: what it would bring, from whom, and then taking it. */
#include <stdlib.h>
#include <string.h>

#include "exchange_page.h"
#include "wijk/app/settings.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"

struct pack_page {
    struct report_page report;
    char *path;                /* owned */
    struct session *joining;   /* owned; the new file it goes into, or NULL: the open one */
    struct exchange_site from; /* its texts are owned */
    bool taken, trust, nothing;
};

static struct pack_page *page_of(struct ui *ui)
{
    return (struct pack_page *)ui_base(ui);
}

static struct session *session_of(const struct pack_page *page)
{
    return page->joining != NULL ? page->joining : page->report.screen.ui->session;
}

/* ---- what it brings ---- */

static void keep_from(struct pack_page *page, const struct exchange_site *from)
{
    free(page->from.name);
    page->from = *from;
    page->from.name = memory_string(from->name);
    page->from.last_person = NULL;
}

static char *heading_of(const struct exchange_report *report, bool preview)
{
    struct buffer text = BUFFER_EMPTY, at = BUFFER_EMPTY, name = BUFFER_EMPTY;
    int64_t came = report->applied + report->filled;
    exchange_called(&report->from, &name);
    moment_format(&at, report->made_at, language_now());
    buffer_format(&text,
                  preview ? ngettext("Pack of %s, made %s: would bring %lld change",
                                     "Pack of %s, made %s: would bring %lld changes",
                                     (unsigned long)came)
                          : ngettext("Pack of %s, made %s: %lld change came",
                                     "Pack of %s, made %s: %lld changes came", (unsigned long)came),
                  name.bytes, at.bytes, (long long)came);
    buffer_release(&at);
    buffer_release(&name);
    return buffer_detach(&text);
}

static const char *below_of(const struct pack_page *page, const struct exchange_report *report)
{
    if (page->taken)
        return _("Enter opens a row. u takes the pack back as a whole; the file was backed up "
                 "before.");
    if (report->again)
        return _("This pack was taken before: there is nothing new in it.");
    if (page->from.trust == EXCHANGE_DISTRUSTED)
        return _("This copy is distrusted here: its packs are refused.");
    if (page->from.trust == EXCHANGE_NEW)
        return _("Nothing was changed yet. Its sender is not known here: Enter shows eight words, "
                 "to be compared by telephone.");
    return _("Nothing was changed yet: Enter takes it; u takes it back.");
}

static bool run(struct pack_page *page, bool preview, struct error *error)
{
    struct ui_progress progress = {.ui = page->report.screen.ui,
                                   .title = preview ? _("Reading the pack; Esc stops")
                                                    : _("Taking the pack; Esc stops")};
    struct exchange_taking taking = {.path = page->path,
                                     .preview = preview,
                                     .trust = page->trust,
                                     .no_backup = page->joining != NULL,
                                     .progress = ui_progress,
                                     .progress_context = &progress};
    struct exchange_report report;
    if (!exchange_take(session_of(page), &taking, &report, error))
        return false;
    page->taken = !preview;
    page->nothing = report.again;
    keep_from(page, &report.from);
    lines_clear(&page->report.lines);
    lines_report(&page->report.lines, &report, preview);
    report_page_say(&page->report, heading_of(&report, preview),
                    memory_string(below_of(page, &report)));
    exchange_report_release(&report);
    return true;
}

/* ---- taking it ---- */

/* The pack is in the new file: that is the file from now on. This page ends. */
static void join(struct pack_page *page)
{
    struct session *session = page->joining;
    page->joining = NULL;
    start_use(page->report.screen.ui, session);
}

static void take(struct pack_page *page)
{
    struct ui *ui = page->report.screen.ui;
    struct error error = ERROR_NONE;
    if (!run(page, false, &error)) {
        ui_fail(ui, &error);
        return;
    }
    if (page->joining != NULL) {
        join(page);
        return;
    }
    for (size_t i = 0; i < ui->count; i++)
        if (strcmp(ui->stack[i]->calls->name, "exchange") == 0)
            ((struct exchange_page *)ui->stack[i])->looked = false;
    ui_saved(ui, "%s", page->report.heading);
}

static void take_trusted(struct ui *ui)
{
    page_of(ui)->trust = true;
    take(page_of(ui));
}

static bool can_take(struct ui *ui, struct buffer *why)
{
    const struct pack_page *page = page_of(ui);
    const char *reason = page->taken || (!page->nothing && page->from.trust != EXCHANGE_DISTRUSTED)
                             ? NULL
                         : page->nothing ? _("this pack was taken before")
                                         : _("this copy is distrusted here");
    buffer_add_text(why, reason);
    return reason == NULL;
}

static void enter(struct ui *ui)
{
    struct pack_page *page = page_of(ui);
    if (page->taken)
        report_page_open(&page->report);
    else if (page->from.trust == EXCHANGE_NEW)
        ui_push(ui, words_screen(
                        ui, &(struct words_request){.site = &page->from, .agreed = take_trusted}));
    else
        take(page);
}

static void free_page(struct screen *screen)
{
    struct pack_page *page = (struct pack_page *)screen;
    if (page->joining != NULL)
        session_abandon(page->joining);
    report_page_release(&page->report);
    free(page->from.name);
    free(page->path);
    free(page);
}

const struct action pack_actions[] = {
    {"pack-take", N_("Exchange"), "Enter", N_("take it"),
     N_("Takes the pack as one event that u takes back; of an unknown copy after the words."),
     ACTION_FOOTER, can_take, enter},
};
const size_t pack_action_count = sizeof pack_actions / sizeof *pack_actions;

static const struct screen_calls pack_calls = {.name = "exchange-pack",
                                               .title = N_("Pack"),
                                               .actions = pack_actions,
                                               .action_count =
                                                   sizeof pack_actions / sizeof *pack_actions,
                                               REPORT_PAGE_CALLS,
                                               .free = free_page};

struct screen *pack_screen(struct ui *ui, const char *path, struct session *joining,
                           struct error *error)
{
    struct pack_page *page = memory_new(sizeof *page);
    report_page_init(&page->report, ui, &pack_calls);
    page->path = memory_string(path);
    page->joining = joining;
    if (run(page, true, error))
        return &page->report.screen;
    page->joining = NULL; /* it stays the caller's */
    free_page(&page->report.screen);
    return NULL;
}

bool pack_refused(struct ui *ui, struct error *error)
{
    if (error->code == ERROR_NOT_FOUND || error->code == ERROR_INPUT)
        return false;
    ui_fail(ui, error);
    error_clear(error);
    return error_set(error, ERROR_REFUSED, _("this pack cannot be taken"));
}

static bool show(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct buffer path = BUFFER_EMPTY;
    struct screen *screen = NULL;
    where_expand(text, &path);
    if (path.length > 0)
        screen = pack_screen(ui, path.bytes, NULL, error);
    else
        error_set(error, ERROR_INPUT, _("type the name of a file"));
    buffer_release(&path);
    if (screen == NULL)
        return pack_refused(ui, error);
    ui_push(ui, screen);
    return true;
}

void exchange_ask_take(struct ui *ui)
{
    struct prompt_request request = {
        .label = _("Take which pack?"), .done = show, .complete = where_complete};
    ui_push(ui, prompt_screen(ui, &request));
}

/* ---- the folder ---- */

static bool set_folder(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct buffer path = BUFFER_EMPTY;
    where_expand(text, &path);
    while (path.length > 1 && path.bytes[path.length - 1] == '/')
        buffer_delete(&path, path.length - 1, 1);
    bool there =
        path.length == 0 || path_exists(path.bytes) ||
        error_set(error, ERROR_NOT_FOUND,
                  _("%s is not there: make the folder first, or put the stick in"), path.bytes);
    bool done = there && settings_write(ui->config, "exchange_folder", path.bytes, error);
    if (done)
        ui_say(ui, STYLE_GOOD, _("folder for packs: %s"), path.bytes);
    buffer_release(&path);
    if (done) {
        exchange_page_of(ui)->looked = false;
        ui_load(ui);
    }
    return done;
}

static void ask_path(struct ui *ui)
{
    struct prompt_request request = {.label = _("Folder for packs"),
                                     .text = exchange_page_folder(exchange_page_of(ui)),
                                     .done = set_folder,
                                     .complete = where_complete};
    ui_push(ui, prompt_screen(ui, &request));
}

static void fill_folders(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)ui, (void)context;
    where_mounts(typed, out);
    if (text_match(_("another folder"), typed) >= 0)
        candidates_add(out, _("another folder"), _("asks its path"), (struct id){{1, 1}});
}

static bool pick_folder(struct ui *ui, void *context, struct id id, const char *text,
                        struct error *error)
{
    if (id.bytes[0] != 1)
        return set_folder(ui, context, text, error);
    ask_path(ui);
    return true;
}

/* Only what is mounted is offered; without a stick the path is asked at once. */
void exchange_ask_folder(struct ui *ui)
{
    struct candidates mounts = {.count = 0};
    where_mounts("", &mounts);
    if (mounts.count == 0) {
        ask_path(ui);
    } else {
        struct pick_request request = {
            .title = _("Where are the packs?"), .fill = fill_folders, .done = pick_folder};
        ui_push(ui, pick_screen(ui, &request));
    }
    candidates_release(&mounts);
}
