#include "xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "wijk/base/buffer.h"
#include "wijk/base/language.h"
#include "wijk/base/library.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"

#define LIBRARY "libxlsxwriter.so.4"
#define CELL_LIMIT 32767    /* characters of a text */
#define SERIAL_1970 25569   /* what a spreadsheet counts to 1 January 1970 */
#define FIRST_DATE (-25508) /* 1 March 1900: before it spreadsheets count wrongly */

#define FUNCTIONS(X)                                                                               \
    X(workbook_new_opt)                                                                            \
    X(workbook_add_worksheet)                                                                      \
    X(workbook_add_format)                                                                         \
    X(workbook_add_chart)                                                                          \
    X(workbook_close)                                                                              \
    X(lxw_workbook_free)                                                                           \
    X(lxw_strerror)                                                                                \
    X(worksheet_write_string)                                                                      \
    X(worksheet_write_number)                                                                      \
    X(worksheet_write_boolean)                                                                     \
    X(worksheet_set_column)                                                                        \
    X(worksheet_freeze_panes)                                                                      \
    X(worksheet_set_landscape)                                                                     \
    X(worksheet_set_paper)                                                                         \
    X(worksheet_fit_to_pages)                                                                      \
    X(worksheet_autofilter)                                                                        \
    X(worksheet_insert_chart)                                                                      \
    X(chart_add_series)                                                                            \
    X(chart_series_set_categories)                                                                 \
    X(chart_series_set_values)                                                                     \
    X(chart_series_set_name_range)                                                                 \
    X(chart_series_set_fill)                                                                       \
    X(chart_title_set_name)                                                                        \
    X(format_set_bold)                                                                             \
    X(format_set_font_size)                                                                        \
    X(format_set_bottom)                                                                           \
    X(format_set_num_format)

/* The functions of the library, filled in once. */
#define POINTER(name) __typeof__(name) *name; // NOLINT(bugprone-macro-parentheses)
static struct {
    FUNCTIONS(POINTER)
} lib;

static bool load(struct error *error)
{
#define SYMBOL(name) {#name, &lib.name},
    static const struct library_symbol symbols[] = {FUNCTIONS(SYMBOL)};
    return library_load(LIBRARY, symbols, sizeof symbols / sizeof *symbols, error);
}

/* ---- a book ---- */

static void make_looks(struct xlsx_book *book)
{
    static const char *const formats[XLSX_LOOKS] = {
        [XLSX_DATE] = "yyyy-mm-dd", [XLSX_MOMENT] = "yyyy-mm-dd hh:mm", [XLSX_MONEY] = "#,##0.00"};
    for (int i = 0; i < XLSX_LOOKS; i++) {
        book->looks[i] = lib.workbook_add_format(book->workbook);
        if (formats[i] != NULL)
            lib.format_set_num_format(book->looks[i], formats[i]);
    }
    lib.format_set_bold(book->looks[XLSX_HEAD]);
    lib.format_set_bottom(book->looks[XLSX_HEAD], LXW_BORDER_THIN);
    lib.format_set_bold(book->looks[XLSX_TITLE]);
    lib.format_set_font_size(book->looks[XLSX_TITLE], 14);
}

static void release(struct xlsx_book *book)
{
    free(book->path);
    free(book->beside);
    free(book->folder);
    *book = (struct xlsx_book){.workbook = NULL};
}

