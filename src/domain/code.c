#include "wijk/domain/code.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "wijk/base/text.h"
#include "wijk/domain/row.h"

#define MOST_DIGITS 12

void code_next(struct buffer *out, const char *prefix, int64_t highest, const char *letter)
{
    buffer_format(out, "%s%lld%s", prefix, (long long)highest + 1, letter == NULL ? "" : letter);
}

void code_decision(struct buffer *out, const struct row *decision)
{
    int64_t number = row_integer(decision, "number", 0);
    if (number > 0)
        code_next(out, "", number - 1, row_text(decision, "letter"));
}

void code_agreement(struct buffer *out, int64_t number)
{
    buffer_format(out, "%s%c%lld", CODE_AGREEMENT, CODE_OWN, (long long)number);
}

/* Moves behind a run of digits; 0 when there is none or it is absurd. */
static int64_t take_number(const char **text)
{
    size_t digits = strspn(*text, "0123456789");
    int64_t number = 0;
    if (digits > MOST_DIGITS)
        return 0;
    for (size_t i = 0; i < digits; i++)
        number = number * 10 + (*(*text)++ - '0');
    return number;
}

static const char *behind_letters(const char *text)
{
    while (isalpha((unsigned char)*text))
        text++;
    return text;
}

int64_t code_number(const char *code, const char *prefix)
{
    size_t length = strlen(prefix);
    if (code == NULL || strncasecmp(code, prefix, length) != 0)
        return 0;
    const char *rest = code + length;
    int64_t number = take_number(&rest);
    return *behind_letters(rest) == '\0' ? number : 0;
}

int code_compare(const char *one, const char *other)
{
    if (one == NULL || other == NULL)
        return (one == NULL) - (other == NULL);
    return text_compare(one, other);
}

bool code_equal(const char *one, const char *other)
{
    return one != NULL && other != NULL && strcasecmp(one, other) == 0;
}

bool code_like(const char *text)
{
    const char *letters = text;
    while (isalpha((unsigned char)*text) || (unsigned char)*text >= 0x80)
        text++;
    if (text == letters || *text != CODE_OWN)
        return false;
    do {
        text++;
        if (take_number(&text) == 0)
            return false;
        text = behind_letters(text);
    } while (*text == CODE_UNDER);
    return *text == '\0';
}
