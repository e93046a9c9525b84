#include "wijk/base/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer than any double without an exponent: 309 digits, a point, 17 decimals. */
#define PLAIN_SIZE 400
#define TYPED_SIZE 64

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* What people see as a space: also no-break and narrow no-break space. Its length, or 0. */
static size_t space_at(const char *text)
{
    if (*text == ' ' || *text == '\t')
        return 1;
    if (strncmp(text, "\u00A0", 2) == 0)
        return 2;
    return strncmp(text, "\u202F", 3) == 0 ? 3 : 0;
}

static const char *skip_spaces(const char *text)
{
    for (size_t length = space_at(text); length > 0; length = space_at(text))
        text += length;
    return text;
}

/* Reads an optional sign; also the typographical minus. */
static const char *skip_sign(const char *text, bool *negative)
{
    *negative = *text == '-';
    if (*text == '-' || *text == '+')
        return text + 1;
    if (strncmp(text, "\u2212", 3) == 0) {
        *negative = true;
        return text + 3;
    }
    return text;
}

/* A typed number taken apart: `body` holds digits, points and commas only. */
struct typed {
    bool negative, spaced;
    char body[TYPED_SIZE];
    size_t length;
};

/* A space inside counts as grouping: exactly three digits must follow. */
static bool group_of_three(const char *text)
{
    return is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && !is_digit(text[3]);
}

static bool take_apart(const char *text, struct typed *typed)
{
    *typed = (struct typed){0};
    text = skip_spaces(skip_sign(skip_spaces(text), &typed->negative));
    while (is_digit(*text) || *text == '.' || *text == ',' || space_at(text) > 0) {
        size_t space = space_at(text);
        if (space > 0) {
            if (!group_of_three(text + space) || typed->length == 0)
                break;
            typed->spaced = true;
            text += space;
            continue;
        }
        if (typed->length + 1 == sizeof typed->body)
            return false;
        typed->body[typed->length++] = *text++;
    }
    text = skip_spaces(text);
    if (*text == '%')
        text = skip_spaces(text + 1);
    return *text == '\0' && typed->length > 0;
}

/* Whether the separators before `end` divide the digits in groups of three. */
static bool grouped_well(const char *body, size_t end, char separator)
{
    size_t first = 0;
    while (first < end && is_digit(body[first]))
        first++;
    if (first == 0 || first > 3)
        return first == end && end > 0;
    for (size_t i = first; i < end; i += 4)
        if (i + 4 > end || body[i] != separator || !is_digit(body[i + 1]) ||
            !is_digit(body[i + 2]) || !is_digit(body[i + 3]))
            return false;
    return true;
}

/* The value of the body when `decimal` is its decimal separator ('\0': it has none) and everything
 * else is grouping. */
static bool value_of(const struct typed *typed, char decimal, double *value)
{
    char plain[TYPED_SIZE + 2];
    size_t length = 0;
    bool digits = false;
    for (size_t i = 0; i < typed->length; i++) {
        if (is_digit(typed->body[i])) {
            plain[length++] = typed->body[i];
            digits = true;
        } else if (typed->body[i] == decimal) {
            plain[length++] = '.';
        }
    }
    plain[length] = '\0';
    if (!digits)
        return false;
    *value = strtod(plain, NULL);
    if (!isfinite(*value))
        return false;
    if (typed->negative && *value != 0)
        *value = -*value;
    return true;
}

static size_t occurrences(const char *text, char byte)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == byte;
    return count;
}

/* One separator only, once. */
static bool read_single(const struct typed *typed, char separator, enum number_style preferred,
                        struct number_reading *reading)
{
    size_t before = (size_t)(strchr(typed->body, separator) - typed->body);
    size_t after = typed->length - before - 1;
    if (after == 0)
        return false;
    bool may_group = after == 3 && before >= 1 && before <= 3 && typed->body[0] != '0';
    if (!may_group || typed->spaced)
        return value_of(typed, separator, &reading->value);
    char decimal = preferred == NUMBER_NL ? ',' : '.';
    reading->ambiguous = true;
    bool as_decimal = separator == decimal;
    return value_of(typed, as_decimal ? separator : '\0', &reading->value) &&
           value_of(typed, as_decimal ? '\0' : separator, &reading->other);
}

