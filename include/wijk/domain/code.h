/*
 * Codes people say aloud: "I-12" for an effort, "K-7" for a problem, "A-31" for an action, "L-3"
 * for a lesson, "C-12" for an agreement, "WON-2" for a goal of a theme, "D-3" for a goal without a
 * theme, "WON-2.1" for what is under it (sub-goals and indicators share one numbering). A code made
 * on another site than the programme's home carries that site's letter: "K-7b". Codes are given
 * once and never change.
 */
#ifndef WIJK_DOMAIN_CODE_H
#define WIJK_DOMAIN_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/buffer.h"

struct row;

#define CODE_EFFORT "I"
#define CODE_PROBLEM "K"
#define CODE_ACTION "A"
#define CODE_LESSON "L"
#define CODE_AGREEMENT "C" /* of the charter */
#define CODE_VISION "V"
#define CODE_GOAL "D" /* of a goal without a theme; with one it is the theme's code */
#define CODE_OWN '-'
#define CODE_UNDER '.'

/* Adds the code after `highest` (0: none yet). A prefix ends with its separator: "K-", "WON-2.".
 * `letter` is the site's, NULL or "" at home. */
void code_next(struct buffer *out, const char *prefix, int64_t highest, const char *letter);

/* Adds the number of a decision as people say it: "14", "14b" of another site than the programme's
 * home; nothing before its meeting is closed. */
void code_decision(struct buffer *out, const struct row *decision);

/* Adds the code of an agreement: its number in the charter, the same on every site. */
void code_agreement(struct buffer *out, int64_t number);

/* The number of a code directly under the prefix ("K-7b" under "K-" is 7), without regard to case;
 * 0 when it is another code. */
int64_t code_number(const char *code, const char *prefix);

/* Order for people: K-7, K-7b, K-10, WON-2, WON-2.1. NULL comes last. */
int code_compare(const char *one, const char *other);
bool code_equal(const char *one, const char *other); /* without regard to case */

/* Whether the text has the shape of a code: letters, '-', a number, more numbers after dots, and
 * behind each number perhaps the letter of a site: "WON-2b.1". */
bool code_like(const char *text);

#endif
