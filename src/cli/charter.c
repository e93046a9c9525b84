/* charter: the agreements between city and national government, and what is missing. */
#include "wijk/app/charter.h"
#include <string.h>

#include "command.h"
#include "table.h"
#include "wijk/app/rows.h"
#include "wijk/base/text.h"

/* ---- pieces ---- */

static void json_light(struct json *json, enum light light)
{
    json_member_known(json, "light",
                      light == LIGHT_GREY || light == LIGHT_COUNT ? NULL : light_value(light));
}

static void json_gaps(struct json *json, unsigned gaps)
{
    static const struct {
        enum charter_gap gap;
        const char *name;
    } names[] = {{CHARTER_NO_EFFORT, "no effort"},
                 {CHARTER_BLOCKED, "blocked"},
                 {CHARTER_DUE_SOON, "due soon"}};
    json_key(json, "gaps");
    json_open(json, '[');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((gaps & names[i].gap) != 0)
            json_text(json, names[i].name);
    json_close(json);
}

static void name_of(struct cli *cli, const struct row *row, const char *column, struct buffer *out)
{
    const struct field *field = &row->entity->fields[entity_field(row->entity, column)];
    rows_show(cli->session, row, field, row_value(row, column), out);
}

static void cell_number(struct table *table, int number)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%d", number);
    table_cell(table, text.bytes);
    buffer_release(&text);
}

/* ---- list and gaps ---- */

static void json_agreement(struct cli *cli, struct json *json,
                           const struct charter_agreement *agreement)
{
    const struct row *row = &agreement->row;
    struct buffer theme = BUFFER_EMPTY;
    struct id id = row_reference(row, "theme");
    if (!id_is_none(id))
        rows_code(cli->session, ENTITY_THEME, id, &theme);
    json_member_known(json, "code", row_text(row, "code"));
    json_member_integer(json, "number", (int)row_integer(row, "number", 0));
    json_member_known(json, "text", row_text(row, "text"));
    json_member_known(json, "theme", theme.bytes);
    json_member_known(json, "ministry", agreement->ministry);
    json_member_known(json, "due", row_text(row, "due"));
    json_member_known(json, "status", row_text(row, "status"));
    json_member_integer(json, "efforts", agreement->efforts);
    json_member_integer(json, "blockers", agreement->blockers);
    json_light(json, agreement->light);
    json_gaps(json, agreement->gaps);
    buffer_release(&theme);
}

static void list_json(struct cli *cli, const struct charter *charter, bool gaps)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < charter->agreements.count; i++) {
        if (gaps && charter->agreements.items[i].gaps == 0)
            continue;
        json_open(&json, '{');
        json_agreement(cli, &json, &charter->agreements.items[i]);
        json_close(&json);
    }
    json_end(&json);
}

static void list_table(struct cli *cli, const struct charter *charter, bool gaps)
{
    struct table table;
    struct buffer text = BUFFER_EMPTY;
    table_init(&table, cli);
    table_column(&table, _("Code"), false);
    table_column(&table, _("Due"), false);
    table_column(&table, _("Status"), false);
    table_column(&table, _("Ministry"), false);
    table_column(&table, _("Efforts"), true);
    table_column(&table, _("Missing"), false);
    table_column(&table, _("Text"), false);
    for (size_t i = 0; i < charter->agreements.count; i++) {
        const struct charter_agreement *agreement = &charter->agreements.items[i];
        if (gaps && agreement->gaps == 0)
            continue;
        const char *code = row_text(&agreement->row, "code");
        table_cell(&table, code == NULL ? "" : code);
        buffer_clear(&text);
        name_of(cli, &agreement->row, "due", &text);
        table_cell(&table, text.bytes);
        buffer_clear(&text);
        name_of(cli, &agreement->row, "status", &text);
        table_cell(&table, text.bytes);
        table_cell(&table, agreement->ministry);
        cell_number(&table, agreement->efforts);
        buffer_clear(&text);
        charter_gap_words(&text, agreement->gaps);
        table_cell(&table, text.bytes);
        table_cell(&table, row_text(&agreement->row, "text"));
    }
    table_end(&table);
    buffer_release(&text);
}

