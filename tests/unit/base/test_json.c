#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "wijk/base/json.h"
#include "wijk/base/outfile.h"
#include "wijk/base/path.h"

static void write_example(struct json *json)
{
    json_open(json, '{');
    json_key(json, "name");
    json_text(json, "Een \"naam\"\n");
    json_key(json, "figures");
    json_open(json, '[');
    json_real(json, 14.2);
    json_integer(json, -3);
    json_real(json, NAN);
    json_money(json, 123456);
    json_boolean(json, true);
    json_close(json);
    json_key(json, "none");
    json_text(json, NULL);
    json_key(json, "empty");
    json_open(json, '[');
    json_close(json);
    json_end(json);
}

static void test_shape(void **state)
{
    (void)state;
    struct buffer out = BUFFER_EMPTY;
    struct json json;
    json_begin(&json, &out, false);
    write_example(&json);
    assert_string_equal(out.bytes, "{\"name\": \"Een \\\"naam\\\"\\n\", \"figures\": [14.2, -3, "
                                   "null, 1234.56, true], \"none\": null, \"empty\": []}\n");
    buffer_clear(&out);
    json_begin(&json, &out, true);
    write_example(&json);
    assert_string_equal(out.bytes, "{\n  \"name\": \"Een \\\"naam\\\"\\n\",\n  \"figures\": [\n"
                                   "    14.2,\n    -3,\n    null,\n    1234.56,\n    true\n  ],\n"
                                   "  \"none\": null,\n  \"empty\": []\n}\n");
    buffer_release(&out);
}

static void test_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *json;
    } examples[] = {
        {"", "\"\"\n"},
        {"\\", "\"\\\\\"\n"},
        {"\x1B[2J", "\"\\u001b[2J\"\n"},
        {"\t\r", "\"\\t\\u000d\"\n"},
        {"\x7F", "\"\\u007f\"\n"},
        {"\xC3\xA9", "\"\xC3\xA9\"\n"},
        {"a\xE9z", "\"a\xEF\xBF\xBDz\"\n"},
        {"\xF0\x9F", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct buffer out = BUFFER_EMPTY;
        struct json json;
        json_begin(&json, &out, true);
        json_text(&json, examples[i].text);
        json_end(&json);
        assert_string_equal(out.bytes, examples[i].json);
        buffer_release(&out);
    }
}

static void test_outfile(void **state)
{
    (void)state;
    char folder[] = "/tmp/wijk-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct buffer path = BUFFER_EMPTY, content = BUFFER_EMPTY;
    path_join(&path, folder, "out");
    struct error error = ERROR_NONE;
    struct outfile file;
    assert_true(outfile_begin(&file, path.bytes, 0600, &error));
    for (int i = 0; i < 20000; i++) {
        buffer_add_text(&file.content, "0123456789");
        assert_true(outfile_flush(&file, &error));
    }
    assert_false(path_exists(path.bytes));
    assert_true(outfile_commit(&file, &error));
    assert_true(path_read(path.bytes, 1 << 20, &content, &error));
    assert_int_equal(content.length, 200000);
    assert_true(outfile_begin(&file, path.bytes, 0600, &error));
    buffer_add_text(&file.content, "other");
    outfile_abort(&file);
    buffer_clear(&content);
    assert_true(path_read(path.bytes, 1 << 20, &content, &error));
    assert_int_equal(content.length, 200000);
    assert_false(outfile_begin(&file, "/nowhere/file", 0600, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    remove(path.bytes);
    remove(folder); /* fails, and so the test, when anything else was left */
    assert_false(path_exists(folder));
    buffer_release(&path);
    buffer_release(&content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shape),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_outfile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
