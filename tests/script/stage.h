/*
 * A stage for scenario tests: the real event loop of the screens on a terminal in memory, over a
 * programme file in a folder of its own. A test types, looks at the screen, and reads the rows from
 * the file through a second connection:
 *
 *     struct stage *stage = stage_open(.demo = true);
 *     stage_type(stage, "2<Down>");
 *     assert_shows(stage, "WRK-1");
 *     stage_close(stage);
 *
 * The loop runs in a thread that has the floor only while stage_type() waits for it, so that the
 * two never run at once and nothing depends on time. It is Wednesday 25 November 2026.
 */
#ifndef WIJK_TESTS_STAGE_H
#define WIJK_TESTS_STAGE_H

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wijk/app/rows.h"
#include "wijk/app/starting.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/config/config.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/term_script.h"

struct stage {
    struct term term; /* what the loop sees: the script, and the floor given back when it is out */
    struct term *script;
    struct session *session; /* the loop's, while it runs */
    struct config *config;
    char folder[128], path[192], key[192];
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool loop_has_floor, ending, ended;
    struct buffer screen; /* what stage_screen answered last */
    int patience;         /* milliseconds */
};

struct stage_options {
    bool demo;        /* the example programme, else an empty one of Testbuurt */
    bool first_start; /* no file at all */
    bool read_only;
    const char *path;  /* an existing file, used in place */
    int width, height; /* 80 by 24 when not given */
    int patience;      /* milliseconds before progress is shown; half a second when not given */
    bool dutch;
    int unused; /* so that none need be given */
};

/* ---- the terminal that gives the floor back ---- */

static inline struct stage *stage_of(struct term *term)
{
    return (struct stage *)term;
}

static inline void stage_hand_over(struct stage *stage, bool to_loop)
{
    pthread_mutex_lock(&stage->lock);
    stage->loop_has_floor = to_loop;
    pthread_cond_broadcast(&stage->changed);
    while (stage->loop_has_floor == to_loop && !(to_loop && stage->ended))
        pthread_cond_wait(&stage->changed, &stage->lock);
    pthread_mutex_unlock(&stage->lock);
}

static inline struct event stage_term_wait(struct term *term, int milliseconds)
{
    struct stage *stage = stage_of(term);
    for (;;) {
        struct event event = stage->script->calls->wait(stage->script, milliseconds);
        if (event.type != EVENT_END || stage->ending)
            return event;
        stage_hand_over(stage, false);
    }
}

static inline void stage_term_size(struct term *term, int *width, int *height)
{
    stage_of(term)->script->calls->size(stage_of(term)->script, width, height);
}

static inline void stage_term_show(struct term *term, const struct canvas *canvas, bool all)
{
    stage_of(term)->script->calls->show(stage_of(term)->script, canvas, all);
}

static inline bool stage_term_pending(struct term *term)
{
    return stage_of(term)->script->calls->pending(stage_of(term)->script);
}

static inline void stage_term_leave(struct term *term)
{
    stage_of(term)->script->calls->leave(stage_of(term)->script);
}

static inline void stage_term_enter(struct term *term)
{
    stage_of(term)->script->calls->enter(stage_of(term)->script);
}

static inline void stage_term_copy(struct term *term, const char *text)
{
    stage_of(term)->script->calls->copy(stage_of(term)->script, text);
}

static inline void stage_term_suspend(struct term *term)
{
    stage_of(term)->script->calls->suspend(stage_of(term)->script);
}

static inline void stage_term_free(struct term *term)
{
    (void)term;
}

static const struct term_calls stage_term_calls = {
    stage_term_size,  stage_term_show, stage_term_wait,    stage_term_pending, stage_term_leave,
    stage_term_enter, stage_term_copy, stage_term_suspend, stage_term_free};

/* ---- the programme file ---- */

static inline void stage_must(bool done, const struct error *error)
{
    if (!done)
        fail_msg("%s", error->message);
}

/* The folder of all stages of this test program. */
static inline const char *stage_home(void)
{
    static char home[96];
    if (home[0] != '\0')
        return home;
    const char *temporary = getenv("TMPDIR");
    snprintf(home, sizeof home, "%.60s/wijk-stage-XXXXXX", temporary != NULL ? temporary : "/tmp");
    if (mkdtemp(home) == NULL)
        abort();
    return home;
}

static inline void stage_environment(const char *folder)
{
    char path[192];
    snprintf(path, sizeof path, "%s/config", folder);
    setenv("XDG_CONFIG_HOME", path, 1);
    snprintf(path, sizeof path, "%s/data", folder);
    setenv("XDG_DATA_HOME", path, 1);
    setenv("WIJK_TODAY", "2026-11-25", 1);
    unsetenv("WIJK_CONFIG");
    if (getenv("WIJK_LOCALE_DIR") == NULL && realpath("build/locale", path) != NULL)
        setenv("WIJK_LOCALE_DIR", path, 1);
}

