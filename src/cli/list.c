/* list: the rows of an entity as a table, JSON or CSV, row by row. */
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "reference.h"
#include "wijk/app/exporting.h"
#include "wijk/app/rows.h"
#include "wijk/domain/query.h"
#include "wijk/domain/reference.h"

static bool listed(const struct field *field)
{
    return (field->flags & FIELD_LISTED) != 0;
}

static bool json_row(void *context, const struct row *row)
{
    struct listing *listing = context;
    exporting_json_row(listing->exporting, &listing->json, row);
    return cli_flush(listing->cli);
}

static bool csv_row(void *context, const struct row *row)
{
    struct listing *listing = context;
    exporting_csv_row(listing->exporting, &listing->csv, row, listing->numbers);
    return cli_flush(listing->cli);
}

void list_row(struct cli *cli, struct table *table, const struct row *row)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if (!listed(field))
            continue;
        buffer_clear(&text);
        rows_show(cli->session, row, field, &row->values[i], &text);
        table_cell(table, text.bytes);
    }
    buffer_release(&text);
}

static bool table_row(void *context, const struct row *row)
{
    struct listing *listing = context;
    list_row(listing->cli, &listing->table, row);
    return listing->cli->output_failed == 0;
}

void list_columns(struct table *table, const struct entity *entity)
{
    for (size_t i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        bool number = field->type == FIELD_INTEGER || field->type == FIELD_DECIMAL ||
                      field->type == FIELD_MONEY;
        if (listed(field))
            table_column(table, _(field->label), number);
    }
}

static const struct list_rows entity_rows = {
    rows_each, exporting_csv_header, json_row, csv_row, table_row,
};

static bool print_table(struct listing *listing, const struct query *query,
                        const struct list_rows *rows, struct error *error)
{
    table_init(&listing->table, listing->cli);
    list_columns(&listing->table, query->entity);
    bool done = rows->each(listing->cli->session, query, rows->table_row, listing, error);
    table_end(&listing->table);
    return done;
}

static bool print_json(struct listing *listing, const struct query *query,
                       const struct list_rows *rows, struct error *error)
{
    json_begin(&listing->json, &listing->cli->out, true);
    json_open(&listing->json, '[');
    bool done = rows->each(listing->cli->session, query, rows->json_row, listing, error);
    json_end(&listing->json);
    return done;
}

static bool print_csv(struct listing *listing, const struct query *query,
                      const struct list_rows *rows, struct error *error)
{
    bool dutch = listing->numbers == NUMBER_NL;
    csv_begin(&listing->csv, &listing->cli->out, ';', dutch);
    listing->csv.line_end = dutch ? "\r\n" : "\n";
    rows->csv_header(&listing->csv, query->entity);
    return rows->each(listing->cli->session, query, rows->csv_row, listing, error);
}

static bool print(struct listing *listing, const struct query *query, const struct list_rows *rows,
                  struct error *error)
{
    if (cli_given(listing->cli, CLI_JSON))
        return print_json(listing, query, rows, error);
    if (cli_given(listing->cli, CLI_CSV))
        return print_csv(listing, query, rows, error);
    return print_table(listing, query, rows, error);
}

bool list_print_rows(struct cli *cli, const struct query *query, const struct list_rows *rows,
                     struct error *error)
{
    struct listing listing = {.cli = cli, .text = BUFFER_EMPTY};
    bool csv = cli_given(cli, CLI_CSV), json = cli_given(cli, CLI_JSON), given;
    if (csv && json)
        return cli_usage(cli, error, _("--csv and --json do not go together"));
    if (!cli_numbers(cli, &listing.numbers, &given, error))
        return false;
    bool names = rows == &entity_rows && (csv || json);
    if (names)
        listing.exporting = exporting_new(cli->session, error);
    bool done = (!names || listing.exporting != NULL) && print(&listing, query, rows, error);
    exporting_free(listing.exporting);
    buffer_release(&listing.text);
    return done;
}

bool list_print(struct cli *cli, const struct query *query, struct error *error)
{
    return list_print_rows(cli, query, &entity_rows, error);
}

bool list_query(struct cli *cli, struct query *query, struct error *error)
{
    const char *where = cli->given[CLI_WHERE], *sort = cli->given[CLI_SORT];
    query->programme = cli->session->programme;
    if (where != NULL && !rows_filter(cli->session, query, where, error))
        return false;
    if (sort == NULL)
        return true;
    query->descending = *sort == '-';
    query->order = entity_field_named(query->entity, sort + (*sort == '-'));
    return query->order >= 0 ||
           error_set(error, ERROR_INPUT, _("%s has no field '%s'; 'wijk help %s' lists them"),
                     _(query->entity->label), sort + (*sort == '-'), query->entity->table);
}

bool run_list(struct cli *cli, struct error *error)
{
    const struct entity *entity = reference_entity(cli->arguments[0]);
    struct query query;
    if (entity != NULL)
        return reference_list(cli, entity, error);
    if (!cli_entity(cli, cli->arguments[0], &entity, error))
        return false;
    query_init(&query, entity->kind);
    bool done = list_query(cli, &query, error) && list_print(cli, &query, error);
    query_release(&query);
    return done;
}
