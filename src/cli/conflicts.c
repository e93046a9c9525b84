/* conflicts and resolve. */
#include <stdlib.h>
#include <string.h>

#include "packs.h"
#include "wijk/app/disagreements.h"
#include "wijk/app/rows.h"

/* ---- conflicts ---- */

static void json_value(struct json *json, const struct disagreement_value *value)
{
    char at[MOMENT_TEXT_SIZE];
    moment_iso(value->at, at);
    json_open(json, '{');
    json_key(json, "value");
    json_text(json, *value->text == '\0' ? NULL : value->text);
    json_key(json, "person");
    json_text(json, *value->person == '\0' ? NULL : value->person);
    json_key(json, "site");
    json_text(json, value->site_name);
    json_key(json, "own");
    json_boolean(json, value->own);
    json_key(json, "at");
    json_text(json, at);
    json_key(json, "act");
    json_integer(json, value->act);
    json_key(json, "shown");
    json_boolean(json, value->shown);
    json_close(json);
}

void packs_json_disagreements(struct json *json, const char *key,
                              const struct disagreements *disagreements)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < disagreements->list.count; i++) {
        const struct disagreement *one = &disagreements->list.items[i];
        char id[ID_TEXT_SIZE];
        id_format(one->row, id);
        json_open(json, '{');
        json_key(json, "entity");
        json_text(json, one->kind == ENTITY_NONE ? NULL : entities[one->kind].table);
        json_key(json, "id");
        json_text(json, id);
        json_key(json, "title");
        json_text(json, one->title);
        json_key(json, "field");
        json_text(json, one->column);
        json_key(json, "values");
        json_open(json, '[');
        for (size_t j = 0; j < one->values.count; j++)
            json_value(json, &one->values.items[j]);
        json_close(json);
        json_close(json);
    }
    json_close(json);
}

void packs_print_disagreements(struct cli *cli, const struct disagreements *disagreements)
{
    for (size_t i = 0; i < disagreements->list.count; i++) {
        const struct disagreement *one = &disagreements->list.items[i];
        cli_line(cli, _("%s – %s (%s): people disagree"), one->title, one->label, one->column);
        for (size_t j = 0; j < one->values.count; j++) {
            const struct disagreement_value *value = &one->values.items[j];
            struct buffer at = BUFFER_EMPTY;
            moment_format(&at, value->at, language_now());
            cli_line(cli, value->shown ? "  * %s – %s, %s, %s" : "    %s – %s, %s, %s",
                     *value->text == '\0' ? "–" : value->text,
                     *value->person == '\0' ? "?" : value->person, value->site_name, at.bytes);
            buffer_release(&at);
        }
    }
}

static void json_conflicts(struct cli *cli, const struct disagreements *disagreements,
                           const struct doubles *doubles)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    packs_json_disagreements(&json, "disagreements", disagreements);
    json_key(&json, "doubles");
    json_open(&json, '[');
    for (size_t i = 0; i < doubles->list.count; i++) {
        const struct doubles_pair *pair = &doubles->list.items[i];
        char id[ID_TEXT_SIZE];
        json_open(&json, '{');
        json_key(&json, "entity");
        json_text(&json, entities[pair->kind].table);
        json_key(&json, "likeness");
        json_real(&json, pair->likeness);
        json_key(&json, "keep");
        json_text(&json, pair->keep_title);
        json_key(&json, "keep_id");
        id_format(pair->keep, id);
        json_text(&json, id);
        json_key(&json, "double");
        json_text(&json, pair->row_title);
        json_key(&json, "double_id");
        id_format(pair->row, id);
        json_text(&json, id);
        json_close(&json);
    }
    json_end(&json);
}

static void print_doubles(struct cli *cli, const struct doubles *doubles)
{
    for (size_t i = 0; i < doubles->list.count; i++) {
        const struct doubles_pair *pair = &doubles->list.items[i];
        char row[ID_TEXT_SIZE], keep[ID_TEXT_SIZE];
        id_format(pair->row, row);
        id_format(pair->keep, keep);
        cli_line(cli, _("%s '%s' may be the same as '%s': wijk merge %s %s"),
                 _(entities[pair->kind].label), pair->row_title, pair->keep_title, row, keep);
    }
}

