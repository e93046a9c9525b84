/*
 * The floor of saving: one bare SQLite transaction that writes the rows that one logged figure
 * writes, in the same journal mode: `floor_save FILE COUNT` on a copy of a programme file. No hash,
 * no check, no draft; it goes through the indicators in the order of save.c.
 */
#include <string.h>

#include <sqlite3.h>

#include "clock.h"

static sqlite3 *sql;

static void run(const char *text)
{
    if (sqlite3_exec(sql, text, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "floor_save: %s: %s\n", text, sqlite3_errmsg(sql));
        exit(1);
    }
}

static sqlite3_stmt *prepare(const char *text)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(sql, text, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "floor_save: %s: %s\n", text, sqlite3_errmsg(sql));
        exit(1);
    }
    return statement;
}

static void step(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE) {
        fprintf(stderr, "floor_save: %s\n", sqlite3_errmsg(sql));
        exit(1);
    }
    sqlite3_reset(statement);
}

int main(int count, char **arguments)
{
    static struct times times;
    static unsigned char indicators[1000][16], body[160], hash[32];
    unsigned char id[16] = {0x01, 0xF0};
    int lines = count == 3 ? atoi(arguments[2]) : 0, all = 0;
    if (sqlite3_open(arguments[1], &sql) != SQLITE_OK)
        return 1;
    run("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;"
        "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0");
    sqlite3_stmt *ask = prepare("SELECT id FROM indicator ORDER BY code, id LIMIT 1000");
    while (sqlite3_step(ask) == SQLITE_ROW)
        memcpy(indicators[all++], sqlite3_column_blob(ask, 0), 16);
    sqlite3_finalize(ask);
    ask = prepare("SELECT max(seq) FROM act WHERE site = 1");
    long seq = sqlite3_step(ask) == SQLITE_ROW ? (long)sqlite3_column_int64(ask, 0) : 0;
    sqlite3_finalize(ask);
    sqlite3_stmt *act = prepare(
        "INSERT INTO act (site, seq, lamport, at, person, label, previous, hash, changes, body)"
        " VALUES (1, ?1, ?1, 1259280000000, 'bench', 'Measurement 14.2 % for an indicator',"
        " ?2, ?2, 1, ?3)");
    sqlite3_stmt *change =
        prepare("INSERT INTO change (row, act, n, place) VALUES (?1, ?2, 0, 60)");
    sqlite3_stmt *row = prepare("INSERT INTO measurement (id, indicator, taken_on, value, status)"
                                " VALUES (?1, ?2, '2026-10-01', ?3, 'final')");
    sqlite3_stmt *site = prepare("UPDATE site SET seq = ?1, hash = ?2 WHERE number = 1");
    for (int i = 0; i < lines; i++) {
        double begin = clock_us();
        seq++;
        id[4] = (unsigned char)(i >> 8);
        id[5] = (unsigned char)i;
        run("BEGIN IMMEDIATE");
        sqlite3_bind_int64(act, 1, seq);
        sqlite3_bind_blob(act, 2, hash, sizeof hash, SQLITE_STATIC);
        sqlite3_bind_blob(act, 3, body, sizeof body, SQLITE_STATIC);
        step(act);
        sqlite3_bind_blob(change, 1, id, sizeof id, SQLITE_STATIC);
        sqlite3_bind_int64(change, 2, sqlite3_last_insert_rowid(sql));
        step(change);
        sqlite3_bind_blob(row, 1, id, sizeof id, SQLITE_STATIC);
        sqlite3_bind_blob(row, 2, indicators[i * 7 % all], 16, SQLITE_STATIC);
        sqlite3_bind_double(row, 3, 10 + i % 80);
        step(row);
        sqlite3_bind_int64(site, 1, seq);
        sqlite3_bind_blob(site, 2, hash, sizeof hash, SQLITE_STATIC);
        step(site);
        run("COMMIT");
        times_add(&times, clock_us() - begin);
    }
    times_print(&times, "save");
    return 0;
}
