/*
 * The words of a configuration file as text, for what libconfig does not tell: where they stand.
 */
#ifndef WIJK_CONFIG_SCAN_H
#define WIJK_CONFIG_SCAN_H

/* Behind white space and comments. */
const char *scan_space(const char *at);

/* Behind a text between quotes, a name, a number or a mark. */
const char *scan_word(const char *at);

/* What libconfig reads wrongly without a word: a text that never ends is dropped, a large number
 * wraps. The place of the first such fault, or NULL. */
enum scan_fault { SCAN_UNCLOSED, SCAN_TOO_LARGE };
const char *scan_fault(const char *text, enum scan_fault *fault);

#endif