/* ---- the matrix ---- */

static void matrix_json(const struct charter *charter, struct cli *cli)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < charter->agreements.count; i++) {
        json_open(&json, '{');
        json_agreement(cli, &json, &charter->agreements.items[i]);
        json_key(&json, "neighbourhoods");
        json_open(&json, '[');
        for (size_t c = 0; c < charter->places.count; c++) {
            const struct charter_cell *cell = charter_cell(charter, i, c);
            json_open(&json, '{');
            json_member_known(&json, "area", charter->places.items[c].name);
            json_member_integer(&json, "efforts", cell->efforts);
            json_member_integer(&json, "blockers", cell->blockers);
            json_light(&json, cell->light);
            json_key(&json, "linked");
            json_boolean(&json, cell->linked);
            json_close(&json);
        }
        json_close(&json);
        json_close(&json);
    }
    json_end(&json);
}

/* "▲ 3 ‼": the worst light, how many efforts, whether something is in the way. */
static void cell_text(const struct charter_cell *cell, struct buffer *out)
{
    if (cell->efforts > 0)
        buffer_format(out, "%s %d", light_glyph(cell->light), cell->efforts);
    else if (cell->linked)
        buffer_add_text(out, _("none"));
    if (cell->blockers > 0)
        buffer_add_text(out, " ‼");
}

static void matrix_table(const struct charter *charter, struct cli *cli)
{
    struct table table;
    struct buffer text = BUFFER_EMPTY;
    size_t most = TABLE_COLUMNS - 2;
    size_t shown = charter->places.count < most ? charter->places.count : most;
    table_init(&table, cli);
    table_column(&table, _("Code"), false);
    table_column(&table, "", false);
    for (size_t c = 0; c < shown; c++)
        table_column(&table, charter->places.items[c].name, false);
    for (size_t i = 0; i < charter->agreements.count; i++) {
        const struct charter_agreement *agreement = &charter->agreements.items[i];
        const char *code = row_text(&agreement->row, "code");
        table_cell(&table, code == NULL ? "" : code);
        table_cell(&table, charter_gap_sign(agreement->gaps));
        for (size_t c = 0; c < shown; c++) {
            buffer_clear(&text);
            cell_text(charter_cell(charter, i, c), &text);
            table_cell(&table, text.bytes);
        }
    }
    table_end(&table);
    buffer_release(&text);
    if (shown < charter->places.count)
        cli_line(cli,
                 ngettext("%zu neighbourhood more; --json prints them all",
                          "%zu neighbourhoods more; --json prints them all",
                          (unsigned long)(charter->places.count - shown)),
                 charter->places.count - shown);
}

static bool print_charter(struct cli *cli, const char *what, struct error *error)
{
    struct charter charter;
    bool json = cli_given(cli, CLI_JSON), gaps = strcmp(what, "gaps") == 0;
    if (!charter_load(cli->session, cli->given[CLI_WHERE], &charter, error))
        return false;
    if (strcmp(what, "matrix") == 0)
        (json ? matrix_json : matrix_table)(&charter, cli);
    else
        (json ? list_json : list_table)(cli, &charter, gaps);
    charter_release(&charter);
    return true;
}

/* ---- blockers ---- */

static void obstacle_json(struct json *json, const struct charter_obstacle *obstacle)
{
    json_open(json, '{');
    json_member_known(json, "ministry", obstacle->ministry);
    json_member_known(json, "agreement", obstacle->code);
    json_member_known(json, "text", obstacle->text);
    json_member_known(json, "problem", obstacle->problem_code);
    json_member_known(json, "title", obstacle->title);
    json_member_known(json, "area", obstacle->where);
    json_member_integer(json, "severity", obstacle->severity);
    json_member_known(json, "words", obstacle->level);
    json_close(json);
}

