#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "../../../src/store/body.h"

static struct error why;

static size_t name_of(void *context, const char *text)
{
    return body_writer_name(context, text);
}

/* A body with every kind of value, parents, and what a delete had seen. */
static void write_body(struct buffer *out)
{
    static const struct field text = {.type = FIELD_TEXT}, date = {.type = FIELD_DATE},
                              choice = {.type = FIELD_CHOICE}, plain = {.type = FIELD_INTEGER};
    struct body_writer writer = {.changes = BUFFER_EMPTY};
    struct buffer *changes = &writer.changes;
    struct id row = id_new();
    struct value values[] = {value_none(),          value_integer(INT64_MIN),
                             value_integer(-1),     value_integer(INT64_MAX),
                             value_real(DBL_MAX),   value_real(-0.1),
                             value_text("free"),    value_text("2009-11-27"),
                             value_text("no date"), value_text("choice"),
                             value_text("plain"),   value_id(row)};
    const struct field *fields[] = {&plain, &plain, &plain, &plain,  &plain, &plain,
                                    &text,  &date,  &date,  &choice, &plain, &plain};
    size_t count = sizeof values / sizeof *values;
    for (int operation = BODY_CREATE; operation <= BODY_SET_SEEN; operation++) {
        buffer_add_byte(changes, (char)operation);
        body_put_varint(changes, body_writer_name(&writer, "theme"));
        buffer_add(changes, row.bytes, 16);
        buffer_add_byte(changes, (char)count);
        for (size_t i = 0; i < count; i++) {
            body_put_varint(changes, body_writer_name(&writer, "column"));
            if (operation != BODY_CREATE) {
                body_put_varint(changes, 2);
                for (uint64_t seq = 1; seq < 3; seq++) {
                    body_put_varint(changes, body_writer_site(&writer, row));
                    body_put_varint(changes, seq * 1000);
                }
            }
            body_put_value(changes, &values[i], fields[i], name_of, &writer);
        }
        if (operation == BODY_SET_SEEN) {
            body_put_varint(changes, 1);
            body_put_varint(changes, body_writer_name(&writer, "seen"));
            body_put_varint(changes, body_writer_site(&writer, row));
            body_put_varint(changes, 7);
        }
        writer.change_count++;
    }
    body_writer_end(&writer, out);
    body_writer_release(&writer);
    for (size_t i = 0; i < count; i++)
        value_release(&values[i]);
}

static bool hash_of(const void *bytes, size_t length, uint8_t out[CRYPTO_HASH])
{
    struct body body;
    struct crypto_hash hash;
    error_clear(&why);
    if (!body_open(&body, bytes, length, &why))
        return false;
    crypto_hash_init(&hash);
    bool fine = body_hash(&body, "Person", "Label", &hash, &why);
    crypto_hash_end(&hash, out);
    body_release(&body);
    return fine;
}

static bool visit(void *context, const struct body_parent *seen)
{
    assert_string_equal(seen->column, "seen");
    assert_int_equal(seen->seq, 7);
    ++*(int *)context;
    return true;
}

static void every_value_comes_back(void **state)
{
    (void)state;
    struct buffer bytes = BUFFER_EMPTY;
    struct body body;
    write_body(&bytes);
    assert_true(body_open(&body, bytes.bytes, bytes.length, &why));
    assert_int_equal(body.change_count, 3);
    size_t place = body.first;
    for (int operation = BODY_CREATE; operation <= BODY_SET_SEEN; operation++) {
        static const char *const texts[] = {"free", "2009-11-27", "no date", "choice", "plain"};
        struct body_change change;
        assert_true(body_change_at(&body, place, &change, &why));
        assert_int_equal(change.operation, operation);
        assert_string_equal(change.entity, "theme");
        for (size_t i = 0; i < change.field_count; i++) {
            struct body_field field;
            assert_true(body_next_field(&body, &change, &field, &why));
            assert_string_equal(field.column, "column");
            assert_int_equal(field.parent_count, operation == BODY_CREATE ? 0 : 2);
            if (i == 1)
                assert_true(field.value.integer == INT64_MIN);
            if (i == 2)
                assert_int_equal(field.value.integer, -1);
            if (i == 4)
                assert_true(field.value.real == DBL_MAX);
            if (i >= 6 && i < 11)
                assert_string_equal(field.value.text, texts[i - 6]);
            if (i == 11)
                assert_true(id_equal(field.value.id, change.row));
            value_release(&field.value);
        }
        int seen = 0;
        assert_true(body_each_seen(&body, &change, visit, &seen, &why));
        assert_int_equal(seen, operation == BODY_SET_SEEN);
        place = change.at;
    }
    assert_int_equal(place, bytes.length);
    body_release(&body);
    buffer_release(&bytes);
}

