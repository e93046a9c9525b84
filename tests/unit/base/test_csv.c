#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/base/csv.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Reads all: fields in <>, rows by |, bad rows as "!line,column" (the reason is not compared). */
static void read_all(struct csv_reader *reader, struct buffer *out)
{
    for (;;) {
        struct error error = ERROR_NONE;
        enum csv_result result = csv_read(reader, &error);
        if (result == CSV_END)
            return;
        if (result == CSV_BAD) {
            long line;
            int column;
            assert_true(error.message[0] != '\0');
            csv_place(reader, &line, &column);
            buffer_format(out, "!%ld,%d|", line, column);
            continue;
        }
        assert_int_equal(result, CSV_ROW);
        for (size_t i = 0; i < csv_count(reader); i++) {
            assert_int_equal(strlen(csv_field(reader, i)->text), csv_field(reader, i)->length);
            buffer_format(out, "<%s>", csv_field(reader, i)->text);
        }
        buffer_add_byte(out, '|');
    }
}

static struct csv_reader *open_text(const char *text, size_t length)
{
    struct error error = ERROR_NONE;
    struct csv_reader *reader = csv_open_text(text, length, &error);
    assert_non_null(reader);
    return reader;
}

/* The same bytes through a file, which is read in blocks. */
static struct csv_reader *open_file(const char *text, size_t length)
{
    struct error error = ERROR_NONE;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fflush(file);
    int copy = dup(fileno(file));
    lseek(copy, 0, SEEK_SET);
    fclose(file);
    struct csv_reader *reader = csv_open_file(copy, "test", &error);
    assert_non_null(reader);
    return reader;
}

static void test_rows(void **state)
{
    (void)state;
    static const struct {
        const char *text, *rows;
    } examples[] = {
        {"", ""},
        {"\n\r\n\n", ""},
        {"a;b\n1;2\n", "<a><b>|<1><2>|"},
        {"a;b\r\n1;2", "<a><b>|<1><2>|"},
        {"a;b\r1;2\r", "<a><b>|<1><2>|"},
        {"a,b;c\n1,2,3\n", "<a,b><c>|<1,2,3>|"},
        {"a,b,c;d\n", "<a><b><c;d>|"},
        {"a\tb\n1\t2\n", "<a><b>|<1><2>|"},
        {"\"a;b\",c\n", "<a;b><c>|"},
        {"sep=,\r\na;b,c\r\n", "<a;b><c>|"},
        {"\xEF\xBB\xBF\"a\";b\n", "<a><b>|"},
        {"a;b\n\"x\"\"y\";\"\"\n", "<a><b>|<x\"y><>|"},
        {"a;b\n\"one\ntwo\r\nthree\rfour\";5\n", "<a><b>|<one\ntwo\r\nthree\rfour><5>|"},
        {"a;b\n;\n", "<a><b>|<><>|"},
        {"a\n\n\n1\n", "<a>|<1>|"},
        {"a;b\n5 \"inch\";2\n", "<a><b>|<5 \"inch\"><2>|"},
        {"a;b\n\"x\" ;2\n", "<a><b>|<x><2>|"},
        {"a;b\nEr\xC3\xA9;1\n", "<a><b>|<Er\xC3\xA9><1>|"},
        {"a;b\nEr\xE9 \x80;1\n", "<a><b>|<Er\xC3\xA9 \xE2\x82\xAC><1>|"},
        {"a\n'=1+1\n'-x\n''+x\n's-Gravenhage\n'\n", "<a>|<=1+1>|<-x>|<'+x>|<'s-Gravenhage>|<'>|"},
        /* what cannot be read, and what is read behind it */
        {"a;b\n\"open;2\n3;4\n", "<a><b>|!2,1|<3><4>|"},
        {"a;b\n1;\"open\n3;4\n5;\"6\"\n", "<a><b>|!2,2|<3><4>|<5><6>|"},
        {"a;b\n\"x\"y;2\n3;4\n", "<a><b>|!2,1|<3><4>|"},
        {"a;b\n\"x\nz\"y;2\n3;4\n", "<a><b>|!2,1|<z\"y><2>|<3><4>|"},
        {"a\n\xC3\xA9\xC3\xA9\nx\xE9\ny\n", "<a>|<\xC3\xA9\xC3\xA9>|!3,1|<y>|"},
        {"a\n\"", "<a>|!2,1|"},
    };
    for (size_t i = 0; i < COUNT(examples); i++)
        for (int file = 0; file < 2; file++) {
            struct buffer out = BUFFER_EMPTY;
            size_t length = strlen(examples[i].text);
            struct csv_reader *reader =
                file ? open_file(examples[i].text, length) : open_text(examples[i].text, length);
            read_all(reader, &out);
            assert_string_equal(out.bytes, examples[i].rows);
            struct error error = ERROR_NONE;
            buffer_clear(&out);
            assert_true(csv_rewind(reader, &error));
            read_all(reader, &out);
            assert_string_equal(out.bytes, examples[i].rows);
            buffer_release(&out);
            csv_close(reader);
        }
}

static void test_nul(void **state)
{
    (void)state;
    static const char text[] = "a;b\n1;x\0y\n3;4\n";
    struct csv_reader *reader = open_text(text, sizeof text - 1);
    struct buffer out = BUFFER_EMPTY;
    read_all(reader, &out);
    assert_string_equal(out.bytes, "<a><b>|!2,2|<3><4>|");
    buffer_release(&out);
    csv_close(reader);
}

