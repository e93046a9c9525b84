/* lessons: what was learnt, who took it over, and what became of that. */
#include "wijk/app/lessons.h"

#include <string.h>

#include "command.h"
#include "list.h"
#include "table.h"
#include "wijk/app/rows.h"
#include "wijk/domain/lesson.h"

#define FOUND_MOST 50

/* ---- one ---- */

static void json_adoptions(struct json *json, const struct lesson *lesson)
{
    json_key(json, "adoptions");
    json_open(json, '[');
    for (size_t i = 0; i < lesson->adoptions.count; i++) {
        char on[DATE_TEXT_SIZE];
        date_iso(lesson->adoptions.items[i].on, on);
        json_open(json, '{');
        json_member_known(json, "area", lesson->adoptions.items[i].where);
        json_member_known(json, "adopted_on", on);
        json_member_known(json, "outcome", lesson->adoptions.items[i].outcome);
        json_close(json);
    }
    json_close(json);
    json_key(json, "about");
    json_open(json, '[');
    for (size_t i = 0; i < lesson->about.count; i++)
        json_text(json, lesson->about.items[i].title);
    json_close(json);
}

static void json_lesson(struct json *json, const struct lesson *lesson, double likeness)
{
    static const char *const texts[] = {"code",  "title",         "event",          "effect",
                                        "cause", "early_warning", "recommendation", "learnt_on"};
    json_open(json, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        json_member_known(json, texts[i], row_text(&lesson->row, texts[i]));
    json_member_known(json, "theme", lesson->theme);
    json_member_known(json, "area", lesson->area);
    json_member_known(json, "source", lesson->source);
    json_member_known(json, "source_kind", lesson->kind);
    if (likeness > 0) {
        json_key(json, "likeness");
        json_real(json, likeness);
    }
    json_adoptions(json, lesson);
    json_close(json);
}

static void print_lesson(struct cli *cli, const struct lesson *lesson)
{
    cli_print_fields(cli, &lesson->row);
    for (size_t i = 0; i < lesson->about.count; i++)
        cli_line(cli, _("about %s"), lesson->about.items[i].title);
    for (size_t i = 0; i < lesson->adoptions.count; i++) {
        const struct lesson_adoption *adoption = &lesson->adoptions.items[i];
        struct buffer day = BUFFER_EMPTY;
        date_format(&day, adoption->on, DATE_SHORT, language_now());
        cli_line(cli, _("adopted by %s on %s: %s"), adoption->where, day.bytes,
                 *adoption->outcome != '\0' ? adoption->outcome
                                            : _("not known yet what became of it"));
        buffer_release(&day);
    }
}

static bool find_lesson(struct cli *cli, struct id *id, struct error *error)
{
    if (cli->count < 2)
        return cli_usage(cli, error, _("which lesson? L-3, or words of its title"));
    return rows_find(cli->session, ENTITY_LESSON, cli->arguments[1], id, error);
}

static bool show_lesson(struct cli *cli, struct error *error)
{
    struct lesson lesson;
    struct id id;
    if (!find_lesson(cli, &id, error) || !lesson_load(cli->session, id, &lesson, error))
        return false;
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_lesson(&json, &lesson, 0);
        json_end(&json);
    } else {
        print_lesson(cli, &lesson);
    }
    lesson_release(&lesson);
    return true;
}

/* ---- like some words ---- */

struct searching {
    struct cli *cli;
    struct json json;
    struct table table;
    struct error *error;
};

static void print_found(void *context, const struct row *row, double likeness)
{
    struct searching *searching = context;
    struct lesson lesson;
    if (!cli_given(searching->cli, CLI_JSON)) {
        list_row(searching->cli, &searching->table, row);
        return;
    }
    if (error_is_set(searching->error) ||
        !lesson_load(searching->cli->session, row->id, &lesson, searching->error))
        return;
    json_lesson(&searching->json, &lesson, likeness);
    lesson_release(&lesson);
}

/* Every lesson that has any of the longer words, the most alike first. */
static bool search_lessons(struct cli *cli, struct error *error)
{
    struct searching searching = {.cli = cli, .error = error};
    struct buffer words = BUFFER_EMPTY;
    bool json = cli_given(cli, CLI_JSON);
    if (cli->count < 2)
        return cli_usage(cli, error, _("which words?"));
    cli_join(cli, 1, &words);
    if (json) {
        json_begin(&searching.json, &cli->out, true);
        json_open(&searching.json, '[');
    } else {
        table_init(&searching.table, cli);
        list_columns(&searching.table, &entities[ENTITY_LESSON]);
    }
    struct lessons_like like = {words.bytes, 1, FOUND_MOST};
    bool done = lessons_like(cli->session, &like, print_found, &searching, error);
    if (json)
        json_end(&searching.json);
    else
        table_end(&searching.table);
    buffer_release(&words);
    return done && !error_is_set(error);
}

/* ---- changing ---- */

static bool adopt(struct cli *cli, struct error *error)
{
    struct lesson_adopting adopting = {.on = DATE_NONE, .outcome = cli->given[CLI_OUTCOME]};
    const char *on = cli->given[CLI_ON];
    if (!find_lesson(cli, &adopting.lesson, error))
        return false;
    if (on != NULL && !date_read(on, cli->session->today, &adopting.on))
        return error_set(error, ERROR_INPUT, _("'%s' is not a date"), on);
    return lesson_adopt(cli->session, &adopting, error) && show_lesson(cli, error);
}

static bool link_lesson(struct cli *cli, struct error *error)
{
    struct lesson_linking linking;
    if (cli->count < 3)
        return cli_usage(cli, error, _("which row? A code, or area:NAME"));
    return find_lesson(cli, &linking.lesson, error) &&
           rows_find_code(cli->session, cli->arguments[2], &linking.kind, &linking.row, error) &&
           lesson_link(cli->session, &linking, error) && show_lesson(cli, error);
}

static bool list_lessons(struct cli *cli, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_LESSON);
    bool done = list_query(cli, &query, error);
    query.programme = (struct id){{0}}; /* lessons are of nobody alone */
    done = done && list_print(cli, &query, error);
    query_release(&query);
    return done;
}

bool run_lessons(struct cli *cli, struct error *error)
{
    const char *what = cli->count == 0 ? "list" : cli->arguments[0];
    if (strcmp(what, "list") == 0)
        return cli->count > 1 ? cli_usage(cli, error, _("'lessons list' takes nothing behind it"))
                              : list_lessons(cli, error);
    if (strcmp(what, "search") == 0)
        return search_lessons(cli, error);
    if (strcmp(what, "show") == 0)
        return show_lesson(cli, error);
    if (strcmp(what, "adopt") == 0)
        return adopt(cli, error);
    if (strcmp(what, "link") == 0)
        return link_lesson(cli, error);
    return cli_usage(cli, error, _("'%s' is none of list, search, show, adopt and link"), what);
}
