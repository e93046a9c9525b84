/* Making one pack: for whom, since when, into which file; what goes is shown before it is written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_page.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"

/* What was answered so far; handed from question to question. */
struct making {
    struct exchange_packing packing; /* without a path */
    char name[128];                  /* for whom */
};

static struct making *copy(const struct making *making)
{
    struct making *next = memory_new(sizeof *next);
    *next = *making;
    return next;
}

/* ---- what goes ---- */

struct make_page {
    struct report_page report;
    struct making making;
    char *path; /* owned */
    bool written;
};

static struct make_page *page_of(struct ui *ui)
{
    return (struct make_page *)ui_base(ui);
}

static bool run(struct make_page *page, bool preview, struct error *error)
{
    struct ui *ui = page->report.screen.ui;
    struct ui_progress progress = {.ui = ui,
                                   .title = preview ? _("Looking what goes; Esc stops")
                                                    : _("Writing the pack; Esc stops")};
    struct exchange_packing packing = page->making.packing;
    struct exchange_packed packed;
    struct buffer heading = BUFFER_EMPTY;
    packing.path = page->path;
    packing.preview = preview;
    packing.progress = ui_progress;
    packing.progress_context = &progress;
    if (!exchange_pack(ui->session, &packing, &packed, error))
        return false;
    page->written = !preview;
    lines_clear(&page->report.lines);
    lines_packed(&page->report.lines, &packed);
    buffer_format(&heading,
                  preview ? ngettext("For %s: %lld change", "For %s: %lld changes",
                                     (unsigned long)packed.acts)
                          : ngettext("Written for %s: %lld change", "Written for %s: %lld changes",
                                     (unsigned long)packed.acts),
                  page->making.name, (long long)packed.acts);
    struct buffer below = BUFFER_EMPTY;
    buffer_format(&below,
                  preview ? _("Nothing was written yet: Enter writes %s") : _("Written: %s"),
                  page->path);
    report_page_say(&page->report, buffer_detach(&heading), buffer_detach(&below));
    exchange_packed_release(&packed);
    return true;
}

static bool can_write(struct ui *ui, struct buffer *why)
{
    if (!page_of(ui)->written)
        return true;
    buffer_add_text(why, _("it is written already"));
    return false;
}

static void write_pack(struct ui *ui)
{
    struct make_page *page = page_of(ui);
    struct error error = ERROR_NONE;
    if (run(page, false, &error))
        ui_saved(ui, "%s", page->report.below);
    else
        ui_fail(ui, &error);
}

static void free_page(struct screen *screen)
{
    struct make_page *page = (struct make_page *)screen;
    report_page_release(&page->report);
    free(page->path);
    free(page);
}

