/* What other commands use of listing. */
#ifndef WIJK_SRC_CLI_LIST_H
#define WIJK_SRC_CLI_LIST_H

#include "command.h"
#include "table.h"
#include "wijk/domain/query.h"

/* Puts --where and --sort into an initialised query. */
bool list_query(struct cli *cli, struct query *query, struct error *error) MUST_USE;
/* Prints the rows of a query: as a table, JSON or CSV, as the options say. */
bool list_print(struct cli *cli, const struct query *query, struct error *error) MUST_USE;
/* The columns of an entity's lists. */
void list_columns(struct table *table, const struct entity *entity);
/* A row of such a table. */
void list_row(struct cli *cli, struct table *table, const struct row *row);

#endif