static void test_found(void **state)
{
    (void)state;
    struct csv_reader *reader = open_text("a,b\n\xE9", 5);
    assert_int_equal(csv_delimiter(reader), ',');
    assert_int_equal(csv_encoding(reader), CSV_WINDOWS_1252);
    csv_close(reader);
    reader = open_text("a\tb\n\xC3\xA9", 6);
    assert_int_equal(csv_delimiter(reader), '\t');
    assert_int_equal(csv_encoding(reader), CSV_UTF8);
    csv_close(reader);
    struct error error = ERROR_NONE;
    assert_null(csv_open_text("\xFF\xFE"
                              "a\0",
                              4, &error));
    assert_int_equal(error.code, ERROR_INPUT);
    error_clear(&error);
    assert_null(csv_open_text("PK\003\004....", 8, &error));
    assert_int_equal(error.code, ERROR_INPUT);
    error_clear(&error);
    assert_null(csv_open("/nowhere/at all.csv", &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    error_clear(&error);
    assert_null(csv_open("/", &error));
    assert_int_equal(error.code, ERROR_INPUT);
}

static void add_many(struct buffer *out, char byte, size_t count)
{
    buffer_reserve(out, count);
    memset(out->bytes + out->length, byte, count);
    out->length += count;
    out->bytes[out->length] = '\0';
}

static void test_limits(void **state)
{
    (void)state;
    struct buffer text = BUFFER_EMPTY, out = BUFFER_EMPTY;
    buffer_add_text(&text, "a;b\n1;");
    add_many(&text, 'x', CSV_FIELD_LIMIT + 1);
    buffer_add_text(&text, "\n2;3\n\"");
    add_many(&text, 'x', CSV_FIELD_LIMIT + 1);
    buffer_add_text(&text, "\"\n");
    add_many(&text, ';', CSV_FIELDS);
    buffer_add_text(&text, "\n4;5\n");
    for (int i = 0; i < 20; i++) {
        add_many(&text, 'y', CSV_FIELD_LIMIT - 10);
        buffer_add_byte(&text, ';');
    }
    buffer_add_text(&text, "\n\"6\n7;8\n9;");
    add_many(&text, 'z', 2 * CSV_ROW_LIMIT);
    struct csv_reader *reader = open_file(text.bytes, text.length);
    read_all(reader, &out);
    assert_string_equal(out.bytes, "<a><b>|!2,2|<2><3>|!4,1|!5,501|<4><5>|!7,9|!8,1|<7><8>|!10,2|");
    csv_close(reader);
    buffer_release(&out);
    buffer_release(&text);
}

/* Every line opens a quote: reading again stays within bounds. */
static void test_many_open_quotes(void **state)
{
    (void)state;
    struct buffer text = BUFFER_EMPTY;
    for (int i = 0; i < 300000; i++)
        buffer_add_text(&text, "\"a\nb\"c\n");
    struct csv_reader *reader = open_text(text.bytes, text.length);
    size_t bad = 0;
    for (;;) {
        struct error error = ERROR_NONE;
        enum csv_result result = csv_read(reader, &error);
        if (result == CSV_END)
            break;
        bad += result == CSV_BAD;
    }
    assert_true(bad >= 300000);
    csv_close(reader);
    buffer_release(&text);
}

static void test_write(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written;
    } examples[] = {
        {NULL, ""},
        {"", ""},
        {"plain", "plain"},
        {"a;b", "\"a;b\""},
        {"a,b", "a,b"},
        {"say \"x\"", "\"say \"\"x\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {" space", "\" space\""},
        {"=1+1", "'=1+1"},
        {"@cmd", "'@cmd"},
        {"+31 20", "'+31 20"},
        {"-x", "'-x"},
        {"-3", "-3"},
        {"-3,5", "-3,5"},
        {"+3.25", "+3.25"},
        {"-3-", "'-3-"},
        {"-3.5.1", "'-3.5.1"},
        {"-", "'-"},
        {"\tx", "'\tx"},
        {"\x1B[2J", "'\x1B[2J"},
        {"'=x", "''=x"},
        {"'-3", "''-3"},
        {"'s-Gravenhage", "'s-Gravenhage"},
        {"=a;b", "\"'=a;b\""},
        {"caf\xE9", "caf\xEF\xBF\xBD"},
        {"caf\xC3\xA9", "caf\xC3\xA9"},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct buffer out = BUFFER_EMPTY;
        struct csv_writer writer;
        csv_begin(&writer, &out, ';', false);
        csv_add(&writer, "h");
        csv_add(&writer, examples[i].text);
        csv_end_row(&writer);
        assert_memory_equal(out.bytes, "h;", 2);
        assert_memory_equal(out.bytes + out.length - 2, "\r\n", 2);
        out.bytes[out.length - 2] = '\0';
        assert_string_equal(out.bytes + 2, examples[i].written);
        out.bytes[out.length - 2] = '\r';
        struct csv_reader *reader = open_text(out.bytes, out.length);
        struct error error = ERROR_NONE;
        assert_int_equal(csv_read(reader, &error), CSV_ROW);
        assert_int_equal(csv_count(reader), 2);
        if (examples[i].text != NULL && strcmp(examples[i].text, "caf\xE9") != 0)
            assert_string_equal(csv_field(reader, 1)->text, examples[i].text);
        csv_close(reader);
        buffer_release(&out);
    }
}

static void test_write_empty_row(void **state)
{
    (void)state;
    struct buffer out = BUFFER_EMPTY;
    struct csv_writer writer;
    csv_begin(&writer, &out, ',', true);
    writer.line_end = "\n";
    csv_add(&writer, "a");
    csv_end_row(&writer);
    csv_add(&writer, NULL);
    csv_end_row(&writer);
    assert_string_equal(out.bytes, "\xEF\xBB\xBF"
                                   "a\n\"\"\n");
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_many_open_quotes),
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_write_empty_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