/* Makes the file and closes it again; a copy of one made before would be another site. */
static inline void stage_make(struct stage *stage, bool demo)
{
    struct session_options options = {
        .path = stage->path, .key_path = stage->key, .person = "A. Tester"};
    struct starting starting = {.area = demo ? NULL : "Testbuurt", .demo = demo};
    struct session *session;
    struct error error = ERROR_NONE;
    stage_must(starting_make(&session, &options, &starting, &error), &error);
    session_close(session);
}

/* ---- the life of a stage ---- */

static inline void *stage_run(void *context)
{
    struct stage *stage = context;
    struct ui_options options = {&stage->term, stage->session, stage->config, stage->patience};
    struct error error = ERROR_NONE;
    pthread_mutex_lock(&stage->lock);
    while (!stage->loop_has_floor)
        pthread_cond_wait(&stage->changed, &stage->lock);
    pthread_mutex_unlock(&stage->lock);
    if (!ui_run(&options, &error))
        fprintf(stderr, "# the screens did not open: %s\n", error.message);
    pthread_mutex_lock(&stage->lock);
    stage->ended = true;
    stage->loop_has_floor = false;
    pthread_cond_broadcast(&stage->changed);
    pthread_mutex_unlock(&stage->lock);
    return NULL;
}

static inline struct session *stage_session(struct stage *stage, bool read_only)
{
    struct session *session;
    struct error error = ERROR_NONE;
    struct session_options options = {.path = stage->path,
                                      .key_path = stage->key,
                                      .config = stage->config,
                                      .person = "A. Tester",
                                      .read_only = read_only};
    stage_must(session_open(&session, &options, &error), &error);
    return session;
}

static inline struct stage *stage_new(const struct stage_options *options)
{
    static int number;
    struct stage *stage = memory_new(sizeof *stage);
    struct error error = ERROR_NONE;
    snprintf(stage->folder, sizeof stage->folder, "%s/%d", stage_home(), ++number);
    stage->patience = options->patience;
    mkdir(stage->folder, 0700);
    stage_environment(stage->folder);
    language_start(options->dutch ? "nl" : "en");
    snprintf(stage->path, sizeof stage->path, "%s/programme.db", stage->folder);
    snprintf(stage->key, sizeof stage->key, "%s/site.key", stage->folder);
    if (options->path != NULL) {
        snprintf(stage->path, sizeof stage->path, "%.150s", options->path);
        char *folder = path_folder(options->path);
        snprintf(stage->key, sizeof stage->key, "%.150s/site.key", folder);
        free(folder);
    } else if (!options->first_start) {
        stage_make(stage, options->demo);
    }
    stage->config = config_new();
    stage_must(config_load(stage->config, NULL, &error), &error);
    if (!options->first_start)
        stage->session = stage_session(stage, options->read_only);
    stage->term.calls = &stage_term_calls;
    stage->script = term_script_new(options->width > 0 ? options->width : 80,
                                    options->height > 0 ? options->height : 24);
    pthread_mutex_init(&stage->lock, NULL);
    pthread_cond_init(&stage->changed, NULL);
    if (pthread_create(&stage->thread, NULL, stage_run, stage) != 0)
        abort();
    stage_hand_over(stage, true);
    return stage;
}

#define stage_open(...) stage_new(&(struct stage_options){.unused = 0, __VA_ARGS__})

static inline void stage_close(struct stage *stage)
{
    stage->ending = true;
    stage_hand_over(stage, true);
    pthread_join(stage->thread, NULL);
    pthread_cond_destroy(&stage->changed);
    pthread_mutex_destroy(&stage->lock);
    stage->script->calls->free(stage->script);
    config_free(stage->config);
    buffer_release(&stage->screen);
    free(stage);
}

/* ---- typing and looking ---- */

static inline void stage_type(struct stage *stage, const char *keys)
{
    struct error error = ERROR_NONE;
    stage_must(term_script_keys(stage->script, keys, &error), &error);
    stage_hand_over(stage, true);
}

/* Types text in which "<" and ">" mean themselves. */
static inline void stage_paste(struct stage *stage, const char *text)
{
    struct buffer keys = BUFFER_EMPTY;
    buffer_add_text(&keys, "<Paste:");
    for (; *text != '\0'; text++) {
        if (*text == '>' || *text == '\\')
            buffer_add_byte(&keys, '\\');
        if (*text == '\n')
            buffer_add_text(&keys, "\\n");
        else
            buffer_add_byte(&keys, *text);
    }
    buffer_add_byte(&keys, '>');
    stage_type(stage, keys.bytes);
    buffer_release(&keys);
}

static inline const char *stage_screen(struct stage *stage)
{
    buffer_clear(&stage->screen);
    struct canvas *canvas = term_script_canvas(stage->script);
    if (canvas != NULL)
        canvas_dump(canvas, &stage->screen);
    return stage->screen.bytes;
}

/* The screen's line from 0; negative counts from below. Static, until the next call. */
static inline const char *stage_line(struct stage *stage, int wanted)
{
    static char line[1024];
    const char *at = stage_screen(stage);
    struct canvas *canvas = term_script_canvas(stage->script);
    for (int y = wanted < 0 ? canvas->height + wanted : wanted; y > 0; y--)
        at = strchr(at, '\n') + 1;
    snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
    return line;
}

