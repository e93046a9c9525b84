/* wijk publish DIR: the public monitor as a static site. */
#include "command.h"
#include "wijk/app/publishing.h"

static void print_result(struct cli *cli, const char *folder, const struct publish_result *result)
{
    cli_line(cli, _("Published to %s: files new or changed: %ld, the same as before: %ld"), folder,
             result->written, result->kept);
    cli_line(cli, _("Public: programmes: %ld, goals: %ld, indicators: %ld"), result->programmes,
             result->goals, result->indicators);
    if (result->changed > 0)
        cli_line(cli,
                 ngettext("%ld row changed since the last edition",
                          "%ld rows changed since the last edition",
                          (unsigned long)result->changed),
                 result->changed);
    if (result->programmes == 0)
        cli_line(cli, "%s", _("No programme is public yet: a programme is, once it is adopted."));
}

static void json_result(struct cli *cli, const char *folder, const struct publish_result *result)
{
    const struct {
        const char *key;
        long value;
    } counts[] = {{"written", result->written},       {"kept", result->kept},
                  {"programmes", result->programmes}, {"goals", result->goals},
                  {"indicators", result->indicators}, {"changed", result->changed}};
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "folder");
    json_text(&json, folder);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        json_key(&json, counts[i].key);
        json_integer(&json, counts[i].value);
    }
    json_end(&json);
}

bool run_publish(struct cli *cli, struct error *error)
{
    struct publish_options options = {.folder = cli->arguments[0]};
    struct publish_result result;
    if (!publishing_run(cli->session, &options, &result, error))
        return false;
    if (cli_given(cli, CLI_JSON))
        json_result(cli, options.folder, &result);
    else
        print_result(cli, options.folder, &result);
    return true;
}