/* What can be wrong with the place is found before the work. */
static bool try_place(struct xlsx_book *book, struct error *error)
{
    int file = open(book->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return path_failed(book->path, errno, error);
    close(file);
    return true;
}

bool xlsx_begin(struct xlsx_book *book, const char *path, struct error *error)
{
    struct buffer beside = BUFFER_EMPTY;
    *book = (struct xlsx_book){.workbook = NULL};
    if (!load(error))
        return false;
    buffer_format(&beside, "%s.new-%ld", path, (long)getpid());
    book->path = memory_string(path);
    book->beside = buffer_detach(&beside);
    book->folder = path_folder(path);
    if (!try_place(book, error)) {
        release(book);
        return false;
    }
    lxw_workbook_options options = {.constant_memory = 1, .tmpdir = book->folder, .use_zip64 = 0};
    book->workbook = lib.workbook_new_opt(book->beside, &options);
    if (book->workbook == NULL) {
        unlink(book->beside);
        error_set(error, ERROR_IO, _("%s: the spreadsheet could not be begun"), path);
        release(book);
        return false;
    }
    make_looks(book);
    return true;
}

/* The library does not look whether its writing succeeds: the rows so far, and room for what
 * closing writes of them once more, packed and unpacked. */
static bool enough_room(const struct xlsx_book *book, struct error *error)
{
    struct statvfs place;
    double written = 0;
    bool good = true;
    lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, book->workbook->worksheets, list_pointers)
    {
        if (sheet->optimize_tmpfile == NULL)
            continue;
        good = good && fflush(sheet->optimize_tmpfile) == 0 && !ferror(sheet->optimize_tmpfile);
        long size = ftell(sheet->optimize_tmpfile);
        written += size > 0 ? (double)size : 0;
    }
    if (good && statvfs(book->folder, &place) == 0)
        good = (double)place.f_bavail * (double)place.f_frsize > 1.5 * written + 1e6;
    return good || error_set(error, ERROR_IO,
                             _("%s: there is no room for the spreadsheet on the disk; nothing was "
                               "written"),
                             book->path);
}

static bool put_in_place(const struct xlsx_book *book, struct error *error)
{
    int file = open(book->beside, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;
    int cause = errno;
    if (file >= 0)
        close(file);
    if (good && rename(book->beside, book->path) != 0) {
        good = false;
        cause = errno;
    }
    return good || path_failed(book->path, cause, error);
}

bool xlsx_end(struct xlsx_book *book, struct error *error)
{
    if (book->failed)
        error_set(error, ERROR_IO, _("%s: a cell could not be written"), book->path);
    if (book->failed || !enough_room(book, error)) {
        xlsx_abort(book);
        return false;
    }
    mode_t before = umask(077); /* files of programmes are for their owner */
    lxw_error closed = lib.workbook_close(book->workbook);
    umask(before);
    bool good = closed == LXW_NO_ERROR
                    ? put_in_place(book, error)
                    : error_set(error, ERROR_IO, _("%s: the spreadsheet could not be written (%s)"),
                                book->path, lib.lxw_strerror(closed));
    if (!good)
        unlink(book->beside);
    release(book);
    return good;
}

void xlsx_abort(struct xlsx_book *book)
{
    lib.lxw_workbook_free(book->workbook);
    unlink(book->beside);
    release(book);
}

/* ---- sheets ---- */

static bool is_taken(const struct xlsx_book *book, const char *name)
{
    lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, book->workbook->worksheets, list_pointers)
    {
        if (text_compare(sheet->name, name) == 0)
            return true;
    }
    return false;
}

/* At most 31 characters, without []:*?/\ and apostrophes at the ends. */
static void name_sheet(const struct xlsx_book *book, const char *name, char out[32])
{
    size_t at = 0;
    const char *from = name + (*name == '\'');
    for (; from[at] != '\0' && at < 26; at++)
        out[at] = strchr("[]:*?/\\", from[at]) == NULL ? from[at] : ' ';
    while (at > 0 && (((unsigned char)from[at] & 0xC0) == 0x80 || out[at - 1] == '\''))
        at--; /* not within a character */
    out[at] = '\0';
    for (int number = 2; is_taken(book, out) && number < 1000; number++)
        snprintf(out + at, 32 - at, " %d", number);
}

bool xlsx_sheet(struct xlsx_book *book, const char *name, struct error *error)
{
    name_sheet(book, name, book->name);
    book->sheet = lib.workbook_add_worksheet(book->workbook, book->name);
    if (book->sheet == NULL)
        return error_set(error, ERROR_IO, _("%s: the spreadsheet could not be written (%s)"),
                         book->path, book->name);
    lib.worksheet_set_paper(book->sheet, 9); /* A4, lying, as wide as the sheet */
    lib.worksheet_set_landscape(book->sheet);
    lib.worksheet_fit_to_pages(book->sheet, 1, 0);
    return true;
}

void xlsx_width(struct xlsx_book *book, int column, double width)
{
    lib.worksheet_set_column(book->sheet, (lxw_col_t)column, (lxw_col_t)column, width, NULL);
}

