/* The import screen, as its parts share it: import.c is the screen and its questions,
 * import_preview.c runs the import, dry or not, and keeps what it would do as lines. */
#ifndef WIJK_SCREENS_IMPORT_PAGE_H
#define WIJK_SCREENS_IMPORT_PAGE_H

#include "wijk/app/importing.h"
#include "wijk/base/vector.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/list.h"

enum { IMPORT_WHERE, IMPORT_WHAT, IMPORT_DETAIL, IMPORT_COLUMNS };

struct import_line {
    char *text[IMPORT_COLUMNS]; /* owned */
    enum style style;
};

struct import_page {
    struct screen screen;
    char *path; /* owned */
    struct import_guess guess;
    enum number_style numbers;
    bool numbers_given;
    bool separators;                        /* its numbers have points or commas: it matters */
    VECTOR(struct import_mapping) mappings; /* owned texts */
    char *region, *values;                  /* owned; StatLine: the columns; NULL: found */
    VECTOR(char *) headers;                 /* owned */
    VECTOR(struct import_line) lines;
    char *summary; /* owned: "new 3, changed 1 …" */
    int year;      /* of figures that do not say it; 0: not said */
    long changes, errors;
    struct list list;
    struct list_column columns[LIST_COLUMNS];
};

/* Shows what it would do; false: it could not be read, and the sentence was shown. */
bool import_preview(struct import_page *page);
/* Does it, as one act; the counts are told. */
bool import_do(struct import_page *page);
void import_forget(struct import_page *page); /* the lines and headers */

#endif
