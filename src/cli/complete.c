/* complete: what was accepted and is still to be completed; and why a light is amber or red, asked
 * where there is somebody to answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "table.h"
#include "wijk/app/completing.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/light.h"

/* ---- the list ---- */

static const char *const kind_values[COMPLETING_COUNT] = {"light", "owner", "name", "source"};

static void print_item(struct json *json, const struct completing_item *item)
{
    char id[ID_TEXT_SIZE];
    id_format(item->row, id);
    json_open(json, '{');
    json_key(json, "kind");
    json_text(json, kind_values[item->kind]);
    json_key(json, "about");
    json_text(json, *item->code == '\0' ? item->title : item->code);
    json_key(json, "title");
    json_text(json, item->title);
    json_key(json, "reason");
    json_text(json, item->reason);
    json_key(json, "fields");
    json_open(json, '[');
    for (int i = 0; i < item->field_count; i++)
        json_text(json, item->fields[i]);
    json_close(json);
    json_key(json, "entity");
    json_text(json, entities[item->entity].table);
    json_key(json, "id");
    json_text(json, id);
    json_close(json);
}

static void print_json(struct cli *cli, const struct completing *list)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < list->count; i++)
        print_item(&json, &list->items[i]);
    json_end(&json);
}

static void print_table(struct cli *cli, const struct completing *list)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Code"), false);
    table_column(&table, _("Title"), false);
    table_column(&table, _("To complete"), false);
    for (size_t i = 0; i < list->count; i++) {
        table_cell(&table, list->items[i].code);
        table_cell(&table, list->items[i].title);
        table_cell(&table, list->items[i].reason);
    }
    table_end(&table);
}

bool run_complete(struct cli *cli, struct error *error)
{
    struct completing list;
    if (!completing_load(cli->session, NULL, &list, error))
        return false;
    if (cli_given(cli, CLI_JSON))
        print_json(cli, &list);
    else
        print_table(cli, &list);
    completing_release(&list);
    return true;
}

/* ---- why ---- */

static bool lights_differ(const struct row *before, const struct row *after)
{
    static const char *const columns[] = {"light", "light_time", "light_money", "light_quality"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (entity_field(after->entity, columns[i]) >= 0 &&
            !value_equal(row_value(before, columns[i]), row_value(after, columns[i])))
            return true;
    return false;
}

/* Asks for one; false: the answer is "later", for those behind it too. */
static bool ask(struct row *after, const char *column)
{
    char answer[FIELD_TEXT_LIMIT + 2];
    const struct field *field = &after->entity->fields[entity_field(after->entity, column)];
    fprintf(stderr, _("%s (%s; empty: later): "), _(field->label), _(field->help));
    if (fgets(answer, sizeof answer, stdin) == NULL)
        return false;
    answer[strcspn(answer, "\r\n")] = '\0';
    if (*answer == '\0')
        return false;
    row_set(after, column, value_text(answer));
    return true;
}

void cli_ask_why(struct cli *cli, const struct row *before, struct row *after)
{
    const char *lacks[LIGHT_WHY];
    int count = lights_differ(before, after) ? light_lacks(after, lacks) : 0;
    if (cli_given(cli, CLI_JSON) || isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0)
        return;
    for (int i = 0; i < count && ask(after, lacks[i]); i++)
        continue;
}

void cli_tell_why(struct cli *cli, const struct row *before, const struct row *after)
{
    const char *lacks[LIGHT_WHY];
    int count = lights_differ(before, after) ? light_lacks(after, lacks) : 0;
    if (count == 0 || cli_given(cli, CLI_JSON))
        return;
    struct buffer words = BUFFER_EMPTY;
    for (int i = 0; i < count; i++)
        buffer_format(&words, " %s=…", lacks[i]);
    cli_line(cli, _("still to be completed:%s ('wijk complete' lists it)"), words.bytes);
    buffer_release(&words);
}
