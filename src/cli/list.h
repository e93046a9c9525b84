/* What other commands use of listing. */
#ifndef WIJK_SRC_CLI_LIST_H
#define WIJK_SRC_CLI_LIST_H

#include "command.h"
#include "table.h"
#include "wijk/app/rows.h"
#include "wijk/base/csv.h"
#include "wijk/domain/query.h"

/* A list while it is printed, in one of three forms. */
struct listing {
    struct cli *cli;
    struct exporting *exporting; /* for JSON and CSV; NULL for rows outside the journal */
    enum number_style numbers;
    struct json json;
    struct csv_writer csv;
    struct table table;
    struct buffer text; /* of a cell; kept for its memory */
};

/* How rows are read and written, where they are not those of an entity. `context` of the row calls
 * is the listing. */
struct list_rows {
    bool (*each)(struct session *session, const struct query *query, rows_each_call *call,
                 void *context, struct error *error);
    void (*csv_header)(struct csv_writer *csv, const struct entity *entity);
    rows_each_call *json_row, *csv_row, *table_row;
};

/* Puts --where and --sort into an initialised query. */
bool list_query(struct cli *cli, struct query *query, struct error *error) MUST_USE;
/* Prints the rows of a query: as a table, JSON or CSV, as the options say. */
bool list_print(struct cli *cli, const struct query *query, struct error *error) MUST_USE;
/* The same of other rows. */
bool list_print_rows(struct cli *cli, const struct query *query, const struct list_rows *rows,
                     struct error *error) MUST_USE;
/* The columns of an entity's lists. */
void list_columns(struct table *table, const struct entity *entity);
/* A row of such a table. */
void list_row(struct cli *cli, struct table *table, const struct row *row);

#endif
