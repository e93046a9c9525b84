/* list reference_figure and reference_variable, row by row. */
#include "list.h"
#include "reference.h"
#include "wijk/app/figures.h"

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

static void csv_header(struct csv_writer *csv, const struct entity *entity)
{
    for (size_t i = 0; i < entity->field_count; i++)
        csv_add(csv, entity->fields[i].column);
    csv_end_row(csv);
}

bool reference_list(struct cli *cli, const struct entity *entity, struct error *error)
{
    static const struct list_rows rows = {figures_each, csv_header, json_row, csv_row, table_row};
    struct query query = {.entity = entity, .order = -1};
    bool done = list_query(cli, &query, error) && list_print_rows(cli, &query, &rows, error);
    query_release(&query);
    return done;
}
