/* The typing half of date.h: dates as people write them, in Dutch and English. */
#include <stdlib.h>
#include <string.h>

#include "wijk/base/date.h"
#include "wijk/base/text.h"

#define WORD_SIZE 16
#define TOKENS 6

struct token {
    bool number;
    int value, digits;    /* of a number */
    char word[WORD_SIZE]; /* else */
};

struct tokens {
    struct token items[TOKENS];
    size_t count;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool begins(const char *name, const char *typed)
{
    return strncmp(name, typed, strlen(typed)) == 0;
}

/* 1 to 12, or 0: three letters or more of a name, and the Dutch "mrt". */
static int month_named(const char *word)
{
    static const char *const names[2][12] = {
        {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
         "oktober", "november", "december"},
        {"january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"}};
    if (strcmp(word, "mrt") == 0)
        return 3;
    if (strlen(word) < 3)
        return 0;
    for (int i = 0; i < 24; i++)
        if (begins(names[i / 12][i % 12], word))
            return i % 12 + 1;
    return 0;
}

/* 1 Monday to 7, or 0: the Dutch two letters, or three or more of a name. */
static int weekday_named(const char *word)
{
    static const char *const names[2][7] = {
        {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
        {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}};
    size_t length = strlen(word);
    for (int i = 0; i < 14; i++)
        if (begins(names[i / 7][i % 7], word) && (length >= 3 || (length == 2 && i < 7)))
            return i % 7 + 1;
    return 0;
}

static bool day_named(const char *word, date_t today, date_t *date)
{
    static const struct {
        const char *name;
        int days;
    } names[] = {{"vandaag", 0},   {"today", 0},      {"morgen", 1},     {"tomorrow", 1},
                 {"gisteren", -1}, {"yesterday", -1}, {"overmorgen", 2}, {"eergisteren", -2}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, word) == 0) {
            *date = today + names[i].days;
            return true;
        }
    int weekday = weekday_named(word);
    if (weekday == 0)
        return false;
    *date = today + (weekday - date_weekday(today) + 6) % 7 + 1;
    return true;
}

/* "1st", "2nd", "1e": the letters say nothing. */
static bool is_ordinal(const char *word)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "e", "ste", "de"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strcmp(endings[i], word) == 0)
            return true;
    return false;
}

static const char *take_token(const char *text, struct token *token)
{
    *token = (struct token){.number = is_digit(*text)};
    if (token->number) {
        for (; is_digit(*text) && token->digits < 5; text++, token->digits++)
            token->value = token->value * 10 + (*text - '0');
        return text;
    }
    for (size_t length = 0; is_letter(*text) && length + 1 < WORD_SIZE; text++)
        token->word[length++] = *text;
    return text;
}

/* Divides folded text in numbers and words, with at most one of "-/.," and spaces between them. */
static bool divide(const char *text, struct tokens *tokens)
{
    tokens->count = 0;
    while (*text != '\0') {
        if (tokens->count == TOKENS || !(is_digit(*text) || is_letter(*text)))
            return false;
        struct token *token = &tokens->items[tokens->count];
        text = take_token(text, token);
        bool ordinal = !token->number && tokens->count > 0 && token[-1].number;
        if (!(ordinal && is_ordinal(token->word)))
            tokens->count++;
        text += strspn(text, " ");
        if (*text != '\0' && strchr("-/.,", *text) != NULL) {
            bool end = text[1] == '\0';
            if ((end && *text != '.') || (*text == ',' && text[1] != ' '))
                return false; /* "14,2" is a number */
            text++;
            text += strspn(text, " ");
        }
    }
    return tokens->count > 0;
}

/* "+3d", "-2w", "+1m", "+1j": from today. */
static bool read_relative(const char *text, date_t today, date_t *date)
{
    if ((*text != '+' && *text != '-') || !is_digit(text[1]))
        return false;
    char *unit;
    long number = strtol(text + 1, &unit, 10);
    unit += strspn(unit, " ");
    if (number > 5000 || unit[0] == '\0' || unit[1] != '\0')
        return false;
    int count = *text == '-' ? -(int)number : (int)number;
    switch (*unit) {
    case 'd':
        *date = today + count;
        break;
    case 'w':
        *date = today + 7 * count;
        break;
    case 'm':
        *date = date_add_months(today, count);
        break;
    case 'j':
    case 'y':
        *date = abs(count) > 400 ? DATE_NONE : date_add_months(today, 12 * count);
        break;
    default:
        return false;
    }
    return *date != DATE_NONE;
}