bool number_read(const char *text, enum number_style preferred, struct number_reading *reading)
{
    struct typed typed;
    *reading = (struct number_reading){0};
    if (!take_apart(text, &typed))
        return false;
    size_t points = occurrences(typed.body, '.'), commas = occurrences(typed.body, ',');
    if (points + commas == 0)
        return value_of(&typed, '\0', &reading->value);
    if (points + commas == 1)
        return read_single(&typed, points == 1 ? '.' : ',', preferred, reading);
    if (typed.spaced)
        return false;
    if (points == 0 || commas == 0)
        return grouped_well(typed.body, typed.length, points > 0 ? '.' : ',') &&
               value_of(&typed, '\0', &reading->value);
    /* Both: the one that comes last, once, is the decimal separator. */
    char decimal = strrchr(typed.body, '.') > strrchr(typed.body, ',') ? '.' : ',';
    size_t at = (size_t)(strchr(typed.body, decimal) - typed.body);
    return (decimal == '.' ? points : commas) == 1 && at + 1 < typed.length &&
           grouped_well(typed.body, at, decimal == '.' ? ',' : '.') &&
           value_of(&typed, decimal, &reading->value);
}

/* Machines write exponents ("1e-05"); people do not. Answers the length of one at the end. */
static size_t exponent_length(const char *text)
{
    const char *e = strpbrk(text, "eE");
    if (e == NULL || e == text || !(is_digit(e[-1]) || e[-1] == '.' || e[-1] == ','))
        return 0;
    const char *digits = e[1] == '+' || e[1] == '-' ? e + 2 : e + 1;
    size_t length = strspn(digits, "0123456789");
    return length > 0 && digits[length] == '\0' ? (size_t)(digits + length - e) : 0;
}

bool number_parse(const char *text, enum number_style style, double *value)
{
    char plain[PLAIN_SIZE];
    const char *start = skip_spaces(text), *end = start + strlen(start);
    while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if ((size_t)(end - start) >= sizeof plain)
        return false;
    size_t length = (size_t)(end - start);
    memcpy(plain, start, length);
    plain[length] = '\0';
    char *digits = plain + (*plain == '-' || *plain == '+');
    size_t body = strlen(digits) - exponent_length(digits);
    char decimal = style == NUMBER_NL ? ',' : '.';
    char *point = memchr(digits, decimal, body);
    size_t whole = point != NULL ? (size_t)(point - digits) : body;
    if (body == 0 || (point != NULL && (point == digits || point[1] < '0' || point[1] > '9')))
        return false;
    for (char *at = digits + whole + (point != NULL); at < digits + body; at++)
        if (!is_digit(*at))
            return false;
    bool grouped = memchr(digits, '.', whole) != NULL && style == NUMBER_NL;
    if (grouped ? !grouped_well(digits, whole, '.') : strspn(digits, "0123456789") < whole)
        return false;
    if (point != NULL)
        *point = '.';
    if (grouped) {
        char *to = digits, *stop = digits + whole;
        for (char *from = digits; *from != '\0'; from++)
            if (*from != '.' || from >= stop)
                *to++ = *from;
        *to = '\0';
    }
    double read = strtod(plain, NULL);
    if (!isfinite(read))
        return false;
    *value = read == 0 ? 0 : read;
    return true;
}

/* Adds digits with a separator before each group of three. */
static void add_grouped(struct buffer *out, const char *digits, size_t length, char separator)
{
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            buffer_add_byte(out, separator);
        buffer_add_byte(out, digits[i]);
    }
}

/* One unit in the last place away from zero makes halves round as people learnt at school: 2.675 is
 * a little less than it looks. Not where such a unit would be seen. */
