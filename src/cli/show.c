/* show: one row, what follows from it, and everything linked to it. */
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "wijk/app/exporting.h"
#include "wijk/app/measuring.h"
#include "wijk/app/rows.h"

struct showing {
    struct cli *cli;
    const struct row *row;
    struct rows_links found;
    struct exporting *exporting;
    struct json json;
    struct table table;
    VECTOR(struct id) shown; /* of the entity that is being shown: a row can be linked twice */
};

static bool once(struct showing *showing, struct id id)
{
    for (size_t i = 0; i < showing->shown.count; i++)
        if (id_equal(showing->shown.items[i], id))
            return false;
    *VECTOR_PUSH(&showing->shown) = id;
    return true;
}

static bool linked_row(void *context, const struct row *row)
{
    struct showing *showing = context;
    if (!once(showing, row->id))
        return true;
    if (showing->exporting != NULL)
        exporting_json_row(showing->exporting, &showing->json, row);
    else
        list_row(showing->cli, &showing->table, row);
    return cli_flush(showing->cli);
}

/* The rows of the kind that refer to the row, by whichever field. */
static bool each_linked(struct showing *showing, enum entity_kind kind, struct error *error)
{
    bool done = true;
    showing->shown.count = 0;
    for (size_t i = 0; done && i < showing->found.count; i++) {
        const struct rows_link *link = &showing->found.links[i];
        if (link->kind != kind)
            continue;
        struct query query;
        query_init(&query, kind);
        done = query_add(&query, entities[kind].fields[link->field].column, QUERY_EQUAL,
                         value_id(showing->row->id), error) &&
               rows_each(showing->cli->session, &query, linked_row, showing, error);
        query_release(&query);
    }
    return done;
}

static bool is_linked(const struct showing *showing, enum entity_kind kind)
{
    for (size_t i = 0; i < showing->found.count; i++)
        if (showing->found.links[i].kind == kind && showing->found.links[i].count > 0)
            return true;
    return false;
}

/* ---- JSON ---- */

static bool may_link(const struct showing *showing, enum entity_kind kind)
{
    for (size_t i = 0; i < entities[kind].field_count; i++) {
        const struct field *field = &entities[kind].fields[i];
        if (field->type == FIELD_ROW ||
            (field->type == FIELD_REFERENCE && field->refers_to == showing->row->entity->kind))
            return true;
    }
    return false;
}

static bool json_judgement(struct showing *showing, struct error *error)
{
    struct indicator_view view;
    if (showing->row->entity->kind != ENTITY_INDICATOR)
        return true;
    if (!indicator_view_load(showing->cli->session, showing->row->id, &view, error))
        return false;
    json_key(&showing->json, "light");
    json_text(&showing->json, light_value(view.light));
    json_key(&showing->json, "reason");
    json_text(&showing->json, view.reason);
    indicator_view_release(&view);
    return true;
}

/* One object; what is linked stands under the table name of its entity, also when there is none,
 * so that scripts need not ask. */
static bool show_json(struct showing *showing, struct error *error)
{
    struct json *json = &showing->json;
    showing->exporting = exporting_new(showing->cli->session, error);
    if (showing->exporting == NULL)
        return false;
    json_begin(json, &showing->cli->out, true);
    json_open(json, '{');
    exporting_json_fields(showing->exporting, json, showing->row);
    bool done = json_judgement(showing, error);
    for (size_t kind = 0; done && kind < ENTITY_COUNT; kind++) {
        if (!may_link(showing, (enum entity_kind)kind))
            continue;
        json_key(json, entities[kind].table);
        json_open(json, '[');
        done = each_linked(showing, (enum entity_kind)kind, error);
        json_close(json);
    }
    json_end(json);
    exporting_free(showing->exporting);
    return done;
}

/* ---- for people ---- */

void cli_print_fields(struct cli *cli, const struct row *row)
{
    struct table table;
    struct buffer text = BUFFER_EMPTY;
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Field"), false);
    table_column(&table, _("Value"), false);
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if (value_is_none(&row->values[i]) || (field->flags & FIELD_HIDDEN) != 0)
            continue;
        buffer_clear(&text);
        rows_show(cli->session, row, field, &row->values[i], &text);
        table_cell(&table, _(field->label));
        table_cell(&table, text.bytes);
    }
    table_end(&table);
    buffer_release(&text);
}

static bool print_judgement(struct showing *showing, struct error *error)
{
    struct indicator_view view;
    if (showing->row->entity->kind != ENTITY_INDICATOR)
        return true;
    if (!indicator_view_load(showing->cli->session, showing->row->id, &view, error))
        return false;
    cli_line(showing->cli, "%s %s", light_glyph(view.light), view.reason);
    cli_line(showing->cli, "%s", view.summary);
    indicator_view_release(&view);
    return true;
}

static bool show_text(struct showing *showing, struct error *error)
{
    struct cli *cli = showing->cli;
    const struct row *row = showing->row;
    struct buffer title = BUFFER_EMPTY;
    rows_title(cli->session, row->entity->kind, row->id, &title);
    cli_line(cli, "%s: %s", _(row->entity->label), title.bytes);
    buffer_release(&title);
    bool done = print_judgement(showing, error);
    cli_print_fields(cli, row);
    for (size_t kind = 0; done && kind < ENTITY_COUNT; kind++) {
        if (!is_linked(showing, (enum entity_kind)kind))
            continue;
        cli_line(cli, "\n%s", _(entities[kind].plural));
        table_init(&showing->table, cli);
        showing->table.indent = 2;
        list_columns(&showing->table, &entities[kind]);
        done = each_linked(showing, (enum entity_kind)kind, error);
        table_end(&showing->table);
    }
    return done;
}

bool run_show(struct cli *cli, struct error *error)
{
    enum entity_kind kind;
    struct id id;
    struct row row;
    if (!rows_find_code(cli->session, cli->arguments[0], &kind, &id, error) ||
        !rows_get(cli->session, kind, id, &row, error))
        return false;
    struct showing showing = {.cli = cli, .row = &row};
    bool done =
        rows_links(cli->session, kind, id, &showing.found, error) &&
        (cli_given(cli, CLI_JSON) ? show_json(&showing, error) : show_text(&showing, error));
    free(showing.shown.items);
    row_release(&row);
    return done;
}
