/* add, set, delete: rows changed from the command line. */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "wijk/app/exporting.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/problem.h"

bool cli_entity(struct cli *cli, const char *name, const struct entity **entity,
                struct error *error)
{
    *entity = entity_by_name(name);
    if (*entity != NULL)
        return true;
    struct buffer all = BUFFER_EMPTY;
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        buffer_format(&all, "%s%s", i > 0 ? ", " : "", entities[i].table);
    cli_usage(cli, error, _("there is no entity '%s'; there are: %s"), name, all.bytes);
    buffer_release(&all);
    return false;
}

/* ---- numbers ---- */

/* How to type a reading so that it is the only one: whole without grouping, or with a zero more. */
static void add_exact(struct buffer *out, double value, enum number_style style)
{
    size_t start = out->length;
    number_exact(out, value, style);
    const char *mark = strpbrk(out->bytes + start, ".,");
    if (mark != NULL && strlen(mark + 1) == 3)
        buffer_add_byte(out, '0');
}

bool cli_unambiguous(const char *label, const char *typed, struct error *error)
{
    struct number_reading reading;
    enum number_style style = number_style_of(language_now());
    if (!number_read(typed, style, &reading) || !reading.ambiguous)
        return true;
    struct buffer one = BUFFER_EMPTY, other = BUFFER_EMPTY;
    add_exact(&one, reading.value, style);
    add_exact(&other, reading.other, style);
    error_set(error, ERROR_INPUT,
              _("%s: '%s' can be read as %s and as %s; type it as one of these"), label, typed,
              one.bytes, other.bytes);
    buffer_release(&one);
    buffer_release(&other);
    return false;
}

/* An amount with the other language's decimal mark, as in "12,50" in English, can only mean one
 * thing: adds it with the mark of this language. */
static void add_amount(struct buffer *out, const char *typed)
{
    bool dutch = number_style_of(language_now()) == NUMBER_NL;
    const char *mark = strpbrk(typed, ".,");
    size_t digits = mark == NULL ? 0 : strspn(mark + 1, "0123456789");
    bool cents = (digits == 1 || digits == 2) && mark[1 + digits] == '\0';
    size_t at = mark == NULL ? 0 : out->length + (size_t)(mark - typed);
    buffer_add_text(out, typed);
    if (cents)
        out->bytes[at] = dutch ? ',' : '.';
}

/* ---- FIELD=VALUE ---- */

bool cli_assign(struct cli *cli, struct row *row, const char *typed, struct error *error)
{
    const char *equals = strchr(typed, '=');
    if (equals == NULL || equals == typed)
        return cli_usage(cli, error, _("'%s' is not of the form FIELD=VALUE"), typed);
    char *column = memory_bytes(typed, (size_t)(equals - typed));
    int at = entity_field_named(row->entity, column);
    const struct field *field = at < 0 ? NULL : &row->entity->fields[at];
    bool decimal = field != NULL && field->type == FIELD_DECIMAL;
    struct buffer value = BUFFER_EMPTY;
    if (field != NULL && field->type == FIELD_MONEY)
        add_amount(&value, equals + 1);
    else
        buffer_add_text(&value, equals + 1);
    bool done = (!decimal || cli_unambiguous(_(field->label), equals + 1, error)) &&
                rows_assign(cli->session, row, column, value.bytes, error);
    buffer_release(&value);
    free(column);
    return done;
}

static bool assign_all(struct cli *cli, struct row *row, int from, struct error *error)
{
    for (int i = from; i < cli->count; i++)
        if (cli->arguments[i] != NULL && !cli_assign(cli, row, cli->arguments[i], error))
            return false;
    return true;
}

/* ---- printing ---- */

bool cli_print_row(struct cli *cli, const char *format, const struct row *row, struct error *error)
{
    if (cli_given(cli, CLI_JSON)) {
        struct exporting *exporting = exporting_new(cli->session, error);
        if (exporting == NULL)
            return false;
        struct json json;
        json_begin(&json, &cli->out, true);
        exporting_json_row(exporting, &json, row);
        json_end(&json);
        exporting_free(exporting);
        return true;
    }
    struct buffer title = BUFFER_EMPTY;
    int at = entity_field(row->entity, row->entity->title);
    const char *code = row->entity->code == NULL ? NULL : row_text(row, row->entity->code);
    buffer_format(&title, "%s ", _(row->entity->label));
    if (code != NULL)
        buffer_format(&title, "%s ", code);
    rows_show(cli->session, row, &row->entity->fields[at], &row->values[at], &title);
    cli_line(cli, format, title.bytes);
    buffer_release(&title);
    if (cli_given(cli, CLI_DRY))
        cli_print_fields(cli, row);
    return true;
}

/* ---- add ---- */

/* `goal=CODE` of a new effort is no field: it is linked to that goal in the same act. Takes the
 * argument out of the row's. */
