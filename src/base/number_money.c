/* The money half of number.h: whole cents, never a double. */
#include <string.h>

#include "wijk/base/number.h"

#define CENTS_DIGITS 18 /* fits in an int64_t whatever they are */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Removes spaces, the euro sign and "EUR", and a final ",-" as on a Dutch price tag. */
static bool strip(const char *text, char *plain, size_t size)
{
    static const char *const ignored[] = {"\u20AC", "\u00A0", "\u202F", "EUR", "eur", " ", "\t"};
    size_t length = 0;
    while (*text != '\0') {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof ignored / sizeof *ignored && skip == 0; i++)
            if (strncmp(text, ignored[i], strlen(ignored[i])) == 0)
                skip = strlen(ignored[i]);
        if (skip > 0) {
            text += skip;
            continue;
        }
        if (length + 1 == size)
            return false;
        plain[length++] = *text++;
    }
    if (length > 2 && plain[length - 1] == '-' && strchr(",.", plain[length - 2]) != NULL)
        length -= 2;
    plain[length] = '\0';
    return length > 0;
}

/* Whether the `length` bytes are digits, or groups of three of them. */
static bool whole_part(const char *text, size_t length, char separator)
{
    size_t first = 0;
    while (first < length && is_digit(text[first]))
        first++;
    if (first == 0 || (first < length && first > 3))
        return false;
    for (size_t i = first; i < length; i += 4)
        if (i + 4 > length || text[i] != separator || !is_digit(text[i + 1]) ||
            !is_digit(text[i + 2]) || !is_digit(text[i + 3]))
            return false;
    return true;
}

/* Where the decimals begin: at the style's separator, or at the other one when one or two digits
 * follow it, which no grouping has. */
static size_t decimals_at(const char *text, char decimal, char group)
{
    const char *at = strrchr(text, decimal);
    if (at != NULL)
        return (size_t)(at - text);
    at = strrchr(text, group);
    if (at != NULL && strchr(text, group) == at && strlen(at + 1) >= 1 && strlen(at + 1) <= 2)
        return (size_t)(at - text);
    return strlen(text);
}

bool money_parse(const char *text, enum number_style style, int64_t *cents)
{
    char plain[64], digits[CENTS_DIGITS + 1];
    if (!strip(text, plain, sizeof plain))
        return false;
    bool negative = *plain == '-';
    const char *body = plain + (*plain == '-' || *plain == '+');
    char decimal = style == NUMBER_NL ? ',' : '.', group = style == NUMBER_NL ? '.' : ',';
    size_t whole = decimals_at(body, decimal, group), length = 0;
    if (!whole_part(body, whole, group))
        return false;
    const char *fraction = body[whole] == '\0' ? "" : body + whole + 1;
    size_t decimals = strspn(fraction, "0123456789");
    if (fraction[decimals] != '\0' || decimals > 2 || (decimals == 0 && body[whole] != '\0'))
        return false;
    for (size_t i = 0; i < whole; i++) {
        if (body[i] == group || (length == 0 && body[i] == '0'))
            continue;
        if (length + 2 >= CENTS_DIGITS)
            return false;
        digits[length++] = body[i];
    }
    digits[length++] = decimals > 0 ? fraction[0] : '0';
    digits[length++] = decimals > 1 ? fraction[1] : '0';
    int64_t sum = 0;
    for (size_t i = 0; i < length; i++)
        sum = sum * 10 + (digits[i] - '0');
    *cents = negative ? -sum : sum;
    return true;
}

static void add_cents(struct buffer *out, int64_t cents, enum number_style style, bool grouped)
{
    char digits[24];
    size_t length = 0;
    uint64_t left = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
    for (; left > 0 || length < 3; left /= 10)
        digits[length++] = (char)('0' + left % 10);
    if (cents < 0)
        buffer_add_byte(out, '-');
    while (length-- > 0) {
        buffer_add_byte(out, digits[length]);
        if (length == 2)
            buffer_add_byte(out, style == NUMBER_NL ? ',' : '.');
        else if (grouped && length > 2 && (length - 2) % 3 == 0)
            buffer_add_byte(out, style == NUMBER_NL ? '.' : ',');
    }
}

void money_format(struct buffer *out, int64_t cents, enum number_style style)
{
    add_cents(out, cents, style, true);
}

void money_exact(struct buffer *out, int64_t cents, enum number_style style)
{
    add_cents(out, cents, style, false);
}
