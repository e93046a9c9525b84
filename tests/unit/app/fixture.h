/*
 * A small programme in a real file, for tests of the use cases. Today is 24 November 2025.
 *
 *     struct fixture fixture;
 *     fixture_start(&fixture);
 *     struct id goal = fixture_add(&fixture, ENTITY_GOAL, "statement", "Fewer …", "theme", "WRK",
 * NULL); fixture_end(&fixture);
 *
 * Themes LIV (Living) and WRK (Working), the partners Woonzorg and Buurtwerk, the person Jan de
 * Vries (JdV, of Woonzorg). The language is English.
 */
#ifndef WIJK_TESTS_APP_FIXTURE_H
#define WIJK_TESTS_APP_FIXTURE_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/store/folder.h"
#include "wijk/app/rows.h"
#include "wijk/app/session.h"
#include "wijk/base/language.h"
#include "wijk/domain/quickline.h"

struct fixture {
    char *folder;
    struct session *session;
    struct error error;
    struct id area, programme;
};

static inline void fixture_must(struct fixture *fixture, bool good)
{
    if (good)
        return;
    fprintf(stderr, "fixture: %s (%s)\n", fixture->error.message, fixture->error.detail);
    abort();
}

/* Adds a row from typed values; references by code or name. */
static inline struct id fixture_add(struct fixture *fixture, enum entity_kind kind, ...)
{
    struct row row;
    row_init(&row, kind);
    va_list arguments;
    va_start(arguments, kind);
    for (const char *column; (column = va_arg(arguments, const char *)) != NULL;)
        fixture_must(fixture, rows_assign(fixture->session, &row, column,
                                          va_arg(arguments, const char *), &fixture->error));
    va_end(arguments);
    fixture_must(fixture, rows_add(fixture->session, &row, &fixture->error));
    struct id id = row.id;
    row_release(&row);
    return id;
}

/* Sets one field from typed text. */
static inline bool fixture_set(struct fixture *fixture, enum entity_kind kind, struct id id,
                               const char *column, const char *typed)
{
    struct row before, after;
    error_clear(&fixture->error);
    fixture_must(fixture, rows_get(fixture->session, kind, id, &before, &fixture->error));
    row_copy(&after, &before);
    fixture_must(fixture, rows_assign(fixture->session, &after, column, typed, &fixture->error));
    bool done = rows_change(fixture->session, &before, &after, &fixture->error);
    row_release(&before);
    row_release(&after);
    return done;
}

/* The code of a row, in a static place. */
static inline const char *fixture_code(struct fixture *fixture, enum entity_kind kind, struct id id)
{
    static char code[64];
    struct buffer out = BUFFER_EMPTY;
    rows_code(fixture->session, kind, id, &out);
    snprintf(code, sizeof code, "%s", out.bytes);
    buffer_release(&out);
    return code;
}

static inline void fixture_line(struct fixture *fixture, const char *typed,
                                enum quickline_kind plain, enum quickline_measure measure,
                                struct quickline *line)
{
    quickline_init(line);
    quickline_read(line, typed,
                   &(struct quickline_context){.language = LANGUAGE_EN,
                                               .today = fixture->session->today,
                                               .plain = plain,
                                               .measure = measure});
}

static inline void fixture_open(struct fixture *fixture, bool create)
{
    char path[FOLDER_PATH], key[FOLDER_PATH];
    struct session_options options = {.path = folder_path(fixture->folder, "test.wijk", path),
                                      .key_path = folder_path(fixture->folder, "site.key", key),
                                      .person = "Jan de Vries",
                                      .create = create};
    fixture_must(fixture, session_open(&fixture->session, &options, &fixture->error));
}

static inline void fixture_start(struct fixture *fixture)
{
    *fixture = (struct fixture){.folder = folder_make()};
    setenv("WIJK_TODAY", "2025-11-24", 1);
    language_start("en");
    fixture_open(fixture, true);
    fixture->area = fixture_add(fixture, ENTITY_AREA, "name", "Voorbeeldbuurt", NULL);
    fixture->programme =
        fixture_add(fixture, ENTITY_PROGRAMME, "area", "Voorbeeldbuurt", "title", "Programme",
                    "starts", "2024-01-01", "ends", "2033-12-31", NULL);
    fixture->session->programme = fixture->programme;
    fixture_add(fixture, ENTITY_THEME, "code", "WRK", "name", "Working", "position", "2", NULL);
    fixture_add(fixture, ENTITY_THEME, "code", "LIV", "name", "Living", "position", "1", NULL);
    fixture_add(fixture, ENTITY_PARTNER, "name", "Woonzorg", NULL);
    fixture_add(fixture, ENTITY_PARTNER, "name", "Buurtwerk", NULL);
    fixture_add(fixture, ENTITY_PERSON, "name", "Jan de Vries", "initials", "JdV", "partner",
                "Woonzorg", NULL);
}

static inline void fixture_end(struct fixture *fixture)
{
    session_close(fixture->session);
    folder_remove(fixture->folder);
}

#endif
