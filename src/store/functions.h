/*
 * The SQL functions of the program, registered on every connection by db_open:
 *
 *     natural_key(text)      a key that sorts as text_compare does: without regard to case and
 *                            accents, "K-9" before "K-10"; NULL of NULL
 *     fold(text)             the text in lower case and without accents; NULL of NULL
 *     contains(text, folded) 1 when the text, folded, contains the folded part; 0 of NULL
 */
#ifndef WIJK_SRC_STORE_FUNCTIONS_H
#define WIJK_SRC_STORE_FUNCTIONS_H

#include <stdbool.h>

#include "wijk/base/buffer.h"

struct sqlite3;

/* False: out of memory. */
bool functions_register(struct sqlite3 *handle);

/* Adds the key that natural_key() answers. */
void functions_natural(struct buffer *out, const char *text);

#endif
