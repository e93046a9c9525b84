/* What stands beside an agenda item, from the shell. */
#include "meeting.h"
#include "table.h"
#include "wijk/domain/light.h"

static const struct {
    const char *value, *label;
} kinds[] = {
    [CONTEXT_FACT] = {"fact", N_("fact")},
    [CONTEXT_FIGURE] = {"figure", N_("figure")},
    [CONTEXT_MILESTONE] = {"milestone", N_("milestone")},
    [CONTEXT_PROBLEM] = {"problem", N_("problem")},
    [CONTEXT_ACTION] = {"action", N_("action")},
    [CONTEXT_DECISION] = {"decision", N_("decision")},
    [CONTEXT_LAST_TIME] = {"last time", N_("last time")},
};

static void print_json(struct cli *cli, const struct meeting_context *context)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < context->count; i++) {
        const struct meeting_context_line *line = &context->lines[i];
        char id[ID_TEXT_SIZE];
        id_format(line->row, id);
        json_open(&json, '{');
        json_member_known(&json, "kind", kinds[line->kind].value);
        json_member_known(&json, "entity",
                          line->entity == ENTITY_NONE ? NULL : entities[line->entity].table);
        json_member_known(&json, "id", id_is_none(line->row) ? NULL : id);
        json_member_known(&json, "code", line->code);
        json_member_known(&json, "text", line->text);
        json_member_known(&json, "details", line->details);
        json_member_known(&json, "light", light_value(line->light));
        json_close(&json);
    }
    json_end(&json);
}

static void print_table(struct cli *cli, const struct meeting_context *context)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, "", false);
    table_column(&table, _("Code"), false);
    table_column(&table, _("What"), false);
    table_column(&table, "", false);
    for (size_t i = 0; i < context->count; i++) {
        table_cell(&table, _(kinds[context->lines[i].kind].label));
        table_cell(&table, context->lines[i].code);
        table_cell(&table, context->lines[i].text);
        table_cell(&table, context->lines[i].details);
    }
    table_end(&table);
}

static bool find_item(struct cli *cli, struct id meeting, struct id *item, struct error *error)
{
    struct meeting_view view;
    if (cli_given(cli, CLI_ITEM))
        return meeting_item_numbered(cli, meeting, cli->given[CLI_ITEM], item, error);
    if (!meeting_load(cli->session, meeting, &view, error))
        return false;
    bool found = view.now != MEETING_NO_ITEM;
    if (found)
        *item = view.items[view.now].row.id;
    else
        error_set(error, ERROR_REFUSED, _("no item is talked about now: say which with --item"));
    meeting_view_release(&view);
    return found;
}

bool meeting_run_context(struct cli *cli, struct id meeting, struct error *error)
{
    struct meeting_context context;
    struct id item;
    if (!find_item(cli, meeting, &item, error) ||
        !meeting_context_load(cli->session, item, 0, &context, error))
        return false;
    if (cli_given(cli, CLI_JSON))
        print_json(cli, &context);
    else
        print_table(cli, &context);
    meeting_context_release(&context);
    return true;
}