/* Without a year: the first such day from six months ago on. Eight years cover any 29 February. */
static date_t nearest(int month, int day, date_t today)
{
    int year, ignored_month, ignored_day;
    date_t from = date_add_months(today, -6);
    date_parts(from, &year, &ignored_month, &ignored_day);
    for (int i = 0; i <= 8; i++) {
        date_t date = date_of(year + i, month, day);
        if (date != DATE_NONE && date >= from)
            return date;
    }
    return DATE_NONE;
}

/* Two digits are the year nearest to today that is at most nineteen ahead. */
static int full_year(const struct token *token, date_t today)
{
    int year, month, day;
    if (token->digits == 4)
        return token->value;
    if (token->digits != 2)
        return 0;
    date_parts(today, &year, &month, &day);
    int full = year - year % 100 + token->value;
    return full > year + 19 ? full - 100 : full <= year - 81 ? full + 100 : full;
}

static bool is_day(const struct token *token)
{
    return token->number && token->digits <= 2;
}

static date_t read_two(const struct token *tokens, date_t today)
{
    const struct token *first = &tokens[0], *second = &tokens[1];
    if (is_day(first) && is_day(second))
        return nearest(second->value, first->value, today);
    if (is_day(first) && !second->number)
        return nearest(month_named(second->word), first->value, today);
    if (!first->number && is_day(second))
        return nearest(month_named(first->word), second->value, today);
    if (!first->number && second->digits == 4)
        return date_of(second->value, month_named(first->word), 1);
    return DATE_NONE;
}

static date_t read_three(const struct token *tokens, date_t today)
{
    const struct token *first = &tokens[0], *second = &tokens[1], *third = &tokens[2];
    if (!third->number)
        return DATE_NONE;
    int year = full_year(third, today);
    if (first->number && second->number && first->digits == 4)
        return is_day(third) ? date_of(first->value, second->value, third->value) : DATE_NONE;
    if (is_day(first))
        return date_of(year, second->number ? second->value : month_named(second->word),
                       first->value);
    if (!first->number && is_day(second))
        return date_of(year, month_named(first->word), second->value);
    return DATE_NONE;
}

/* "volgende week vrijdag", "next week friday", and with the day in front. */
static date_t read_next_week(const struct token *items, date_t today)
{
    for (int i = 0; i < 3; i++)
        if (items[i].number)
            return DATE_NONE;
    bool behind = strcmp(items[1].word, "week") == 0; /* the day stands behind */
    const char *next = items[behind ? 0 : 1].word, *week = items[behind ? 1 : 2].word;
    int weekday = weekday_named(items[behind ? 2 : 0].word);
    bool said = (strcmp(next, "volgende") == 0 || strcmp(next, "next") == 0) &&
                strcmp(week, "week") == 0 && weekday > 0;
    return said ? today - date_weekday(today) + 7 + weekday : DATE_NONE;
}

static date_t read_tokens(const struct tokens *tokens, date_t today)
{
    const struct token *items = tokens->items;
    size_t count = tokens->count;
    int weekday = 0;
    date_t next = count == 3 ? read_next_week(items, today) : DATE_NONE;
    if (next != DATE_NONE)
        return next;
    if (count > 2 && !items[0].number) {
        weekday = weekday_named(items[0].word);
        if (weekday > 0) {
            items++;
            count--;
        }
    }
    date_t date = DATE_NONE;
    if (count == 1 && items[0].number && items[0].digits == 4)
        date = date_of(items[0].value, 1, 1);
    else if (count == 1 && !items[0].number && !day_named(items[0].word, today, &date))
        return DATE_NONE;
    else if (count == 2)
        date = read_two(items, today);
    else if (count == 3)
        date = read_three(items, today);
    /* "vr 26 nov 2009" was a Thursday: one of the two is wrong, and which we cannot know. */
    return weekday > 0 && date != DATE_NONE && date_weekday(date) != weekday ? DATE_NONE : date;
}

bool date_read(const char *text, date_t today, date_t *date)
{
    if (strlen(text) > 60)
        return false;
    struct buffer folded = BUFFER_EMPTY;
    struct tokens tokens;
    text_fold(&folded, text);
    char *plain = text_trim(folded.bytes);
    date_t read = DATE_NONE;
    if (!read_relative(plain, today, &read)) {
        read = DATE_NONE;
        if (divide(plain, &tokens))
            read = read_tokens(&tokens, today);
    }
    buffer_release(&folded);
    if (read == DATE_NONE)
        return false;
    int year, month, day;
    date_parts(read, &year, &month, &day);
    if (date_of(year, month, day) == DATE_NONE)
        return false; /* "+5000w" leads out of the calendar */
    *date = read;
    return true;
}
