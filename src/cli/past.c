/* history, undo, redo and search: looking back and looking for. */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "table.h"
#include "wijk/app/past.h"
#include "wijk/app/rows.h"
#include "wijk/app/searching.h"

#define PAGE 100

/* ---- history ---- */

static void json_line(struct json *json, const struct past_line *line)
{
    char at[MOMENT_TEXT_SIZE], id[ID_TEXT_SIZE];
    moment_iso(line->at, at);
    id_format(line->row, id);
    json_open(json, '{');
    json_key(json, "act");
    json_integer(json, line->act);
    json_key(json, "at");
    json_text(json, at);
    json_key(json, "person");
    json_text(json, line->person);
    json_key(json, "site");
    json_text(json, line->site);
    json_key(json, "label");
    json_text(json, line->label);
    json_key(json, "entity");
    json_text(json, line->kind == ENTITY_NONE ? NULL : entities[line->kind].table);
    json_key(json, "id");
    json_text(json, id);
    json_key(json, "title");
    json_text(json, line->title);
    json_key(json, "field");
    json_text(json, line->field == NULL || *line->field == '\0' ? NULL : line->field);
    json_key(json, "old");
    json_text(json, line->before == NULL || *line->before == '\0' ? NULL : line->before);
    json_key(json, "new");
    json_text(json, line->after == NULL || *line->after == '\0' ? NULL : line->after);
    json_key(json, "undone");
    json_boolean(json, line->undone);
    json_close(json);
}

static void add_text(struct buffer *out, const char *text)
{
    buffer_add_text(out, text == NULL || *text == '\0' ? "–" : text);
}

/* "Job coach: planned → running", or what the act did where it is about no field. */
static void table_line(struct table *table, const struct past_line *line)
{
    struct buffer text = BUFFER_EMPTY;
    moment_format(&text, line->at, language_now());
    table_cell(table, text.bytes);
    table_cell(table, line->person == NULL ? "" : line->person);
    table_cell(table, line->title == NULL ? "" : line->title);
    buffer_clear(&text);
    if (line->field == NULL || *line->field == '\0') {
        buffer_add_text(&text, line->label);
    } else if (line->before == NULL || line->after == NULL || *line->before != '\0' ||
               *line->after != '\0') {
        buffer_format(&text, "%s: ", line->field);
        add_text(&text, line->before);
        buffer_add_text(&text, " → ");
        add_text(&text, line->after);
    } else {
        buffer_add_text(&text, line->field);
    }
    if (line->undone)
        buffer_format(&text, " (%s)", _("undone"));
    table_cell(table, text.bytes);
    buffer_release(&text);
}

struct printing {
    struct json json;
    struct table table;
    bool as_json;
};

static bool print_pages(struct cli *cli, struct past_request *request, struct printing *printing,
                        struct error *error)
{
    do {
        struct past past;
        if (!past_load(cli->session, request, &past, error))
            return false;
        for (size_t i = 0; i < past.count; i++) {
            if (printing->as_json)
                json_line(&printing->json, &past.lines[i]);
            else
                table_line(&printing->table, &past.lines[i]);
        }
        request->before = past.older;
        past_release(&past);
    } while (request->before != 0 && cli_flush(cli));
    return true;
}

bool run_history(struct cli *cli, struct error *error)
{
    struct past_request request = {.kind = ENTITY_NONE, .limit = PAGE};
    struct printing printing = {.as_json = cli_given(cli, CLI_JSON)};
    if (cli->count > 0 &&
        !rows_find_code(cli->session, cli->arguments[0], &request.kind, &request.row, error))
        return false;
    if (printing.as_json) {
        json_begin(&printing.json, &cli->out, true);
        json_open(&printing.json, '[');
    } else {
        table_init(&printing.table, cli);
        table_column(&printing.table, _("When"), false);
        table_column(&printing.table, _("Who"), false);
        table_column(&printing.table, _("Row"), false);
        table_column(&printing.table, _("What"), false);
    }
    bool done = print_pages(cli, &request, &printing, error);
    if (printing.as_json)
        json_end(&printing.json);
    else
        table_end(&printing.table);
    return done;
}

/* ---- undo and redo ---- */

typedef bool step_call(struct session *session, struct buffer *label, struct error *error);

static bool step(struct cli *cli, step_call *call, struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    bool done = call(cli->session, &label, error);
    if (done && cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '{');
        json_key(&json, cli->command->name);
        json_text(&json, label.bytes);
        json_end(&json);
    } else if (done) {
        cli_line(cli, "%s", label.bytes);
    }
    buffer_release(&label);
    return done;
}

bool run_undo(struct cli *cli, struct error *error)
{
    return step(cli, rows_undo, error);
}

bool run_redo(struct cli *cli, struct error *error)
{
    return step(cli, rows_redo, error);
}

/* ---- search ---- */

static void json_hit(struct json *json, const struct search_hit *hit)
{
    char id[ID_TEXT_SIZE];
    id_format(hit->id, id);
    json_open(json, '{');
    json_key(json, "entity");
    json_text(json, entities[hit->kind].table);
    json_key(json, "id");
    json_text(json, id);
    json_key(json, "title");
    json_text(json, hit->title);
    json_key(json, "snippet");
    json_text(json, hit->snippet);
    json_close(json);
}

static void table_hit(struct table *table, const struct search_hit *hit)
{
    table_cell(table, _(entities[hit->kind].label));
    table_cell(table, hit->title);
    table_cell(table, hit->snippet);
}

static bool print_hits(struct cli *cli, const char *words, struct printing *printing,
                       struct error *error)
{
    struct search_request request = {words, 0, PAGE};
    bool more = true;
    while (more && cli_flush(cli)) {
        struct search_page page;
        if (!searching_find(cli->session, &request, &page, error))
            return false;
        for (size_t i = 0; i < page.count; i++) {
            if (printing->as_json)
                json_hit(&printing->json, &page.hits[i]);
            else
                table_hit(&printing->table, &page.hits[i]);
        }
        request.offset += page.count;
        more = page.more && page.count > 0;
        search_page_release(&page);
    }
    return true;
}

bool run_search(struct cli *cli, struct error *error)
{
    struct printing printing = {.as_json = cli_given(cli, CLI_JSON)};
    struct buffer words = BUFFER_EMPTY;
    cli_join(cli, 0, &words);
    if (printing.as_json) {
        json_begin(&printing.json, &cli->out, true);
        json_open(&printing.json, '[');
    } else {
        table_init(&printing.table, cli);
        table_column(&printing.table, _("Kind"), false);
        table_column(&printing.table, _("Row"), false);
        table_column(&printing.table, _("Found"), false);
    }
    bool done = print_hits(cli, words.bytes, &printing, error);
    if (printing.as_json)
        json_end(&printing.json);
    else
        table_end(&printing.table);
    buffer_release(&words);
    return done;
}