static double for_rounding(double value, int decimals)
{
    if (fabs(value) * pow(10, decimals) >= 1e14)
        return value;
    return nextafter(value, value < 0 ? -HUGE_VAL : HUGE_VAL);
}

/* Drops the zeros at the end behind the point, and the point when nothing is left behind it. */
static void drop_zeros(char *plain)
{
    size_t length = strlen(plain);
    if (strchr(plain, '.') == NULL)
        return;
    while (plain[length - 1] == '0')
        length--;
    if (plain[length - 1] == '.')
        length--;
    plain[length] = '\0';
}

static void add_number(struct buffer *out, double value, const char *plain, enum number_style style)
{
    size_t whole = strcspn(plain, ".");
    if (value < 0 && strspn(plain, "0.") < strlen(plain))
        buffer_add_byte(out, '-');
    if (whole >= 5)
        add_grouped(out, plain, whole, style == NUMBER_NL ? '.' : ',');
    else
        buffer_add(out, plain, whole);
    if (plain[whole] != '\0') {
        buffer_add_byte(out, style == NUMBER_NL ? ',' : '.');
        buffer_add_text(out, plain + whole + 1);
    }
}

/* The digits without a sign; false: infinite or not a number, which no rule gives. */
static bool to_digits(double value, int decimals, char plain[PLAIN_SIZE])
{
    if (!isfinite(value))
        return false;
    decimals = decimals < 0 ? 0 : decimals > 15 ? 15 : decimals;
    double rounded = value == 0 ? 0 : for_rounding(value, decimals);
    snprintf(plain, PLAIN_SIZE, "%.*f", decimals, fabs(rounded));
    return true;
}

void number_format(struct buffer *out, double value, int decimals, enum number_style style)
{
    char plain[PLAIN_SIZE] = "?";
    if (to_digits(value, decimals, plain))
        drop_zeros(plain);
    add_number(out, isfinite(value) ? value : 0, plain, style);
}

void number_format_fixed(struct buffer *out, double value, int decimals, enum number_style style)
{
    char plain[PLAIN_SIZE] = "?";
    to_digits(value, decimals, plain);
    add_number(out, isfinite(value) ? value : 0, plain, style);
}

/* Most numbers have few decimals, and then whole numbers do: a quotient of two that are exact is
 * the double nearest to it, so it reads back. The fewest decimals are tried first. */
static bool add_short(struct buffer *out, double value, enum number_style style)
{
    char digits[32];
    size_t at = sizeof digits;
    int decimals = 0;
    double scale = 1;
    while (decimals < 4 && round(value * scale) / scale != value) {
        scale *= 10;
        decimals++;
    }
    double scaled = fabs(round(value * scale));
    if (!(scaled < 1e15) || round(value * scale) / scale != value)
        return false;
    uint64_t left = (uint64_t)scaled;
    for (int written = 0; left > 0 || written <= decimals; written++) {
        if (decimals > 0 && written == decimals)
            digits[--at] = style == NUMBER_NL ? ',' : '.';
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    }
    if (value < 0)
        digits[--at] = '-';
    buffer_add(out, digits + at, sizeof digits - at);
    return true;
}

void number_exact(struct buffer *out, double value, enum number_style style)
{
    char text[PLAIN_SIZE];
    if (!isfinite(value))
        return;
    if (value == 0)
        value = 0; /* not "-0" */
    if (add_short(out, value, style))
        return;
    int precision = 1;
    do
        snprintf(text, sizeof text, "%.*e", precision - 1, value);
    while (strtod(text, NULL) != value && ++precision <= 17);
    long exponent = strtol(strchr(text, 'e') + 1, NULL, 10);
    if (exponent >= -7 && exponent <= 20) {
        long decimals = precision - 1 - exponent;
        snprintf(text, sizeof text, "%.*f", decimals > 0 ? (int)decimals : 0, value);
    }
    char *point = strchr(text, '.');
    if (point != NULL && style == NUMBER_NL)
        *point = ',';
    buffer_add_text(out, text);
}
