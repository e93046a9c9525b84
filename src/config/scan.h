/*
 * The words of a configuration file as text, for what libconfig does not tell: where they stand.
 */
#ifndef WIJK_CONFIG_SCAN_H
#define WIJK_CONFIG_SCAN_H

/* Behind white space and comments. */
const char *scan_space(const char *at);

/* Behind a text between quotes, a name, a number or a mark. */
const char *scan_word(const char *at);

/* The opening quote of a text that never ends, or NULL. libconfig drops such a text without a word.
 */
const char *scan_unclosed(const char *text);

#endif
