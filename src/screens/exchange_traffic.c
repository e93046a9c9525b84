/* What is new in the folder and what goes out; and doing all of it with one key. */
#include <stdlib.h>
#include <string.h>

#include "exchange_page.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/screens/screens.h"

/* ---- looking ---- */

void exchange_traffic_clear(struct exchange_page *page)
{
    exchange_look_release(&page->look);
    for (size_t i = 0; i < page->going.count; i++) {
        free(page->going.items[i].name);
        exchange_packed_release(&page->going.items[i].packed);
    }
    page->going.count = 0;
    lines_clear(&page->lines);
    free(page->problem);
    page->problem = NULL;
}

/* A sentence without the path it begins with, which stands beside it already. */
static const char *behind_path(const char *sentence, const char *path)
{
    size_t length = strlen(path);
    bool begins = strncmp(sentence, path, length) == 0 && strncmp(sentence + length, ": ", 2) == 0;
    return begins ? sentence + length + 2 : sentence;
}

/* Why the pack cannot be taken as it is; NULL: it can. */
static const char *why_not(const struct exchange_found *found)
{
    if (found->why != NULL)
        return behind_path(found->why, found->path);
    if (found->from.trust == EXCHANGE_DISTRUSTED)
        return _("this copy is distrusted here: its packs are refused");
    if (found->from.trust == EXCHANGE_NEW)
        return _("not known here yet: Enter shows what it brings and compares the words");
    return NULL;
}

static char *called(const struct exchange_site *site)
{
    struct buffer text = BUFFER_EMPTY;
    exchange_called(site, &text);
    return buffer_detach(&text);
}

static char *number(int64_t value)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%lld", (long long)value);
    return buffer_detach(&text);
}

static void add_coming(struct exchange_page *page, const struct exchange_found *found)
{
    const char *why = why_not(found);
    struct line *line = lines_new(&page->lines, why == NULL ? STYLE_GREEN : STYLE_AMBER);
    struct buffer made = BUFFER_EMPTY;
    line->text[0] = memory_string(_("comes"));
    if (found->made_at != 0) {
        moment_format(&made, found->made_at, language_now());
        line->text[1] = called(&found->from);
        line->text[2] = buffer_detach(&made);
        line->text[3] = number(found->acts);
    } else {
        line->text[1] = memory_string(path_name(found->path));
    }
    line->text[4] = memory_string(why == NULL ? path_name(found->path) : why);
}

static void add_going(struct exchange_page *page, const struct exchange_going *going)
{
    struct line *line = lines_new(&page->lines, STYLE_STRONG);
    struct buffer rows = BUFFER_EMPTY;
    buffer_format(&rows, "%s: ", going->packed.sealed ? _("sealed") : _("open"));
    exchange_rows_text(going->packed.counts.items, going->packed.counts.count, &rows);
    line->text[0] = memory_string(_("goes"));
    line->text[1] = memory_string(going->name);
    line->text[3] = number(going->packed.acts);
    line->text[4] = buffer_detach(&rows);
}

static bool look_for(struct exchange_page *page, const struct exchange_site *site,
                     struct error *error)
{
    struct ui_progress progress = {.ui = page->screen.ui,
                                   .title = _("Looking what goes; Esc stops")};
    struct exchange_packing packing = {
        .preview = true, .progress = ui_progress, .progress_context = &progress};
    struct exchange_going going = {.name = NULL};
    if (site != NULL)
        packing.site = site->id;
    if (!exchange_pack(page->screen.ui->session, &packing, &going.packed, error))
        return false;
    if (going.packed.acts == 0 && site != NULL) {
        exchange_packed_release(&going.packed);
        return true;
    }
    going.name = site == NULL ? memory_string(_("anybody")) : called(site);
    *VECTOR_PUSH(&page->going) = going;
    return true;
}

/* As exchange_folder will do: for each trusted copy, else for anybody. */
static bool look_out(struct exchange_page *page, struct error *error)
{
    bool fine = true, any = false;
    for (size_t i = 0; fine && i < page->sites.list.count; i++) {
        const struct exchange_site *site = &page->sites.list.items[i];
        if (site->own || site->trust != EXCHANGE_TRUSTED)
            continue;
        any = true;
        fine = look_for(page, site, error);
    }
    if (fine && !any && page->look.old == 0)
        fine = look_for(page, NULL, error);
    return fine;
}

void exchange_traffic_look(struct exchange_page *page)
{
    struct ui *ui = page->screen.ui;
    struct ui_progress progress = {.ui = ui, .title = _("Looking what is new; Esc stops")};
    struct exchange_folder folder = {
        .path = exchange_page_folder(page), .progress = ui_progress, .progress_context = &progress};
    struct error error = ERROR_NONE;
    exchange_traffic_clear(page);
    if (*folder.path != '\0') {
        bool fine = exchange_look(ui->session, &folder, &page->look, &error) &&
                    (page->look.stopped || look_out(page, &error));
        if (!fine)
            page->problem = memory_string(error.message);
        else if (page->look.stopped)
            page->problem = memory_string(_("Stopped while looking: r looks again."));
    }
    for (size_t i = 0; i < page->look.files.count; i++)
        add_coming(page, &page->look.files.items[i]);
    for (size_t i = 0; i < page->going.count; i++)
        add_going(page, &page->going.items[i]);
    list_reload(&page->list);
    page->on_traffic = page->on_traffic && page->lines.list.count > 0;
}

/* ---- one line of it ---- */

static const struct exchange_found *selected_found(const struct exchange_page *page)
{
    long at = page->list.selected;
    return at < 0 || at >= (long)page->look.files.count ? NULL : &page->look.files.items[at];
}

