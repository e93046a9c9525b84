/* erase. */
#include "command.h"
#include "wijk/app/erasing.h"
#include "wijk/app/rows.h"

static void json_erased(struct cli *cli, const struct erased *erased)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "acts");
    json_integer(&json, erased->acts);
    json_key(&json, "report");
    json_open(&json, '[');
    for (size_t i = 0; i < erased->lines.count; i++)
        json_text(&json, erased->lines.items[i]);
    json_end(&json);
}

bool run_erase(struct cli *cli, struct error *error)
{
    struct erasing erasing = {.why = cli->given[CLI_WHY]};
    struct erased erased;
    if (erasing.why == NULL)
        return cli_usage(cli, error, _("--why TEXT is missing: why must it be erased?"));
    if (!rows_find_code(cli->session, cli->arguments[0], &erasing.kind, &erasing.id, error))
        return false;
    const struct entity *entity = &entities[erasing.kind];
    int at = entity_field_named(entity, cli->arguments[1]);
    if (at < 0)
        return cli_usage(cli, error, _("%s has no field '%s'"), _(entity->label),
                         cli->arguments[1]);
    erasing.column = entity->fields[at].column;
    bool done = erasing_field(cli->session, &erasing, &erased, error);
    if (done && cli_given(cli, CLI_JSON))
        json_erased(cli, &erased);
    for (size_t i = 0; done && !cli_given(cli, CLI_JSON) && i < erased.lines.count; i++)
        cli_line(cli, "%s", erased.lines.items[i]);
    erased_release(&erased);
    return done;
}