static bool find_goal(struct cli *cli, const struct entity *entity, struct id *goal,
                      struct error *error)
{
    *goal = (struct id){{0}};
    for (int i = 1; entity->kind == ENTITY_EFFORT && i < cli->count; i++)
        if (strncmp(cli->arguments[i], "goal=", 5) == 0) {
            const char *typed = cli->arguments[i] + 5;
            cli->arguments[i] = NULL;
            return rows_find(cli->session, ENTITY_GOAL, typed, goal, error);
        }
    return true;
}

static bool add(struct cli *cli, struct row *row, struct error *error)
{
    struct id goal, none = {{0}};
    if (!find_goal(cli, row->entity, &goal, error) || !assign_all(cli, row, 1, error))
        return false;
    const char *belongs = row->entity->belongs;
    bool by_reference = belongs != NULL && row->entity->kind != ENTITY_COMMENT;
    if (!rows_prepare(cli->session, row, by_reference ? row_reference(row, belongs) : none, error))
        return false;
    bool added = id_is_none(goal) ? rows_add(cli->session, row, error)
                                  : rows_add_effort(cli->session, row, goal, error);
    return added &&
           cli_print_row(cli, cli_given(cli, CLI_DRY) ? _("Would add: %s") : _("Added: %s"), row,
                         error);
}

bool run_add(struct cli *cli, struct error *error)
{
    const struct entity *entity;
    if (!cli_entity(cli, cli->arguments[0], &entity, error))
        return false;
    if (cli->count < 2)
        return cli_usage(cli, error, _("add needs at least one FIELD=VALUE"));
    struct row row;
    row_init(&row, entity->kind);
    bool done = add(cli, &row, error);
    row_release(&row);
    return done;
}

/* ---- set ---- */

static bool found_one(void *context, const struct row *row)
{
    (void)row;
    *(bool *)context = true;
    return false;
}

/* A problem changes its status by the rules of its workflow only. */
static bool check_status(struct cli *cli, const struct row *before, const struct row *after,
                         struct error *error)
{
    const char *to = row_text(after, "status");
    struct problem_change change = {0};
    if (to == NULL || !problem_status_of(row_text(before, "status"), &change.from) ||
        !problem_status_of(to, &change.to) || change.from == change.to)
        return true;
    struct query query;
    query_init(&query, ENTITY_COMMENT);
    bool read = query_add(&query, "row", QUERY_EQUAL, value_id(before->id), error) &&
                rows_each(cli->session, &query, found_one, &change.has_reason, error);
    query_release(&query);
    change.has_owner = !id_is_none(row_reference(after, "owner")) ||
                       !id_is_none(row_reference(after, "owner_person"));
    change.has_waiting_for = row_text(after, "waiting_for") != NULL;
    return read && problem_check_change(&change, error);
}

static const char *change_told(struct cli *cli, const struct row *before, const struct row *after)
{
    return row_same(before, after)   ? _("It was so already: %s")
           : cli_given(cli, CLI_DRY) ? _("Would change: %s")
                                     : _("Changed: %s");
}

static bool change(struct cli *cli, const struct row *before, struct row *after,
                   struct error *error)
{
    if (!assign_all(cli, after, 1, error))
        return false;
    cli_ask_why(cli, before, after);
    if ((before->entity->kind == ENTITY_PROBLEM && !check_status(cli, before, after, error)) ||
        !rows_change(cli->session, before, after, error))
        return false;
    if (!cli_print_row(cli, change_told(cli, before, after), after, error))
        return false;
    cli_tell_why(cli, before, after);
    return true;
}

static bool find(struct cli *cli, enum entity_kind *kind, struct id *id, struct row *row,
                 struct error *error)
{
    return rows_find_code(cli->session, cli->arguments[0], kind, id, error) &&
           rows_get(cli->session, *kind, *id, row, error);
}

bool run_set(struct cli *cli, struct error *error)
{
    enum entity_kind kind;
    struct id id;
    struct row before, after;
    if (!find(cli, &kind, &id, &before, error))
        return false;
    row_copy(&after, &before);
    bool done = change(cli, &before, &after, error);
    row_release(&before);
    row_release(&after);
    return done;
}

/* ---- delete ---- */

bool run_delete(struct cli *cli, struct error *error)
{
    enum entity_kind kind;
    struct id id;
    struct row row;
    long also = 0;
    if (!find(cli, &kind, &id, &row, error))
        return false;
    bool dry = cli_given(cli, CLI_DRY);
    bool done = rows_delete(cli->session, kind, id, &also, error) &&
                cli_print_row(cli, dry ? _("Would delete: %s") : _("Deleted: %s"), &row, error);
    if (done && also > 0 && !cli_given(cli, CLI_JSON))
        cli_line(cli,
                 ngettext("and %ld row that belongs to it", "and %ld rows that belong to it",
                          (unsigned long)also),
                 also);
    row_release(&row);
    return done;
}
