/*
 * A list of every measurement: `list FILE` reads windows of 36 rows through a cursor: down by one,
 * by a page, to the end, to the beginning. `list FILE plain` reads as many first pages by bare SQL
 * in the order of the index.
 */
#include <string.h>

#include <sqlite3.h>

#include "clock.h"
#include "wijk/store/db.h"
#include "wijk/store/record.h"

#define ROWS 36
#define STEPS 400

static _Noreturn void stop(const char *message)
{
    fprintf(stderr, "list: %s\n", message);
    exit(1);
}

static void plain(const char *path, struct times *times)
{
    sqlite3 *sql;
    sqlite3_stmt *ask;
    if (sqlite3_open_v2(path, &sql, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(sql,
                           "SELECT * FROM measurement WHERE deleted = 0 AND taken_on >= ?"
                           " ORDER BY taken_on, id LIMIT 36",
                           -1, &ask, NULL) != SQLITE_OK)
        stop(sqlite3_errmsg(sql));
    for (int i = 0; i < STEPS; i++) {
        char date[16];
        double begin = clock_us();
        snprintf(date, sizeof date, "%d-06-01", 1991 + i % 18);
        sqlite3_bind_text(ask, 1, date, -1, SQLITE_STATIC);
        while (sqlite3_step(ask) == SQLITE_ROW)
            for (int column = 0; column < sqlite3_column_count(ask); column++)
                (void)sqlite3_column_text(ask, column);
        sqlite3_reset(ask);
        times_add(times, clock_us() - begin);
    }
    sqlite3_finalize(ask);
    sqlite3_close(sql);
}

static long next_place(long at, int step)
{
    switch (step % 8) {
    case 6:
        return -ROWS; /* the end */
    case 7:
        return 0;
    default:
        return step % 2 == 0 ? at + 1 : at + ROWS;
    }
}

static void ours(const char *path, struct times *times)
{
    struct error error = ERROR_NONE;
    struct db *db;
    struct query query;
    long at = 0;
    query_init(&query, ENTITY_MEASUREMENT);
    if (!db_open(&db, path, &(struct db_options){.read_only = true}, &error))
        stop(error.message);
    struct record_cursor *cursor = record_cursor_new(db, &query, &error);
    for (int i = 0; cursor != NULL && i < STEPS; i++) {
        struct row rows[ROWS];
        struct record_window window = {.first = at, .count = ROWS, .rows = rows};
        double begin = clock_us();
        if (!record_cursor_fetch(cursor, &window, &error))
            stop(error.message);
        times_add(times, clock_us() - begin);
        record_window_release(&window);
        at = next_place(at < 0 ? 0 : at, i);
    }
    record_cursor_free(cursor);
    query_release(&query);
    db_close(db);
}

int main(int count, char **arguments)
{
    static struct times times;
    if (count == 3 && strcmp(arguments[2], "plain") == 0)
        plain(arguments[1], &times);
    else
        ours(arguments[1], &times);
    times_print(&times, "list");
    return 0;
}
