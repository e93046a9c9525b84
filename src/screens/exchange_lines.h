/*
 * Lines of text in columns, kept for a list: what packs bring and take along, told the same way in
 * the preview, in the report and in the list of what goes out. And the page that shows them.
 */
#ifndef WIJK_SCREENS_EXCHANGE_LINES_H
#define WIJK_SCREENS_EXCHANGE_LINES_H

#include "wijk/app/exchange.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/list.h"

#define LINE_COLUMNS 8

struct line {
    char *text[LINE_COLUMNS]; /* owned; NULL: empty */
    enum style style;         /* of its first column */
    struct target target;     /* the row it is about, or none */
};
struct lines {
    VECTOR(struct line) list;
};

void lines_clear(struct lines *lines);
void lines_release(struct lines *lines);
/* A new line, to be filled: borrowed until the next one. */
struct line *lines_new(struct lines *lines, enum style style);
/* The same with the three texts that all reports have. */
struct line *lines_add(struct lines *lines, enum style style, const char *what, const char *which,
                       const char *detail);
/* What a list asks for. */
int lines_fetch(const struct lines *lines, long first, int count, struct list_row *out);

/* ---- what packs hold ---- */

/* What a site is called: its name, else its letters, else that it is the first copy. */
void exchange_called(const struct exchange_site *site, struct buffer *out);
/* "3 problems, 2 measurements" */
void exchange_rows_text(const struct exchange_count *counts, size_t count, struct buffer *out);

/* What a pack would bring (`preview`), or brought. */
void lines_report(struct lines *lines, const struct exchange_report *report, bool preview);
/* What goes out. */
void lines_packed(struct lines *lines, const struct exchange_packed *packed);

/* ---- the page ---- */

enum { REPORT_WHAT, REPORT_WHICH, REPORT_DETAIL, REPORT_COLUMNS };

struct report_page {
    struct screen screen;
    struct lines lines;
    char *heading, *below; /* owned: two sentences above the lines */
    struct list list;
    struct list_column columns[LIST_COLUMNS];
};

void report_page_init(struct report_page *page, struct ui *ui, const struct screen_calls *calls);
void report_page_release(struct report_page *page);
/* Takes the texts over. */
void report_page_say(struct report_page *page, char *heading, char *below);

void report_page_place(struct screen *screen, struct rect rect);
void report_page_draw(const struct screen *screen, struct canvas *canvas, struct rect rect);
bool report_page_event(struct screen *screen, const struct event *event);
void report_page_status(const struct screen *screen, struct buffer *out);
#define REPORT_PAGE_CALLS                                                                          \
    .place = report_page_place, .draw = report_page_draw, .event = report_page_event,              \
    .status = report_page_status

/* Opens the row of the selected line, when there is one. */
void report_page_open(struct report_page *page);

/* A page of lines only, to be filled: Enter opens the row of a line. */
struct report_page *report_page_new(struct ui *ui);

#endif
