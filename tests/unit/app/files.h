/* What the tests of files share: a folder of one test, programme files in it, and imports of texts.
 */
#ifndef WIJK_TESTS_APP_FILES_H
#define WIJK_TESTS_APP_FILES_H

#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "wijk/app/exporting.h"
#include "wijk/app/importing.h"
#include "wijk/app/rows.h"
#include "wijk/app/starting.h"
#include "wijk/base/path.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* ---- a folder of one test, with files and programme files in it ---- */

static char folder[64];

static inline int remove_one(const char *path, const struct stat *status, int flag,
                             struct FTW *place)
{
    (void)status;
    (void)flag;
    (void)place;
    return remove(path);
}

static inline int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/wijk-test-XXXXXX");
    setenv("WIJK_TODAY", "2026-11-24", 1);
    return mkdtemp(folder) == NULL;
}

static inline int tear_down(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline char *in_folder(const char *name)
{
    struct buffer path = BUFFER_EMPTY;
    path_join(&path, folder, name);
    return buffer_detach(&path);
}

static inline struct session *make(const char *name, bool create)
{
    struct error error = ERROR_NONE;
    struct session *session = NULL;
    char *path = in_folder(name), *key = in_folder("site.key");
    struct session_options options = {
        .path = path, .key_path = key, .person = "Tester", .create = create};
    if (!session_open(&session, &options, &error))
        fail_msg("%s", error.message);
    free(path);
    free(key);
    return session;
}

static inline struct session *make_started(const char *name, const struct starting *starting)
{
    struct error error = ERROR_NONE;
    struct session *session = NULL;
    char *path = in_folder(name), *key = in_folder("site.key");
    struct session_options options = {.path = path, .key_path = key, .person = "Tester"};
    if (!starting_make(&session, &options, starting, &error))
        fail_msg("%s", error.message);
    free(path);
    free(key);
    return session;
}

static inline char *write_file(const char *name, const char *text)
{
    struct error error = ERROR_NONE;
    char *path = in_folder(name);
    struct buffer content = BUFFER_EMPTY;
    buffer_add_text(&content, text);
    assert_true(path_write(path, &content, 0600, &error));
    buffer_release(&content);
    return path;
}

/* The whole programme as JSON: ids, references and all. */
static inline char *dump(struct session *session)
{
    struct error error = ERROR_NONE;
    struct buffer content = BUFFER_EMPTY;
    char *path = in_folder("dump.json");
    struct export_options options = {.path = path, .format = EXPORT_JSON};
    if (!exporting_all(session, &options, NULL, &error) ||
        !path_read(path, 64 << 20, &content, &error))
        fail_msg("%s", error.message);
    free(path);
    return buffer_detach(&content);
}

static inline long count_rows(struct session *session, enum entity_kind kind)
{
    struct error error = ERROR_NONE;
    long count = 0;
    bool exact = false;
    struct query query;
    query_init(&query, kind);
    struct rows_list *list = rows_list_new(session, &query, &error);
    assert_non_null(list);
    assert_true(rows_list_count(list, &count, &exact, &error));
    assert_true(exact);
    rows_list_free(list);
    query_release(&query);
    return count;
}

/* Imports a text as a file; answers the counts and every error with its place as one text. */
struct trial {
    enum entity_kind kind;
    const char *text;
    bool dry_run, strict, unsaid;
    enum number_style numbers;
};

static inline char *import_text(struct session *session, const struct trial *trial)
{
    struct error error = ERROR_NONE;
    struct import_report report;
    struct buffer out = BUFFER_EMPTY;
    char *path = write_file("in.csv", trial->text);
    struct import_options options = {.path = path,
                                     .kind = trial->kind,
                                     .numbers = trial->numbers,
                                     .numbers_given = !trial->unsaid,
                                     .dry_run = trial->dry_run,
                                     .strict = trial->strict};
    bool done = importing_run(session, &options, &report, &error);
    buffer_format(&out, "%s%ld new %ld changed %ld same %ld bad", done ? "" : "refused ",
                  report.created, report.changed, report.same, report.bad);
    for (size_t i = 0; i < report.problems.count; i++)
        buffer_format(&out, " %ld:%d", report.problems.items[i].line,
                      report.problems.items[i].column);
    for (size_t i = 0; i < report.unknown.count; i++)
        buffer_format(&out, " ?%s", report.unknown.items[i]);
    assert_int_equal(done, error.message[0] == '\0');
    import_report_release(&report);
    free(path);
    return buffer_detach(&out);
}

static inline void check_import(struct session *session, enum entity_kind kind, const char *text,
                                const char *wanted)
{
    struct trial trial = {.kind = kind, .text = text, .numbers = NUMBER_NL};
    char *got = import_text(session, &trial);
    assert_string_equal(got, wanted);
    free(got);
}

#endif
