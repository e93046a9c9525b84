/* The comparing half of text.h: all of it works on folded text, or on ASCII as it is. */
#include <stdlib.h>
#include <string.h>

#include "wijk/base/text.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Compares two runs of digits by value and moves both behind them. */
static int compare_digits(const char **one, const char **other)
{
    while (**one == '0' && is_digit((*one)[1]))
        (*one)++;
    while (**other == '0' && is_digit((*other)[1]))
        (*other)++;
    size_t length = strspn(*one, "0123456789"), length_other = strspn(*other, "0123456789");
    int order =
        length != length_other ? (length < length_other ? -1 : 1) : memcmp(*one, *other, length);
    *one += length;
    *other += length_other;
    return order;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

static int compare_folded(const char *one, const char *other)
{
    while (*one != '\0' && *other != '\0') {
        if (is_digit(*one) && is_digit(*other)) {
            int order = compare_digits(&one, &other);
            if (order != 0)
                return order;
        } else if (lower(*one) != lower(*other)) {
            return (unsigned char)lower(*one) < (unsigned char)lower(*other) ? -1 : 1;
        } else {
            one++;
            other++;
        }
    }
    return (*one != '\0') - (*other != '\0');
}

static bool is_ascii(const char *text)
{
    while ((unsigned char)(*text - 1) < 0x7F)
        text++;
    return *text == '\0';
}

int text_compare(const char *one, const char *other)
{
    if (is_ascii(one) && is_ascii(other)) { /* codes: nothing to fold but capitals */
        int ascii = compare_folded(one, other);
        return ascii != 0 ? ascii : strcmp(one, other);
    }
    struct buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    text_fold(&first, one);
    text_fold(&second, other);
    int order = compare_folded(first.bytes, second.bytes);
    buffer_release(&first);
    buffer_release(&second);
    return order != 0 ? order : strcmp(one, other);
}

int text_compare_folded(const char *one, const char *other)
{
    struct buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    text_fold(&first, one);
    text_fold(&second, other);
    int order = strcmp(first.bytes, second.bytes);
    buffer_release(&first);
    buffer_release(&second);
    return order;
}

bool text_ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), part = strlen(end);
    return length >= part && strcmp(text + length - part, end) == 0;
}

bool text_contains(const char *text, const char *part)
{
    struct buffer whole = BUFFER_EMPTY, wanted = BUFFER_EMPTY;
    text_fold(&whole, text);
    text_fold(&wanted, part);
    bool found = strstr(whole.bytes, wanted.bytes) != NULL;
    buffer_release(&whole);
    buffer_release(&wanted);
    return found;
}

static bool begins_word(const char *text, size_t at)
{
    return at == 0 || strchr(" -_./(", text[at - 1]) != NULL;
}

/* Points for every typed letter found in order: 1, more in a run (+3) and at the beginning of a
 * word (+4) or of all
 * (+4 more); a shorter text wins between equals. */
static int match_folded(const char *text, const char *typed)
{
    int score = 0;
    size_t at = 0, last = SIZE_MAX;
    for (; *typed != '\0'; typed++) {
        if (*typed == ' ')
            continue;
        const char *found = strchr(text + at, *typed);
        if (found == NULL)
            return -1;
        size_t position = (size_t)(found - text);
        score += 1 + (last != SIZE_MAX && position == last + 1 ? 3 : 0) +
                 (begins_word(text, position) ? 4 : 0) + (position == 0 ? 4 : 0);
        last = position;
        at = position + 1;
    }
    return score;
}

int text_match(const char *text, const char *typed)
{
    struct buffer whole = BUFFER_EMPTY, wanted = BUFFER_EMPTY;
    text_fold(&whole, text);
    text_fold(&wanted, typed);
    const char *inside = strstr(whole.bytes, wanted.bytes);
    int score = match_folded(whole.bytes, wanted.bytes);
    if (inside != NULL)
        score += 5 * (int)wanted.length +
                 (begins_word(whole.bytes, (size_t)(inside - whole.bytes)) ? 20 : 0);
    buffer_release(&whole);
    buffer_release(&wanted);
    return score;
}