/* The copy has exactly the length, so that a sanitizer sees every step too far. */
static void a_cut_body_is_refused(void **state)
{
    (void)state;
    struct buffer bytes = BUFFER_EMPTY;
    uint8_t hash[CRYPTO_HASH];
    write_body(&bytes);
    for (size_t length = 0; length < bytes.length; length++) {
        char *copy = malloc(length + 1);
        memcpy(copy, bytes.bytes, length);
        copy = realloc(copy, length == 0 ? 1 : length);
        assert_false(hash_of(copy, length, hash));
        assert_int_equal(why.code, ERROR_DAMAGED);
        free(copy);
    }
    buffer_add_byte(&bytes, 0);
    assert_false(hash_of(bytes.bytes, bytes.length, hash));
    buffer_release(&bytes);
}

/* A changed byte is refused or gives another hash, whatever it does. */
static void a_changed_byte_shows(void **state)
{
    (void)state;
    struct buffer bytes = BUFFER_EMPTY;
    uint8_t good[CRYPTO_HASH], bad[CRYPTO_HASH];
    write_body(&bytes);
    assert_true(hash_of(bytes.bytes, bytes.length, good));
    for (size_t at = 0; at < bytes.length; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            char *copy = malloc(bytes.length);
            memcpy(copy, bytes.bytes, bytes.length);
            copy[at] = (char)(copy[at] ^ (1 << bit));
            if (hash_of(copy, bytes.length, bad) && memcmp(good, bad, sizeof good) == 0)
                fail_msg("byte %zu bit %u", at, bit);
            free(copy);
        }
    buffer_release(&bytes);
}

static void noise_is_harmless(void **state)
{
    (void)state;
    uint8_t hash[CRYPTO_HASH];
    unsigned random = 99;
    for (int i = 0; i < 20000; i++) {
        size_t length = (size_t)(i % 200) + 1;
        char *noise = malloc(length);
        for (size_t j = 0; j < length; j++) {
            random = random * 1103515245u + 12345u;
            noise[j] = (char)(j < 2 ? 1 : (random >> 16) % (random & 1 << 20 ? 4 : 256));
        }
        (void)hash_of(noise, length, hash);
        free(noise);
    }
}

/* Erasing replaces salt and text by their hash, and the act's hash stays. */
static void erasing_keeps_the_hash(void **state)
{
    (void)state;
    struct buffer bytes = BUFFER_EMPTY, erased = BUFFER_EMPTY;
    uint8_t before[CRYPTO_HASH], after[CRYPTO_HASH], digest[CRYPTO_HASH];
    write_body(&bytes);
    assert_true(hash_of(bytes.bytes, bytes.length, before));
    struct body body;
    struct body_change change;
    struct body_field field;
    assert_true(body_open(&body, bytes.bytes, bytes.length, &why));
    assert_true(body_change_at(&body, body.first, &change, &why));
    size_t begin = 0;
    for (int i = 0; i < 7; i++) {
        begin = change.at + 1; /* behind the column's name */
        assert_true(body_next_field(&body, &change, &field, &why));
        value_release(&field.value);
    }
    assert_int_equal(bytes.bytes[begin], BODY_TEXT);
    struct crypto_hash hash;
    crypto_hash_init(&hash);
    crypto_hash_add(&hash, bytes.bytes + begin + 1, change.at - begin - 1);
    crypto_hash_end(&hash, digest);
    buffer_add(&erased, bytes.bytes, begin);
    buffer_add_byte(&erased, BODY_ERASED);
    buffer_add(&erased, digest, sizeof digest);
    buffer_add(&erased, bytes.bytes + change.at, bytes.length - change.at);
    assert_true(hash_of(erased.bytes, erased.length, after));
    assert_memory_equal(before, after, CRYPTO_HASH);
    body_release(&body);
    buffer_release(&bytes);
    buffer_release(&erased);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_comes_back), cmocka_unit_test(a_cut_body_is_refused),
        cmocka_unit_test(a_changed_byte_shows),   cmocka_unit_test(noise_is_harmless),
        cmocka_unit_test(erasing_keeps_the_hash),
    };
    struct error error = ERROR_NONE;
    return crypto_start(&error) ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
