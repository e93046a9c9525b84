/*
 * A table for people: a header and rows, columns aligned by their width on the terminal, cut to it.
 * The first rows are held back until the widths are known; later ones are printed as they come, so
 * a list of any length takes little memory.
 *
 *     struct table table;
 *     table_init(&table, cli);
 *     table_column(&table, _("Code"), false);
 *     …
 *     table_cell(&table, text);             one for each column, row after row
 *     …
 *     table_end(&table);
 */
#ifndef WIJK_SRC_CLI_TABLE_H
#define WIJK_SRC_CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "command.h"
#include "wijk/base/vector.h"

#define TABLE_COLUMNS 24

struct table {
    struct cli *cli; /* borrowed */
    size_t columns;
    bool right[TABLE_COLUMNS];
    int width[TABLE_COLUMNS];
    VECTOR(char *) cells; /* owned; held back, or of the row that is being made */
    bool flowing;         /* the widths are fixed */
    int indent;           /* spaces before each row */
};

void table_init(struct table *table, struct cli *cli);
void table_column(struct table *table, const char *title, bool right);
/* Text from people; it is cleaned. */
void table_cell(struct table *table, const char *text);
/* Prints what is left, and releases. */
void table_end(struct table *table);

#endif