/* Fails with the whole screen; cmocka cuts its own message after a kilobyte. */
#define stage_fail(stage, ...)                                                                     \
    do {                                                                                           \
        fprintf(stderr, "%s", stage_screen(stage));                                                \
        fail_msg(__VA_ARGS__);                                                                     \
    } while (0)

/* Where a text stands on the screen; false: nowhere. */
static inline bool stage_find(struct stage *stage, const char *text, int *x, int *y)
{
    struct canvas *canvas = term_script_canvas(stage->script);
    for (*y = 0; *y < canvas->height; ++*y)
        for (*x = 0; *x < canvas->width; ++*x) {
            struct buffer rest = BUFFER_EMPTY;
            for (int at = *x; at < canvas->width && rest.length < strlen(text); at++) {
                struct cell *cell = canvas_at(canvas, at, *y);
                buffer_add(&rest, cell->bytes, cell->length);
            }
            bool here = rest.length > 0 && strncmp(rest.bytes, text, strlen(text)) == 0;
            buffer_release(&rest);
            if (here)
                return true;
        }
    return false;
}

static inline void stage_mouse(struct stage *stage, const char *what, const char *text)
{
    char keys[64];
    int x = 0, y = 0;
    if (!stage_find(stage, text, &x, &y))
        stage_fail(stage, "'%s' is not on the screen", text);
    snprintf(keys, sizeof keys, "<%s:%d,%d>", what, x, y);
    stage_type(stage, keys);
}

/* The text of the selected row: of the line the hardware cursor is on. */
static inline const char *stage_selected(struct stage *stage)
{
    return stage_line(stage, term_script_canvas(stage->script)->cursor_y);
}

/* Goes down from the first row until the selected one has the text; fails when none has. */
static inline void stage_select(struct stage *stage, const char *text)
{
    stage_type(stage, "<Home>");
    for (int i = 0; i < 400; i++) {
        if (strstr(stage_selected(stage), text) != NULL)
            return;
        stage_type(stage, "<Down>");
    }
    stage_fail(stage, "no row has '%s'", text);
}

#define assert_shows(stage, text)                                                                  \
    do {                                                                                           \
        if (strstr(stage_screen(stage), text) == NULL)                                             \
            stage_fail(stage, "'%s' is not on the screen", text);                                  \
    } while (0)

#define assert_hides(stage, text)                                                                  \
    do {                                                                                           \
        if (strstr(stage_screen(stage), text) != NULL)                                             \
            stage_fail(stage, "'%s' is on the screen", text);                                      \
    } while (0)

#define assert_selected(stage, text)                                                               \
    do {                                                                                           \
        if (strstr(stage_selected(stage), text) == NULL)                                           \
            stage_fail(stage, "the selected row is '%s', not '%s'", stage_selected(stage), text);  \
    } while (0)

/* ---- the rows in the file ---- */

struct stage_count {
    long count;
    struct row *first; /* filled in by the first row when not NULL */
};

static inline bool stage_count_row(void *context, const struct row *row)
{
    struct stage_count *count = context;
    if (count->count++ == 0 && count->first != NULL)
        row_copy(count->first, row);
    return true;
}

static inline long stage_rows(struct stage *stage, enum entity_kind kind, const char *filter,
                              struct row *first)
{
    struct session *session = stage_session(stage, true);
    struct stage_count count = {0, first};
    struct query query;
    struct error error = ERROR_NONE;
    query_init(&query, kind);
    stage_must(rows_filter(session, &query, filter, &error), &error);
    stage_must(rows_each(session, &query, stage_count_row, &count, &error), &error);
    query_release(&query);
    session_close(session);
    return count.count;
}

#define assert_rows(stage, kind, filter, expected)                                                 \
    assert_int_equal(stage_rows(stage, kind, filter, NULL), expected)

/* The first row that fits; there must be one. */
static inline void stage_row(struct stage *stage, enum entity_kind kind, const char *filter,
                             struct row *row)
{
    if (stage_rows(stage, kind, filter, row) == 0)
        stage_fail(stage, "no row of kind %d fits '%s'", (int)kind, filter);
}

/* A value of that row as people read it; static, until the next call. */
static inline const char *stage_value(struct stage *stage, enum entity_kind kind,
                                      const char *filter, const char *column)
{
    static char shown[512];
    struct buffer text = BUFFER_EMPTY;
    struct row row;
    stage_row(stage, kind, filter, &row);
    struct session *session = stage_session(stage, true);
    const struct field *field = &row.entity->fields[entity_field(row.entity, column)];
    rows_show(session, &row, field, row_value(&row, column), &text);
    snprintf(shown, sizeof shown, "%s", text.bytes);
    session_close(session);
    row_release(&row);
    buffer_release(&text);
    return shown;
}

#define assert_value(stage, kind, filter, column, expected)                                        \
    assert_string_equal(stage_value(stage, kind, filter, column), expected)

/* Removes what the stages left behind; the last thing a test program does. */
static inline int stage_end(int failed)
{
    char command[160];
    if (failed == 0) {
        snprintf(command, sizeof command, "rm -rf '%s'", stage_home());
        if (system(command) != 0)
            return 1;
    }
    return failed;
}

#endif
