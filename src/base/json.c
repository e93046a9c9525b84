#include "wijk/base/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/base/number.h"
#include "wijk/base/text.h"

static void line_break(struct json *json)
{
    if (!json->indent)
        return;
    buffer_add_byte(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        buffer_add_text(json->out, "  ");
}

/* What comes before a value or a key: nothing behind a key, else a comma and a new line. */
static void separate(struct json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->some[json->depth])
        buffer_add_text(json->out, json->indent ? "," : ", ");
    json->some[json->depth] = true;
    if (json->depth > 0)
        line_break(json);
}

/* Whether JSON has the byte as it is. */
static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f;
}

static void add_escaped(struct buffer *out, unsigned char byte)
{
    if (byte == '"' || byte == '\\')
        buffer_format(out, "\\%c", byte);
    else if (byte == '\n')
        buffer_add_text(out, "\\n");
    else if (byte == '\t')
        buffer_add_text(out, "\\t");
    else
        buffer_format(out, "\\u%04x", byte);
}

/* Well-formed text, in runs of what needs no escape. */
static void add_fine(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t run = i;
        while (run < length && is_plain((unsigned char)text[run]))
            run++;
        buffer_add(out, text + i, run - i);
        if (run < length)
            add_escaped(out, (unsigned char)text[run++]);
        i = run;
    }
}

static void add_string(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '"');
    size_t length = strlen(text), bad = 0;
    for (const char *end = text + length; text < end;) {
        size_t fine = text_valid(text, (size_t)(end - text), &bad) ? (size_t)(end - text) : bad;
        add_fine(out, text, fine);
        text += fine;
        if (text < end) {
            buffer_add_text(out, "\xEF\xBF\xBD");
            text++;
        }
    }
    buffer_add_byte(out, '"');
}

void json_begin(struct json *json, struct buffer *out, bool indent)
{
    *json = (struct json){.out = out, .indent = indent};
}

void json_open(struct json *json, char bracket)
{
    separate(json);
    buffer_add_byte(json->out, bracket);
    if (json->depth + 1 < JSON_DEPTH) {
        json->closing[json->depth++] = bracket == '{' ? '}' : ']';
        json->some[json->depth] = false;
    }
}

void json_close(struct json *json)
{
    if (json->depth == 0)
        return;
    bool some = json->some[json->depth];
    json->depth--;
    if (some)
        line_break(json);
    buffer_add_byte(json->out, json->closing[json->depth]);
    json->after_key = false;
}

void json_end(struct json *json)
{
    while (json->depth > 0)
        json_close(json);
    buffer_add_byte(json->out, '\n');
    json->some[0] = false;
}

void json_key(struct json *json, const char *key)
{
    separate(json);
    add_string(json->out, key);
    buffer_add_text(json->out, ": ");
    json->after_key = true;
}

void json_text(struct json *json, const char *text)
{
    if (text == NULL) {
        json_null(json);
        return;
    }
    separate(json);
    add_string(json->out, text);
}

void json_integer(struct json *json, int64_t integer)
{
    separate(json);
    buffer_format(json->out, "%" PRId64, integer);
}

void json_real(struct json *json, double real)
{
    if (!isfinite(real)) {
        json_null(json);
        return;
    }
    separate(json);
    number_exact(json->out, real, NUMBER_ISO);
}

void json_money(struct json *json, int64_t cents)
{
    separate(json);
    money_exact(json->out, cents, NUMBER_ISO);
}

void json_boolean(struct json *json, bool boolean)
{
    separate(json);
    buffer_add_text(json->out, boolean ? "true" : "false");
}

void json_null(struct json *json)
{
    separate(json);
    buffer_add_text(json->out, "null");
}

/* ---- members ---- */

void json_member_text(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_member_known(struct json *json, const char *key, const char *text)
{
    json_member_text(json, key, text == NULL || *text == '\0' ? NULL : text);
}

void json_member_integer(struct json *json, const char *key, int64_t integer)
{
    json_key(json, key);
    json_integer(json, integer);
}

void json_member_date(struct json *json, const char *key, date_t date)
{
    char text[DATE_TEXT_SIZE] = "";
    if (date != DATE_NONE)
        date_iso(date, text);
    json_member_known(json, key, text);
}