static const struct exchange_going *selected_going(const struct exchange_page *page)
{
    long at = page->list.selected - (long)page->look.files.count;
    return at < 0 || at >= (long)page->going.count ? NULL : &page->going.items[at];
}

void exchange_traffic_tell(const struct exchange_page *page, struct buffer *out)
{
    const struct exchange_found *found = selected_found(page);
    const struct exchange_going *going = selected_going(page);
    if (found != NULL && why_not(found) != NULL)
        buffer_format(out, "%s: %s", path_name(found->path), why_not(found));
    else if (found != NULL)
        buffer_format(out, _("%s, pack %lld of that copy; Enter shows what it brings"),
                      path_name(found->path), (long long)found->number);
    else if (going != NULL && going->packed.withheld > 0)
        buffer_format(out,
                      ngettext("Of %lld change something may not go there: it is withheld.",
                               "Of %lld changes something may not go there: it is withheld.",
                               (unsigned long)going->packed.withheld),
                      (long long)going->packed.withheld);
    else if (going != NULL)
        buffer_add_text(out, going->packed.sealed ? _("Only that copy will be able to read it.")
                                                  : _("Who has the file can read it."));
}

void exchange_traffic_open(struct exchange_page *page)
{
    struct ui *ui = page->screen.ui;
    const struct exchange_found *found = selected_found(page);
    const struct exchange_going *going = selected_going(page);
    struct error error = ERROR_NONE;
    if (found != NULL) {
        struct screen *screen = pack_screen(ui, found->path, NULL, &error);
        if (screen == NULL)
            ui_fail(ui, &error);
        else
            ui_push(ui, screen);
    } else if (going != NULL) {
        struct report_page *report = report_page_new(ui);
        struct buffer heading = BUFFER_EMPTY;
        buffer_format(&heading, _("What goes to: %s"), going->name);
        lines_packed(&report->lines, &going->packed);
        report_page_say(report, buffer_detach(&heading),
                        memory_string(_("Nothing was written yet: x on the screen before takes "
                                        "and brings everything.")));
        ui_push(ui, &report->screen);
    }
}

/* ---- all of it ---- */

static const struct exchange_found *found_at(const struct exchange_page *page, const char *path)
{
    for (size_t i = 0; i < page->look.files.count; i++)
        if (strcmp(page->look.files.items[i].path, path) == 0)
            return &page->look.files.items[i];
    return NULL;
}

static void add_file(const struct exchange_page *page, const struct exchange_file *file,
                     struct lines *lines)
{
    const struct exchange_found *found = found_at(page, file->path);
    if (file->taken) {
        struct buffer text = BUFFER_EMPTY;
        char *name = called(&file->report.from);
        int64_t came = file->report.applied + file->report.filled;
        buffer_format(&text, ngettext("%lld change", "%lld changes", (unsigned long)came),
                      (long long)came);
        buffer_format(&text, " · %s", path_name(file->path));
        lines_add(lines, STYLE_GREEN, _("taken"), name, text.bytes);
        lines_report(lines, &file->report, false);
        buffer_release(&text);
        free(name);
    } else {
        const char *why = found == NULL ? NULL : why_not(found);
        lines_add(lines, STYLE_RED, _("not taken"), path_name(file->path),
                  why == NULL ? behind_path(file->why, file->path) : why);
    }
}

/* Answers how many packs were taken. */
static size_t add_report(const struct exchange_page *page,
                         const struct exchange_folder_report *report, struct lines *lines)
{
    size_t taken = 0;
    for (size_t i = 0; i < report->files.count; i++) {
        taken += report->files.items[i].taken;
        add_file(page, &report->files.items[i], lines);
    }
    for (size_t i = 0; i < report->written.count; i++) {
        const struct exchange_packed *packed = &report->written.items[i];
        lines_add(lines, STYLE_STRONG, _("written"), path_name(packed->path), "");
        lines_packed(lines, packed);
    }
    return taken;
}

static void show_report(struct exchange_page *page, const struct exchange_folder_report *report)
{
    struct ui *ui = page->screen.ui;
    struct report_page *shown = report_page_new(ui);
    struct buffer heading = BUFFER_EMPTY;
    size_t taken = add_report(page, report, &shown->lines);
    buffer_format(&heading, _("Packs taken: %zu, not taken: %zu, written: %zu"), taken,
                  report->files.count - taken, report->written.count);
    ui_saved(ui, "%s", heading.bytes);
    report_page_say(
        shown, buffer_detach(&heading),
        memory_string(report->stopped ? _("Stopped: what is not in this list was left for the "
                                          "next time.")
                      : taken > 0     ? _("Enter opens a row. u takes the last pack back as a "
                                              "whole; the file was backed up before.")
                                      : _("Nothing was changed in this file.")));
    page->looked = false;
    ui_load(ui);
    ui_push(ui, &shown->screen);
}

void exchange_traffic_run(struct ui *ui)
{
    struct exchange_page *page = exchange_page_of(ui);
    struct ui_progress progress = {.ui = ui, .title = _("Exchanging; Esc stops")};
    struct exchange_folder folder = {.path = exchange_page_folder(page),
                                     .write = true,
                                     .progress = ui_progress,
                                     .progress_context = &progress};
    struct exchange_folder_report report;
    struct error error = ERROR_NONE;
    if (*folder.path == '\0') {
        exchange_ask_folder(ui);
        return;
    }
    if (!exchange_folder(ui->session, &folder, &report, &error)) {
        ui_fail(ui, &error);
        return;
    }
    if (report.files.count == 0 && report.written.count == 0 && !report.stopped)
        ui_say(ui, STYLE_HINT, "%s", _("There is no new pack, and the other copies lack nothing."));
    else
        show_report(page, &report);
    exchange_folder_report_release(&report);
}
