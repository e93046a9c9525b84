/*
 * Text for people: UTF-8, grapheme clusters, widths in terminal cells, wrapping, cutting, cleaning
 * and comparing.
 *
 * All text inside the program is UTF-8. What comes from outside (file, pack, paste) is stored as it
 * came, and cleaned with text_clean() at the moment it is drawn or printed, never before. Widths
 * follow Unicode 14 (utf8proc): 0 for combining marks, 2 for wide characters and emoji, 1 for the
 * rest.
 */
#ifndef WIJK_BASE_TEXT_H
#define WIJK_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"

/* One user-perceived character: a base character with all that combines with it. Borrowed from the
 * text it is in. */
struct text_cluster {
    const char *bytes;
    size_t length;
    int width; /* in cells: 0 (only a control or a lone combining mark), 1 or 2 */
};

/* The next cluster from *cursor, which moves behind it; false at the end. A byte that is not UTF-8
 * is a cluster of its own of one byte and width 1. */
bool text_next(const char **cursor, const char *end, struct text_cluster *cluster);

/* Byte offset of the cluster boundary before and after `at`; 0 and `length` at the ends. */
size_t text_before(const char *text, size_t length, size_t at);
size_t text_after(const char *text, size_t length, size_t at);

/* Width in cells of a whole string. */
int text_width(const char *text);
int text_width_of(const char *text, size_t length);

/* Adds text cut to at most `width` cells; what does not fit ends in "…". */
void text_cut(struct buffer *out, const char *text, int width);

/* Word wrap: the number of bytes of the first line of at most `width` cells, without the space at
 * which it breaks; *next is where the following line begins. A line feed always breaks. A word
 * wider than `width` is split. */
size_t text_wrap(const char *text, size_t length, int width, size_t *next);

/* Adds text made safe for a terminal: every control character, escape, bidirectional control, line
 * and paragraph separator and byte that is not UTF-8 becomes U+FFFD; a tab and a line feed become a
 * space unless `lines` is true, in which case line feeds stay. Zero-width joiners inside emoji
 * stay. */
void text_clean(struct buffer *out, const char *text, size_t length, bool lines);

/* Whether every byte is part of well-formed UTF-8. *bad (may be NULL) is the offset of the first
 * that is not. */
bool text_valid(const char *text, size_t length, size_t *bad);

/* Adds Windows-1252 text as UTF-8; the five bytes without a meaning become U+FFFD. */
void text_from_windows_1252(struct buffer *out, const char *text, size_t length);

/* Adds the text in lower case and without accents, for comparing: "Één" → "een", "Straße" →
 * "strasse". */
void text_fold(struct buffer *out, const char *text);

/* Order for people: by folded text, digits by their value ("K-9" before "K-10"), ties by bytes. */
int text_compare(const char *one, const char *other);

/* 0 for texts that differ in capitals and accents only; the order of others is that of the folded
 * bytes. */
int text_compare_folded(const char *one, const char *other);

bool text_ends_with(const char *text, const char *end); /* byte for byte */

/* Whether `text`, folded, contains `part`, folded. An empty part is in every text. */
bool text_contains(const char *text, const char *part);

/* How well `text` fits what was typed, letters in order (fuzzy): -1 not at all, else higher is
 * better; the beginning of the text, beginnings of words and runs of letters count more. */
int text_match(const char *text, const char *typed);

/* Removes white space (also U+00A0) at both ends, in place; answers `text` moved to its first
 * character. */
char *text_trim(char *text);

#endif
