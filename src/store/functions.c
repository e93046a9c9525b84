#include "functions.h"

#include <sqlite3.h>
#include <string.h>

#include "wijk/base/text.h"

#define DIGITS_LONGEST 70 /* so that the byte that says how many digits stays ASCII */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

/* Folding most texts needs no Unicode tables. */
static void fold(struct buffer *out, const char *text)
{
    if (!is_ascii(text)) {
        text_fold(out, text);
        return;
    }
    size_t length = strlen(text);
    buffer_reserve(out, length);
    for (size_t i = 0; i < length; i++)
        buffer_add_byte(out, lower(text[i]));
}

/* A run of digits becomes '0', how many they are, and the digits without leading zeros: bytes then
 * compare by value. */
static const char *add_digits(struct buffer *out, const char *digits)
{
    while (*digits == '0' && is_digit(digits[1]))
        digits++;
    size_t length = strspn(digits, "0123456789");
    if (length > DIGITS_LONGEST)
        length = DIGITS_LONGEST;
    buffer_add_byte(out, '0');
    buffer_add_byte(out, (char)('0' + length));
    buffer_add(out, digits, length);
    return digits + length;
}

void functions_natural(struct buffer *out, const char *text)
{
    struct buffer folded = BUFFER_EMPTY;
    fold(&folded, text);
    buffer_reserve(out, folded.length + 8);
    for (const char *at = folded.bytes; *at != '\0';) {
        if (is_digit(*at))
            at = add_digits(out, at);
        else
            buffer_add_byte(out, *at++);
    }
    buffer_release(&folded);
}

static void answer(sqlite3_context *context, struct buffer *text)
{
    sqlite3_result_text64(context, text->bytes, text->length, SQLITE_TRANSIENT, SQLITE_UTF8);
    buffer_release(text);
}

static void sql_natural(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    if (text == NULL)
        return;
    struct buffer key = BUFFER_EMPTY;
    functions_natural(&key, text);
    answer(context, &key);
}

static void sql_fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    if (text == NULL)
        return;
    struct buffer folded = BUFFER_EMPTY;
    fold(&folded, text);
    answer(context, &folded);
}

static bool begins_folded(const char *text, const char *part)
{
    for (; *part != '\0'; part++, text++)
        if (lower(*text) != *part)
            return false;
    return true;
}

static bool contains_folded(const char *text, const char *part)
{
    if (!is_ascii(text))
        return text_contains(text, part);
    if (*part == '\0')
        return true;
    for (; *text != '\0'; text++)
        if (begins_folded(text, part))
            return true;
    return false;
}

static void sql_contains(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    const char *part = (const char *)sqlite3_value_text(values[1]);
    sqlite3_result_int(context, text != NULL && part != NULL && contains_folded(text, part));
}

bool functions_register(struct sqlite3 *handle)
{
    static const struct {
        const char *name;
        int arguments;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {
        {"natural_key", 1, sql_natural}, {"fold", 1, sql_fold}, {"contains", 2, sql_contains}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (sqlite3_create_function_v2(handle, functions[i].name, functions[i].arguments,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                       functions[i].call, NULL, NULL, NULL) != SQLITE_OK)
            return false;
    return true;
}
