/*
 * Numbers and money, as people write them in Dutch and English. Money is whole cents in an int64_t.
 */
#ifndef WIJK_BASE_NUMBER_H
#define WIJK_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/language.h"

enum number_style {
    NUMBER_ISO, /* 1234.5, as English: grouping 1,234.5 */
    NUMBER_NL   /* 1234,5, grouping 1.234,5 */
};

static inline enum number_style number_style_of(enum language language)
{
    return language == LANGUAGE_NL ? NUMBER_NL : NUMBER_ISO;
}

/* What a typed number can mean. */
struct number_reading {
    double value;   /* by the preferred style */
    bool ambiguous; /* one separator before exactly three digits: "4.715" */
    double other;   /* the other reading, when ambiguous */
};

/* Reads a number somebody typed: "14,2", "14.2", "1.234,5", "-3", "4.715", "12 %", "+5", "1 234".
 * Infinity, NaN and what does not fit in a double are refused. False: not a number. */
bool number_read(const char *text, enum number_style preferred, struct number_reading *reading);

/* Reads a number of a file, which never guesses: the style's decimal separator, its grouping only
 * in groups of three. Under NUMBER_ISO no grouping at all. False: not a number of this style. */
bool number_parse(const char *text, enum number_style style, double *value);

/* Adds the number with at most `decimals` digits behind the separator, trailing zeros dropped,
 * grouped from five digits on ("1234" but "12.345"). Never an exponent. */
void number_format(struct buffer *out, double value, int decimals, enum number_style style);

/* The same with exactly `decimals` digits: for numbers that stand beside each other ("11.0"). */
void number_format_fixed(struct buffer *out, double value, int decimals, enum number_style style);

/* The shortest text that reads back as the same double, decimal point, for files. */
void number_exact(struct buffer *out, double value, enum number_style style);

/* Euro amounts: "1.234,56", "1234", "€ 12,5", "-3,00". More than two decimals is refused, as is
 * what overflows. */
bool money_parse(const char *text, enum number_style style, int64_t *cents);
void money_format(struct buffer *out, int64_t cents,
                  enum number_style style); /* grouped: 1.234,56 */
void money_exact(struct buffer *out, int64_t cents,
                 enum number_style style); /* for files: 1234,56 */

#endif