static void print_obstacles(struct cli *cli, const struct charter_obstacles *obstacles)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Ministry"), false);
    table_column(&table, _("Code"), false);
    table_column(&table, _("Problem"), false);
    table_column(&table, _("Area"), false);
    table_column(&table, _("State"), false);
    table_column(&table, _("Title"), false);
    for (size_t i = 0; i < obstacles->items.count; i++) {
        const struct charter_obstacle *obstacle = &obstacles->items.items[i];
        table_cell(&table, obstacle->ministry);
        table_cell(&table, obstacle->code);
        table_cell(&table, obstacle->problem_code);
        table_cell(&table, obstacle->where);
        table_cell(&table, obstacle->level);
        table_cell(&table, obstacle->title);
    }
    table_end(&table);
}

static bool print_blockers(struct cli *cli, struct error *error)
{
    struct charter_obstacles obstacles;
    if (!charter_obstacles_load(cli->session, &obstacles, error))
        return false;
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '[');
        for (size_t i = 0; i < obstacles.items.count; i++)
            obstacle_json(&json, &obstacles.items.items[i]);
        json_end(&json);
    } else {
        print_obstacles(cli, &obstacles);
    }
    charter_obstacles_release(&obstacles);
    return true;
}

/* ---- one agreement ---- */

static bool find_agreement(struct cli *cli, struct id *id, struct error *error)
{
    if (cli->count < 2)
        return cli_usage(cli, error, _("which agreement? C-12, or 12"));
    const char *typed = cli->arguments[1];
    struct buffer code = BUFFER_EMPTY;
    bool digits = *typed != '\0' && strspn(typed, "0123456789") == strlen(typed);
    buffer_format(&code, "%s%s", digits ? "C-" : "", typed);
    bool found = rows_find(cli->session, ENTITY_AGREEMENT, code.bytes, id, error);
    buffer_release(&code);
    return found;
}

static const char *const part_keys[CHARTER_PARTS] = {
    [CHARTER_PLACES] = "areas",     [CHARTER_GOALS] = "goals",       [CHARTER_EFFORTS] = "efforts",
    [CHARTER_FIGURES] = "figures",  [CHARTER_PROBLEMS] = "blockers", [CHARTER_HISTORY] = "history",
    [CHARTER_MEETINGS] = "meetings"};

static void sheet_json(struct cli *cli, const struct charter_sheet *sheet)
{
    struct json json;
    const struct row *row = &sheet->agreement;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_member_known(&json, "code", row_text(row, "code"));
    json_member_known(&json, "text", row_text(row, "text"));
    json_member_known(&json, "theme", sheet->theme);
    json_member_known(&json, "ministry", sheet->ministry);
    json_member_known(&json, "city_lead", sheet->lead);
    json_member_known(&json, "due", row_text(row, "due"));
    json_member_known(&json, "status", row_text(row, "status"));
    json_member_known(&json, "note", row_text(row, "note"));
    json_gaps(&json, sheet->gaps);
    json_member_known(&json, "question", sheet->question);
    for (int part = 0; part < CHARTER_PARTS; part++) {
        json_key(&json, part_keys[part]);
        json_open(&json, '[');
        for (size_t i = 0; i < sheet->lines.count; i++) {
            const struct charter_line *line = &sheet->lines.items[i];
            if ((int)line->part != part)
                continue;
            json_open(&json, '{');
            json_member_known(&json, part == CHARTER_HISTORY ? "on" : "code", line->code);
            json_member_known(&json, part == CHARTER_HISTORY ? "status" : "title", line->title);
            json_member_known(&json, part == CHARTER_HISTORY ? "person" : "words", line->words);
            json_member_known(&json, "area", line->where);
            json_light(&json, line->light);
            json_close(&json);
        }
        json_close(&json);
    }
    json_end(&json);
}

static void sheet_line(struct cli *cli, const struct charter_line *line)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "  %s", line->light == LIGHT_COUNT ? "·" : light_glyph(line->light));
    const char *const parts[] = {line->code, line->title, line->where};
    for (size_t i = 0; i < 3; i++)
        if (*parts[i] != '\0')
            buffer_format(&text, " %s", parts[i]);
    if (*line->words != '\0')
        buffer_format(&text, " — %s", line->words);
    cli_line(cli, "%s", text.bytes);
    buffer_release(&text);
}

