#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "wijk/base/path.h"
#include "wijk/store/embedded.h"

/* The tests run in the project's folder, so what is carried can be held against the files. */
static void every_file_is_carried_byte_for_byte(void **state)
{
    (void)state;
    size_t cursor = 0;
    for (const char *name; (name = embedded_next(&cursor)) != NULL;) {
        struct buffer path = BUFFER_EMPTY, carried = BUFFER_EMPTY, there = BUFFER_EMPTY;
        struct error error = ERROR_NONE;
        path_join(&path, strncmp(name, "templates/", 10) == 0 ? "src/share" : "schema", name);
        assert_true(path_read(path.bytes, 16 << 20, &there, &error));
        if (there.length > 0 && there.bytes[there.length - 1] != '\n')
            buffer_add_byte(&there, '\n');
        assert_true(embedded_read(name, &carried));
        assert_string_equal(carried.bytes, there.bytes);
        buffer_release(&path);
        buffer_release(&carried);
        buffer_release(&there);
    }
}

static void an_unknown_name_adds_nothing(void **state)
{
    (void)state;
    struct buffer out = BUFFER_EMPTY;
    assert_false(embedded_read("no-such-file.sql", &out));
    assert_false(embedded_read("", &out));
    assert_int_equal(out.length, 0);
    buffer_release(&out);
}

static void the_list_ends_and_stays_ended(void **state)
{
    (void)state;
    size_t cursor = 0;
    while (embedded_next(&cursor) != NULL)
        ;
    assert_null(embedded_next(&cursor));
    assert_null(embedded_next(&cursor));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_carried_byte_for_byte),
        cmocka_unit_test(an_unknown_name_adds_nothing),
        cmocka_unit_test(the_list_ends_and_stays_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
