/*
 * Writing JSON, piece by piece, into a buffer that the caller owns and may empty at any time.
 * Commas, line breaks and indentation come of themselves.
 *
 *     struct json json;
 *     json_begin(&json, &out, true);
 *     json_open(&json, '{');
 *     json_key(&json, "code");
 *     json_text(&json, "I-12");
 *     json_close(&json);              closes what was opened last
 *     json_end(&json);                the final line end
 */
#ifndef WIJK_BASE_JSON_H
#define WIJK_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"

#define JSON_DEPTH 32

struct json {
    struct buffer *out; /* borrowed */
    bool indent;        /* one element a line; else all on one line */
    bool after_key;     /* the next value follows a key */
    int depth;
    char closing[JSON_DEPTH];
    bool some[JSON_DEPTH + 1]; /* whether the level has an element already */
};

void json_begin(struct json *json, struct buffer *out, bool indent);
void json_open(struct json *json, char bracket); /* '{' or '[' */
void json_close(struct json *json);
void json_end(struct json *json); /* closes what is still open */

void json_key(struct json *json, const char *key);
/* Strings are valid JSON whatever they hold: control characters are escaped, bytes that are not
 * UTF-8 become U+FFFD. NULL is null. */
void json_text(struct json *json, const char *text);
void json_integer(struct json *json, int64_t integer);
void json_real(struct json *json, double real);    /* reads back equal; not finite: null */
void json_money(struct json *json, int64_t cents); /* in euros: 1234.56 */
void json_boolean(struct json *json, bool boolean);
void json_null(struct json *json);

/* A key with its value. */
void json_member_text(struct json *json, const char *key, const char *text);  /* NULL: null */
void json_member_known(struct json *json, const char *key, const char *text); /* empty: null too */
void json_member_integer(struct json *json, const char *key, int64_t integer);
void json_member_date(struct json *json, const char *key, date_t date); /* none: null */

#endif
