/*
 * Making spreadsheets: libxlsxwriter, loaded when one is made, and a book with the formats of ours.
 * For src/app/exporting_xlsx*.c and xlsx.c only; no type of the library leaves them.
 *
 *     struct xlsx_book book;
 *     if (!xlsx_begin(&book, path, error))
 *         return false;
 *     xlsx_sheet(&book, _("Goals"));
 *     xlsx_text(&book, row, column, "text", false); …
 *     return xlsx_end(&book, error);                or xlsx_abort(&book)
 *
 * Rows of a sheet are written from top to bottom: what was written is no longer in memory.
 */
#ifndef WIJK_SRC_APP_XLSX_H
#define WIJK_SRC_APP_XLSX_H

#include <stdbool.h>
#include <stdint.h>

#include <xlsxwriter.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"

#define XLSX_ROWS 1048576L /* of a sheet, its head included */

enum xlsx_look {
    XLSX_PLAIN,
    XLSX_HEAD,
    XLSX_TITLE,
    XLSX_DATE,
    XLSX_MOMENT,
    XLSX_MONEY,
    XLSX_LOOKS
};

struct xlsx_book {
    lxw_workbook *workbook;
    lxw_worksheet *sheet; /* the one being written */
    char name[32];        /* of the sheet */
    lxw_format *looks[XLSX_LOOKS];
    char *path, *beside, *folder; /* owned */
    bool failed;                  /* a cell could not be written */
};

bool xlsx_begin(struct xlsx_book *book, const char *path, struct error *error) MUST_USE;
bool xlsx_end(struct xlsx_book *book, struct error *error) MUST_USE;
void xlsx_abort(struct xlsx_book *book);

/* A further sheet; the name is cut to what a sheet takes and made unique. Widths of columns come
 * before the rows. */
bool xlsx_sheet(struct xlsx_book *book, const char *name, struct error *error) MUST_USE;
void xlsx_width(struct xlsx_book *book, int column, double width);

/* Cells; NULL and "" write nothing. Texts are never read as formulas. */
void xlsx_text(struct xlsx_book *book, long row, int column, const char *text, enum xlsx_look look);
void xlsx_number(struct xlsx_book *book, long row, int column, double number, enum xlsx_look look);
void xlsx_flag(struct xlsx_book *book, long row, int column, bool on);
void xlsx_date(struct xlsx_book *book, long row, int column, date_t date);
/* The local time of a moment. */
void xlsx_moment(struct xlsx_book *book, long row, int column, int64_t milliseconds);

/* The first line stays in view and has a filter over all rows. */
void xlsx_finish_table(struct xlsx_book *book, long rows, int columns);

/* A chart over cells of the sheet: categories in a column, and a series each of further columns,
 * named by the line above the first row. */
struct xlsx_chart {
    const char *title;
    bool stacked; /* bars to the right, on top of each other; else columns side by side */
    long first, last;
    int names, series, count; /* columns: of the names, of the first series, how many */
    const uint32_t *colours;  /* of each series; 0xRRGGBB */
    long at_row;
    int at_column;
};
void xlsx_chart(struct xlsx_book *book, const struct xlsx_chart *chart);

#endif