void xlsx_finish_table(struct xlsx_book *book, long rows, int columns)
{
    lib.worksheet_freeze_panes(book->sheet, 1, 0);
    lib.worksheet_autofilter(book->sheet, 0, 0, (lxw_row_t)(rows > 0 ? rows : 1),
                             (lxw_col_t)(columns - 1));
}

/* ---- cells ---- */

/* Characters that XML cannot hold become spaces; the library escapes the rest. */
static void clean(struct buffer *out, const char *text)
{
    struct text_cluster cluster;
    const char *cursor = text, *end = text + strlen(text);
    int characters = 0;
    while (characters < CELL_LIMIT - 32 && text_next(&cursor, end, &cluster)) {
        unsigned char first = (unsigned char)*cluster.bytes;
        bool control = first < 0x20 && first != '\n' && first != '\t';
        bool bad = control || !text_valid(cluster.bytes, cluster.length, NULL);
        buffer_add(out, bad ? " " : cluster.bytes, bad ? 1 : cluster.length);
        characters += (int)cluster.length;
    }
    if (cursor < end)
        buffer_add_text(out, "…");
}

static void note(struct xlsx_book *book, lxw_error result)
{
    if (result != LXW_NO_ERROR)
        book->failed = true;
}

void xlsx_text(struct xlsx_book *book, long row, int column, const char *text, enum xlsx_look look)
{
    struct buffer cleaned = BUFFER_EMPTY;
    if (text == NULL || *text == '\0')
        return;
    clean(&cleaned, text);
    note(book, lib.worksheet_write_string(book->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                          cleaned.bytes, book->looks[look]));
    buffer_release(&cleaned);
}

void xlsx_number(struct xlsx_book *book, long row, int column, double number, enum xlsx_look look)
{
    note(book, lib.worksheet_write_number(book->sheet, (lxw_row_t)row, (lxw_col_t)column, number,
                                          book->looks[look]));
}

void xlsx_flag(struct xlsx_book *book, long row, int column, bool on)
{
    note(book,
         lib.worksheet_write_boolean(book->sheet, (lxw_row_t)row, (lxw_col_t)column, on, NULL));
}

void xlsx_date(struct xlsx_book *book, long row, int column, date_t date)
{
    char iso[DATE_TEXT_SIZE];
    date_iso(date, iso);
    if (date < FIRST_DATE)
        xlsx_text(book, row, column, iso, XLSX_PLAIN);
    else
        xlsx_number(book, row, column, (double)date + SERIAL_1970, XLSX_DATE);
}

void xlsx_moment(struct xlsx_book *book, long row, int column, int64_t milliseconds)
{
    int minute = 0;
    date_t day = moment_day(milliseconds, &minute);
    if (day >= FIRST_DATE)
        xlsx_number(book, row, column, (double)day + SERIAL_1970 + minute / 1440.0, XLSX_MOMENT);
}

/* ---- charts ---- */

void xlsx_chart(struct xlsx_book *book, const struct xlsx_chart *chart)
{
    if (chart->last < chart->first)
        return;
    lxw_chart *drawn = lib.workbook_add_chart(book->workbook, chart->stacked ? LXW_CHART_BAR_STACKED
                                                                             : LXW_CHART_COLUMN);
    for (int i = 0; drawn != NULL && i < chart->count; i++) {
        lxw_col_t column = (lxw_col_t)(chart->series + i);
        lxw_row_t first = (lxw_row_t)chart->first, last = (lxw_row_t)chart->last;
        lxw_chart_series *series = lib.chart_add_series(drawn, NULL, NULL);
        lxw_chart_fill fill = {.color = chart->colours[i]};
        lib.chart_series_set_categories(series, book->name, first, (lxw_col_t)chart->names, last,
                                        (lxw_col_t)chart->names);
        lib.chart_series_set_values(series, book->name, first, column, last, column);
        lib.chart_series_set_name_range(series, book->name, first - 1, column);
        lib.chart_series_set_fill(series, &fill);
    }
    if (drawn == NULL)
        return;
    lib.chart_title_set_name(drawn, chart->title);
    note(book, lib.worksheet_insert_chart(book->sheet, (lxw_row_t)chart->at_row,
                                          (lxw_col_t)chart->at_column, drawn));
}
