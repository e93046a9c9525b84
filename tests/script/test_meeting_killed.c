/*
 * The scripted meeting with the program killed (SIGKILL) between keys, again and again: what was
 * accepted is in the file, what was half typed is in the composer of the same item, and when it
 * goes on from there the meeting ends as one that was never killed. FAULT_LONG kills it between any
 * two keys.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/wait.h>

#include "script/play.h"

#define STEP 149 /* keys between two deaths: a prime, so that they fall everywhere in a line */

/* All that is typed in the meeting, a key each: the lines with Enter, and "next". */
struct keys {
    char key[16384][12];
    size_t count;
};

static void add_key(struct keys *keys, const char *key, size_t length)
{
    assert_true(keys->count < sizeof keys->key / sizeof *keys->key);
    snprintf(keys->key[keys->count++], sizeof *keys->key, "%.*s", (int)length, key);
}

static void read_keys(struct play *play, struct keys *keys)
{
    while (play_read(play)) {
        if (strcmp(play->line, "next") == 0)
            add_key(keys, "<Alt-Down>", 10);
        if (play->line[0] != '>')
            continue;
        const char *at = play->line + 2, *end = at + strlen(at);
        struct text_cluster cluster;
        while (text_next(&at, end, &cluster))
            add_key(keys, cluster.bytes, cluster.length);
        add_key(keys, "<Enter>", 7);
    }
}

/* A life of the program: it goes on, types some keys, and is killed while it waits for the next. */
static void live_and_die(const char *path, const struct keys *keys, size_t from, size_t to)
{
    pid_t child = fork();
    if (child == 0) {
        struct stage *stage = stage_open(.path = path, .dutch = true);
        for (size_t i = from; i < to; i++)
            stage_type(stage, keys->key[i]);
        kill(getpid(), SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* What must stand in the composer after so many keys. */
static void half_typed(const struct keys *keys, size_t to, struct buffer *out)
{
    size_t from = to;
    while (from > 0 && strcmp(keys->key[from - 1], "<Enter>") != 0)
        from--;
    for (; from < to; from++)
        if (strcmp(keys->key[from], "<Alt-Down>") != 0)
            buffer_add_text(out, keys->key[from]);
}

static size_t count_of(const struct keys *keys, size_t to, const char *key)
{
    size_t count = 0;
    for (size_t i = 0; i < to; i++)
        count += strcmp(keys->key[i], key) == 0;
    return count;
}

static void check_half_typed(struct session *session, const struct keys *keys, size_t to,
                             struct id item)
{
    struct meeting_typing typing = {.line = NULL};
    struct buffer expected = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    bool found = false;
    stage_must(meeting_typing_restore(session, &typing, &found, &error), &error);
    half_typed(keys, to, &expected);
    if (strcmp(found ? typing.line : "", expected.bytes) != 0)
        fail_msg("after %zu keys '%s' is half typed, not '%s'", to, found ? typing.line : "",
                 expected.bytes);
    if (found && expected.length > 0)
        assert_true(id_equal(typing.item, item));
    if (found)
        free(typing.line);
    buffer_release(&expected);
}

/* What is in the file and beside it: a session that only reads. */
static void check(const struct play *play, const struct keys *keys, size_t to)
{
    char key[192];
    struct session *session;
    struct meeting_view view;
    struct error error = ERROR_NONE;
    snprintf(key, sizeof key, "%.150s", play->path);
    strcpy(strrchr(key, '/'), "/site.key");
    struct session_options options = {.path = play->path, .key_path = key, .read_only = true};
    stage_must(session_open(&session, &options, &error), &error);
    stage_must(meeting_load(session, play->meeting, &view, &error), &error);
    assert_int_equal(view.entry_count, count_of(keys, to, "<Enter>"));
    assert_int_equal(view.now, count_of(keys, to, "<Alt-Down>"));
    check_half_typed(session, keys, to, view.items[view.now].row.id);
    meeting_view_release(&view);
    session_close(session);
}

static void test_killed_between_keys(void **state)
{
    (void)state;
    static struct keys keys;
    struct play *play = play_open(.dutch = true);
    size_t step = getenv("FAULT_LONG") != NULL ? 1 : STEP;
    read_keys(play, &keys);
    stage_close(play->stage);
    for (size_t from = 0; from < keys.count; from += step) {
        size_t to = from + step < keys.count ? from + step : keys.count;
        live_and_die(play->path, &keys, from, to);
        check(play, &keys, to);
    }
    play->stage = stage_open(.path = play->path);
    assert_int_equal(play_entries(play), 150);
    assert_shows(play->stage, "12 Rondvraag");
    play_close(play);
    language_start("en");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_killed_between_keys)};
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
