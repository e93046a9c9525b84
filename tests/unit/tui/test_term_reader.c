#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "wijk/tui/term_reader.h"

struct line {
    int ends[2];
    struct term_reader reader;
    enum event_type signalled;
};

static struct event take_signal(void *ctx)
{
    struct line *line = ctx;
    struct event event = {.type = line->signalled};
    line->signalled = EVENT_NONE;
    return event;
}

static int setup(void **state)
{
    static struct line line;
    line.signalled = EVENT_NONE;
    if (pipe(line.ends) != 0)
        return -1;
    term_reader_init(&line.reader, line.ends[0]);
    line.reader.signalled = take_signal;
    line.reader.ctx = &line;
    *state = &line;
    return 0;
}

static int teardown(void **state)
{
    struct line *line = *state;
    term_reader_release(&line->reader);
    close(line->ends[0]);
    if (line->ends[1] >= 0)
        close(line->ends[1]);
    return 0;
}

static void type(struct line *line, const char *bytes)
{
    assert_int_equal(write(line->ends[1], bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

static void keys_come_in_order(void **state)
{
    struct line *line = *state;
    assert_false(term_reader_pending(&line->reader));
    assert_int_equal(term_reader_wait(&line->reader, 0).type, EVENT_NONE);
    type(line, "a\033[Bé");
    assert_true(term_reader_pending(&line->reader));
    assert_true(term_reader_pending(&line->reader));
    assert_int_equal(term_reader_wait(&line->reader, -1).key, 'a');
    assert_int_equal(term_reader_wait(&line->reader, -1).key, KEYS_DOWN);
    assert_int_equal(term_reader_wait(&line->reader, -1).key, 0xE9);
    assert_false(term_reader_pending(&line->reader));
    assert_int_equal(term_reader_wait(&line->reader, 1).type, EVENT_NONE);
}

static void lone_escape_is_a_key(void **state)
{
    struct line *line = *state;
    type(line, "\033");
    assert_false(term_reader_pending(&line->reader));
    assert_int_equal(term_reader_wait(&line->reader, -1).key, KEYS_ESCAPE);
}

static void second_press_is_double(void **state)
{
    static const char click[] = "\033[<0;5;4M\033[<0;5;4m";
    struct line *line = *state;
    type(line, click);
    type(line, click);
    type(line, click);
    type(line, "\033[<0;9;9M");
    assert_int_equal(term_reader_wait(&line->reader, -1).mouse, MOUSE_PRESS);
    assert_int_equal(term_reader_wait(&line->reader, -1).mouse, MOUSE_DOUBLE);
    assert_int_equal(term_reader_wait(&line->reader, -1).mouse, MOUSE_PRESS);
    struct event elsewhere = term_reader_wait(&line->reader, -1);
    assert_int_equal(elsewhere.mouse, MOUSE_PRESS);
    assert_int_equal(elsewhere.x, 8);
}

static void signals_come_first(void **state)
{
    struct line *line = *state;
    type(line, "a");
    line->signalled = EVENT_RESIZE;
    assert_int_equal(term_reader_wait(&line->reader, -1).type, EVENT_RESIZE);
    assert_int_equal(term_reader_wait(&line->reader, -1).key, 'a');
}

static void closed_line_is_the_end(void **state)
{
    struct line *line = *state;
    type(line, "a");
    close(line->ends[1]);
    line->ends[1] = -1;
    assert_int_equal(term_reader_wait(&line->reader, -1).key, 'a');
    assert_true(term_reader_pending(&line->reader));
    assert_int_equal(term_reader_wait(&line->reader, -1).type, EVENT_END);
    assert_int_equal(term_reader_wait(&line->reader, -1).type, EVENT_END);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_come_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(lone_escape_is_a_key, setup, teardown),
        cmocka_unit_test_setup_teardown(second_press_is_double, setup, teardown),
        cmocka_unit_test_setup_teardown(signals_come_first, setup, teardown),
        cmocka_unit_test_setup_teardown(closed_line_is_the_end, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
