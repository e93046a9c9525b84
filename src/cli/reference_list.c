/* list reference_figure and reference_variable, row by row. */
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "reference.h"
#include "wijk/app/figures.h"
#include "wijk/base/csv.h"

struct listing {
    struct cli *cli;
    struct json json;
    struct csv_writer csv;
    struct table table;
    enum number_style numbers;
    struct buffer text;
};

static bool json_row(void *context, const struct row *row)
{
    struct listing *listing = context;
    struct json *json = &listing->json;
    json_open(json, '{');
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct value *value = &row->values[i];
        json_key(json, row->entity->fields[i].column);
        if (value->type == VALUE_INTEGER)
            json_integer(json, value->integer);
        else if (value->type == VALUE_REAL)
            json_real(json, value->real);
        else
            json_text(json, value->type == VALUE_TEXT ? value->text : NULL);
    }
    json_close(json);
    return cli_flush(listing->cli);
}

static bool csv_row(void *context, const struct row *row)
{
    struct listing *listing = context;
    for (size_t i = 0; i < row->entity->field_count; i++) {
        buffer_clear(&listing->text);
        field_write(&listing->text, &row->entity->fields[i], &row->values[i], listing->numbers);
        csv_add(&listing->csv, listing->text.bytes);
    }
    csv_end_row(&listing->csv);
    return cli_flush(listing->cli);
}

static bool table_row(void *context, const struct row *row)
{
    struct listing *listing = context;
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if ((field->flags & FIELD_LISTED) == 0)
            continue;
        buffer_clear(&listing->text);
        if (field->type == FIELD_INTEGER) /* a year is not grouped */
            buffer_format(&listing->text, "%lld", (long long)row->values[i].integer);
        else
            field_show(&listing->text, field, &row->values[i], language_now());
        table_cell(&listing->table, listing->text.bytes);
    }
    return listing->cli->output_failed == 0;
}

static bool list_json(struct listing *listing, const struct query *query, struct error *error)
{
    json_begin(&listing->json, &listing->cli->out, true);
    json_open(&listing->json, '[');
    bool done = figures_each(listing->cli->session, query, json_row, listing, error);
    json_end(&listing->json);
    return done;
}

static bool list_csv(struct listing *listing, const struct query *query, struct error *error)
{
    bool dutch = listing->numbers == NUMBER_NL;
    csv_begin(&listing->csv, &listing->cli->out, ';', dutch);
    listing->csv.line_end = dutch ? "\r\n" : "\n";
    for (size_t i = 0; i < query->entity->field_count; i++)
        csv_add(&listing->csv, query->entity->fields[i].column);
    csv_end_row(&listing->csv);
    return figures_each(listing->cli->session, query, csv_row, listing, error);
}

static bool list_table(struct listing *listing, const struct query *query, struct error *error)
{
    table_init(&listing->table, listing->cli);
    list_columns(&listing->table, query->entity);
    bool done = figures_each(listing->cli->session, query, table_row, listing, error);
    table_end(&listing->table);
    return done;
}

bool reference_list(struct cli *cli, const struct entity *entity, struct error *error)
{
    struct listing listing = {.cli = cli, .text = BUFFER_EMPTY};
    struct query query = {.entity = entity, .order = -1};
    bool csv = cli_given(cli, CLI_CSV), json = cli_given(cli, CLI_JSON), given;
    if (csv && json)
        return cli_usage(cli, error, _("--csv and --json do not go together"));
    bool done = cli_numbers(cli, &listing.numbers, &given, error) &&
                list_query(cli, &query, error) &&
                (json  ? list_json(&listing, &query, error)
                 : csv ? list_csv(&listing, &query, error)
                       : list_table(&listing, &query, error));
    query_release(&query);
    buffer_release(&listing.text);
    return done;
}