static void sheet_text(struct cli *cli, const struct charter_sheet *sheet)
{
    cli_line(cli, "%s", sheet->title);
    cli_line(cli, "%s · %s · %s · %s", sheet->state, sheet->theme, sheet->ministry, sheet->lead);
    if (row_text(&sheet->agreement, "note") != NULL)
        cli_line(cli, "%s", row_text(&sheet->agreement, "note"));
    for (int part = 0; part < CHARTER_PARTS; part++) {
        size_t count = 0;
        const char *empty = charter_part_empty((enum charter_part)part);
        for (size_t i = 0; i < sheet->lines.count; i++) {
            if ((int)sheet->lines.items[i].part != part)
                continue;
            if (count++ == 0)
                cli_line(cli, "\n%s", _(charter_part_title((enum charter_part)part)));
            sheet_line(cli, &sheet->lines.items[i]);
        }
        if (count == 0 && empty != NULL)
            cli_line(cli, "\n%s\n  %s", _(charter_part_title((enum charter_part)part)), _(empty));
    }
    cli_line(cli, "\n%s\n  %s", _("The question"), sheet->question);
}

static bool print_sheet(struct cli *cli, struct error *error)
{
    struct charter_sheet sheet;
    struct id id;
    if (!find_agreement(cli, &id, error) || !charter_sheet_load(cli->session, id, &sheet, error))
        return false;
    if (cli_given(cli, CLI_JSON))
        sheet_json(cli, &sheet);
    else
        sheet_text(cli, &sheet);
    charter_sheet_release(&sheet);
    return true;
}

/* ---- linking ---- */

static bool change_link(struct cli *cli, bool link, struct error *error)
{
    struct charter_linking linking;
    if (cli->count < 3)
        return cli_usage(cli, error, _("which row? A code, or area:NAME"));
    if (!find_agreement(cli, &linking.agreement, error) ||
        !rows_find_code(cli->session, cli->arguments[2], &linking.kind, &linking.row, error) ||
        !(link ? charter_link : charter_unlink)(cli->session, &linking, error))
        return false;
    if (cli_given(cli, CLI_JSON))
        return print_sheet(cli, error);
    struct buffer code = BUFFER_EMPTY, title = BUFFER_EMPTY;
    rows_code(cli->session, ENTITY_AGREEMENT, linking.agreement, &code);
    rows_title(cli->session, linking.kind, linking.row, &title);
    cli_line(cli, link ? _("Linked: %s and %s") : _("Link taken away: %s and %s"), code.bytes,
             title.bytes);
    buffer_release(&code);
    buffer_release(&title);
    return true;
}

static bool put_on_agenda(struct cli *cli, struct error *error)
{
    struct buffer where = BUFFER_EMPTY;
    struct id id;
    bool done =
        find_agreement(cli, &id, error) && charter_to_agenda(cli->session, id, &where, error);
    if (done && cli_given(cli, CLI_JSON))
        done = print_sheet(cli, error);
    else if (done)
        cli_line(cli, _("On the agenda of: %s"), where.bytes);
    buffer_release(&where);
    return done;
}

bool run_charter(struct cli *cli, struct error *error)
{
    const char *what = cli->count == 0 ? "list" : cli->arguments[0];
    if (strcmp(what, "sheet") == 0)
        return print_sheet(cli, error);
    if (strcmp(what, "link") == 0 || strcmp(what, "unlink") == 0)
        return change_link(cli, strcmp(what, "link") == 0, error);
    if (strcmp(what, "agenda") == 0)
        return put_on_agenda(cli, error);
    if (cli->count > 1)
        return cli_usage(cli, error, _("'charter %s' takes nothing behind it"), what);
    if (strcmp(what, "blockers") == 0)
        return print_blockers(cli, error);
    if (strcmp(what, "list") == 0 || strcmp(what, "matrix") == 0 || strcmp(what, "gaps") == 0)
        return print_charter(cli, what, error);
    return cli_usage(
        cli, error,
        _("'%s' is none of list, matrix, gaps, blockers, sheet, agenda, link and unlink"), what);
}
