/*
 * Search as you type: `search FILE WORDS` types words of the generated texts letter by letter, and
 * pairs of them, and asks for the first page after each. `search FILE plain` does the same with the
 * bare full-text query, as the floor.
 */
#include <string.h>

#include <sqlite3.h>

#include "clock.h"
#include "wijk/app/searching.h"
#include "wijk/base/buffer.h"
#include "words.h"

#define PAGE 20

static _Noreturn void stop(const char *message)
{
    fprintf(stderr, "search: %s\n", message);
    exit(1);
}

struct asked {
    struct session *session; /* NULL: the floor */
    sqlite3_stmt *plain;
    struct times times;
    long found;
};

static void ask_ours(struct asked *asked, const char *typed)
{
    struct error error = ERROR_NONE;
    struct search_page page;
    struct search_request request = {.words = typed, .limit = PAGE};
    if (!searching_find(asked->session, &request, &page, &error))
        stop(error.message);
    asked->found += (long)page.count;
    search_page_release(&page);
}

/* "wonen bu" is asked as "wonen"* "bu"*. */
static void ask_plain(struct asked *asked, const char *typed)
{
    struct buffer query = BUFFER_EMPTY;
    const char *space = strchr(typed, ' ');
    if (space == NULL)
        buffer_format(&query, "\"%s\"*", typed);
    else
        buffer_format(&query, "\"%.*s\"* \"%s\"*", (int)(space - typed), typed, space + 1);
    sqlite3_bind_text(asked->plain, 1, query.bytes, -1, SQLITE_STATIC);
    while (sqlite3_step(asked->plain) == SQLITE_ROW)
        asked->found++;
    sqlite3_reset(asked->plain);
    buffer_release(&query);
}

static void ask(struct asked *asked, const char *typed)
{
    double begin = clock_us();
    if (asked->session != NULL)
        ask_ours(asked, typed);
    else
        ask_plain(asked, typed);
    times_add(&asked->times, clock_us() - begin);
}

static size_t letter_end(const char *text, size_t at)
{
    at++;
    while ((text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void type_all(struct asked *asked)
{
    char typed[100];
    for (size_t i = 0; i < WORD_COUNT; i++) {
        for (size_t at = 0; words[i][at] != '\0';) {
            at = letter_end(words[i], at);
            snprintf(typed, sizeof typed, "%.*s", (int)at, words[i]);
            ask(asked, typed);
        }
        const char *second = words[(i * 37 + 11) % WORD_COUNT];
        for (size_t at = 0; second[at] != '\0';) {
            at = letter_end(second, at);
            snprintf(typed, sizeof typed, "%s %.*s", words[i], (int)at, second);
            ask(asked, typed);
        }
    }
}

int main(int count, char **arguments)
{
    static struct asked asked;
    struct error error = ERROR_NONE;
    sqlite3 *sql = NULL;
    bool plain = count == 3 && strcmp(arguments[2], "plain") == 0;
    if (plain) {
        if (sqlite3_open_v2(arguments[1], &sql, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
            sqlite3_prepare_v2(sql,
                               "SELECT entity, \"row\", text FROM search WHERE search MATCH ?"
                               " ORDER BY rowid DESC LIMIT 20",
                               -1, &asked.plain, NULL) != SQLITE_OK)
            stop(sqlite3_errmsg(sql));
    } else {
        struct session_options options = {.path = arguments[1], .read_only = true};
        if (!session_open(&asked.session, &options, &error))
            stop(error.message);
    }
    type_all(&asked);
    printf("found %ld\n", asked.found);
    times_print(&asked.times, "search");
    sqlite3_finalize(asked.plain);
    sqlite3_close(sql);
    session_close(asked.session);
    return 0;
}