const struct action make_actions[] = {
    {"pack-write", N_("Exchange"), "Enter", N_("write it"), N_("Writes the pack."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, can_write, write_pack},
};
const size_t make_action_count = sizeof make_actions / sizeof *make_actions;

static const struct screen_calls make_calls = {.name = "exchange-make",
                                               .title = N_("What goes"),
                                               .actions = make_actions,
                                               .action_count =
                                                   sizeof make_actions / sizeof *make_actions,
                                               REPORT_PAGE_CALLS,
                                               .free = free_page};

static bool show(struct ui *ui, void *context, const char *text, struct error *error)
{
    struct make_page *page = memory_new(sizeof *page);
    struct buffer path = BUFFER_EMPTY;
    where_expand(text, &path);
    if (path.length > 0 && (path.length < 5 || strcmp(path.bytes + path.length - 5, ".wijk") != 0))
        buffer_add_text(&path, ".wijk");
    report_page_init(&page->report, ui, &make_calls);
    page->report.list.empty = _("Nothing goes: the other side has everything.");
    page->making = *(const struct making *)context;
    page->path = buffer_detach(&path);
    bool good =
        (*page->path != '\0' || error_set(error, ERROR_INPUT, _("type the name of a file"))) &&
        run(page, true, error);
    if (good)
        ui_push(ui, &page->report.screen);
    else
        free_page(&page->report.screen);
    return good;
}

/* ---- the questions ---- */

/* "FOLDER/monday.wijk": in the folder for packs, else beside the file. */
static void ask_path(struct ui *ui, const struct making *making)
{
    const char *folder = exchange_page_folder(exchange_page_of(ui));
    char *beside = path_folder(ui->session->path);
    struct buffer path = BUFFER_EMPTY;
    char date[DATE_TEXT_SIZE];
    date_iso(ui->session->today, date);
    path_join(&path, *folder != '\0' ? folder : beside, "");
    buffer_format(&path, "wijk-%s.wijk", date);
    struct prompt_request request = {.label = _("Write to which file?"),
                                     .text = path.bytes,
                                     .done = show,
                                     .context = copy(making),
                                     .complete = where_complete};
    ui_push(ui, prompt_screen(ui, &request));
    buffer_release(&path);
    free(beside);
}

static bool set_date(struct ui *ui, void *context, const char *text, struct error *error)
{
    struct making *making = context;
    date_t day;
    if (!date_read(text, ui->session->today, &day))
        return error_set(error, ERROR_INPUT, _("'%s' is not a date; type 1nov or 2026-11-01"),
                         text);
    if (!exchange_since(ui->session, moment_at(day, 0), &making->packing.since, error))
        return false;
    ask_path(ui, making);
    return true;
}

enum { SINCE_LACKS = 1, SINCE_ALL, SINCE_DAY };

static void fill_since(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    static const char *const choices[] = {N_("what the other side lacks"), N_("everything"),
                                          N_("what was changed since a day")};
    (void)ui, (void)context;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        if (text_match(_(choices[i]), typed) >= 0)
            candidates_add(out, _(choices[i]), NULL, (struct id){{(uint8_t)(i + 1), 1}});
}

static bool set_since(struct ui *ui, void *context, struct id id, const char *text,
                      struct error *error)
{
    (void)text, (void)error;
    struct making *making = context;
    making->packing.all = id.bytes[0] == SINCE_ALL;
    if (id.bytes[0] != SINCE_DAY) {
        ask_path(ui, making);
        return true;
    }
    struct prompt_request request = {
        .label = _("Since which day?"), .done = set_date, .context = copy(making)};
    ui_push(ui, prompt_screen(ui, &request));
    return true;
}

/* A site by its id; anybody, by the audience. */
static void fill_whom(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    static const char *const audiences[] = {N_("anybody of the group"), N_("anybody at the bureau"),
                                            N_("anybody at all: what is public")};
    const struct exchange_page *page = exchange_page_of(ui);
    (void)context;
    for (size_t i = 0; i < page->sites.list.count; i++) {
        const struct exchange_site *site = &page->sites.list.items[i];
        struct buffer name = BUFFER_EMPTY;
        exchange_called(site, &name);
        if (!site->own && site->trust != EXCHANGE_DISTRUSTED && text_match(name.bytes, typed) >= 0)
            candidates_add(out, name.bytes, _("sealed: only that copy can read it"), site->id);
        buffer_release(&name);
    }
    for (size_t i = 0; i < sizeof audiences / sizeof *audiences; i++)
        if (text_match(_(audiences[i]), typed) >= 0)
            candidates_add(out, _(audiences[i]), _("open: who has the file can read it"),
                           (struct id){{(uint8_t)(i + 1)}});
}

/* What fill_whom gives for anybody: one byte, and nothing behind it. */
static bool is_audience(struct id id)
{
    struct id plain = {{id.bytes[0]}};
    return id_equal(id, plain);
}

static bool set_whom(struct ui *ui, void *context, struct id id, const char *text,
                     struct error *error)
{
    static const enum exchange_audience audiences[] = {EXCHANGE_GROUP, EXCHANGE_BUREAU,
                                                       EXCHANGE_PUBLIC};
    (void)context, (void)error;
    struct making *making = memory_new(sizeof *making);
    snprintf(making->name, sizeof making->name, "%s", text);
    if (is_audience(id))
        making->packing.audience = audiences[id.bytes[0] - 1];
    else
        making->packing.site = id;
    struct pick_request request = {
        .title = _("What goes?"), .fill = fill_since, .done = set_since, .context = making};
    ui_push(ui, pick_screen(ui, &request));
    return true;
}

void exchange_ask_make(struct ui *ui)
{
    struct pick_request request = {
        .title = _("For whom is the pack?"), .fill = fill_whom, .done = set_whom};
    ui_push(ui, pick_screen(ui, &request));
}