bool run_conflicts(struct cli *cli, struct error *error)
{
    static const struct id none;
    struct disagreements disagreements;
    struct doubles doubles;
    if (!disagreements_list(cli->session, none, 0, &disagreements, error))
        return false;
    bool done = doubles_find(cli->session, &doubles, error);
    if (done && cli_given(cli, CLI_JSON)) {
        json_conflicts(cli, &disagreements, &doubles);
    } else if (done) {
        packs_print_disagreements(cli, &disagreements);
        print_doubles(cli, &doubles);
        if (disagreements.list.count == 0)
            cli_line(cli, "%s", _("Nobody disagrees"));
    }
    if (done)
        doubles_release(&doubles);
    disagreements_release(&disagreements);
    return done;
}

/* ---- resolve ---- */

static bool read_side(struct cli *cli, const char *typed, struct disagreement_choice *choice,
                      struct error *error)
{
    static const char *const words[] = {"mine", "theirs", "latest"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], typed) == 0) {
            choice->side = (enum disagreement_side)i;
            return true;
        }
    }
    choice->side = DISAGREE_SITE;
    return exchange_find_site(cli->session, typed, &choice->site, error);
}

static bool report(struct cli *cli, long settled)
{
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '{');
        json_key(&json, "settled");
        json_integer(&json, settled);
        json_end(&json);
        return true;
    }
    cli_line(cli,
             cli_given(cli, CLI_DRY)
                 ? ngettext("Would settle %ld disagreement", "Would settle %ld disagreements",
                            (unsigned long)settled)
                 : ngettext("Settled %ld disagreement", "Settled %ld disagreements",
                            (unsigned long)settled),
             settled);
    return true;
}

/* One field, "FIELD=VALUE" or "FIELD" with --take; the names are owned by the caller. */
static bool read_field(struct cli *cli, const char *typed, struct disagreement_choice *choice,
                       char **name, struct error *error)
{
    const char *equals = strchr(typed, '=');
    const struct entity *entity = &entities[choice->kind];
    size_t length = equals == NULL ? strlen(typed) : (size_t)(equals - typed);
    *name = memory_bytes(typed, length);
    int at = entity_field_named(entity, *name);
    if (at < 0 && strcmp(*name, "deleted") != 0)
        return cli_usage(cli, error, _("%s has no field '%s'"), _(entity->label), *name);
    choice->column = at < 0 ? "deleted" : entity->fields[at].column;
    choice->typed = equals == NULL ? NULL : equals + 1;
    if (equals == NULL && !cli_given(cli, CLI_TAKE))
        return cli_usage(cli, error, _("say FIELD=VALUE, or --take and whose value"));
    return true;
}

static bool settle(struct cli *cli, struct disagreement_choice *choices, char **names,
                   struct error *error)
{
    struct disagreement_choice base = {.kind = ENTITY_NONE};
    int count = cli->count == 1 ? 1 : cli->count - 1;
    long settled;
    if (cli_given(cli, CLI_TAKE) && !read_side(cli, cli->given[CLI_TAKE], &base, error))
        return false;
    if (!rows_find_code(cli->session, cli->arguments[0], &base.kind, &base.row, error))
        return false;
    if (cli->count == 1 && !cli_given(cli, CLI_TAKE))
        return cli_usage(cli, error, _("say FIELD=VALUE, or --take and whose value"));
    for (int i = 0; i < count; i++) {
        choices[i] = base;
        if (cli->count > 1 &&
            !read_field(cli, cli->arguments[i + 1], &choices[i], &names[i], error))
            return false;
    }
    return disagreements_settle(cli->session, choices, (size_t)count, &settled, error) &&
           report(cli, settled);
}

bool run_resolve(struct cli *cli, struct error *error)
{
    if (cli_given(cli, CLI_ALL)) {
        struct disagreement_choice choice = {.kind = ENTITY_NONE};
        long settled;
        if (cli->count > 0)
            return cli_usage(cli, error, _("--all is about everything: it takes no CODE"));
        return read_side(cli, cli->given[CLI_ALL], &choice, error) &&
               disagreements_settle_all(cli->session, choice.side, choice.site, &settled, error) &&
               report(cli, settled);
    }
    if (cli->count == 0)
        return cli_usage(cli, error, _("resolve needs CODE, or --all"));
    struct disagreement_choice *choices = memory_array((size_t)cli->count, sizeof *choices);
    char **names = memory_array((size_t)cli->count, sizeof *names);
    bool done = settle(cli, choices, names, error);
    for (int i = 0; i < cli->count; i++)
        free(names[i]);
    free(names);
    free(choices);
    return done;
}
