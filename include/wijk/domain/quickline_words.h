/*
 * The inner half of domain/quickline.h: dividing a line into words and tokens, and noting spans.
 * For the quick line's own files only.
 */
#ifndef WIJK_DOMAIN_QUICKLINE_WORDS_H
#define WIJK_DOMAIN_QUICKLINE_WORDS_H

#include "wijk/domain/quickline.h"

struct quickline_piece {
    size_t start, end, body; /* in the line; body: behind the sign and the quote */
    char sign;               /* of a token, 0 for a plain word */
    bool unclosed;           /* a quote was opened and not closed */
    char *text;              /* owned: escapes, quotes and underscores resolved */
};

/* The next word from *at, which moves behind it; false at the end. The caller frees `text`. */
bool quickline_next(const char *line, size_t *at, struct quickline_piece *piece);

/* Adds a span that was understood. */
void quickline_understood(struct quickline *result, const struct quickline_piece *piece);

/* Adds a mistake from `start` to `end`; the format is a translated sentence. */
void quickline_wrong(struct quickline *result, const struct quickline_piece *piece,
                     const char *format, ...) PRINTF_LIKE(3, 4);

/* Reads the plain words of a measurement. `end` stands at the end of the line. */
void quickline_measurement(struct quickline *result, const struct quickline_context *context,
                           const struct quickline_piece *pieces, size_t count,
                           const struct quickline_piece *end);

/* Sets the date of a measurement from typed text; false after noting the mistake. */
bool quickline_past_date(struct quickline *result, const struct quickline_context *context,
                         const struct quickline_piece *piece, const char *typed);

#endif
