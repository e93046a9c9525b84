/*
 * One value of one field, of any type. Unknown is VALUE_NONE, never 0 and never an empty text.
 *
 * How the field types of domain/entity.h are held: text, long text and choice as text; date as ISO
 * text, moment as ISO text in UTC
 * ("2009-11-25T13:00:00Z"); integer, flag (0 or 1) and money (cents) as integer; decimal as real;
 * reference as id.
 */
#ifndef WIJK_DOMAIN_VALUE_H
#define WIJK_DOMAIN_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/id.h"

enum value_type { VALUE_NONE, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_ID };

struct value {
    enum value_type type;
    int64_t integer;
    double real;
    struct id id;
    char *text; /* owned; only when type is VALUE_TEXT */
};

struct value value_none(void);
struct value value_integer(int64_t integer);
struct value value_real(double real);
struct value value_text(const char *text); /* copies; NULL or "" is VALUE_NONE */
struct value value_id(struct id id);       /* an all-zero id is VALUE_NONE */

struct value value_copy(const struct value *value);
void value_release(struct value *value);
bool value_equal(const struct value *one, const struct value *other);

static inline bool value_is_none(const struct value *value)
{
    return value->type == VALUE_NONE;
}

#endif
