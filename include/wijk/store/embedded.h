/*
 * The files which the program carries with it: of schema/ the migrations ("001-….sql"), views
 * ("views/…") and the example programme ("demo/…"), and of src/share/ the templates
 * ("templates/…"), named as below these folders and in the order of their names in bytes.
 *
 *     size_t cursor = 0;
 *     for (const char *name; (name = embedded_next(&cursor)) != NULL;)
 *         if (embedded_read(name, &content)) …
 */
#ifndef WIJK_STORE_EMBEDDED_H
#define WIJK_STORE_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"

/* The next name, static; NULL behind the last. Start with a cursor of 0. Migrations come before
 * views, views before the example, templates last. */
const char *embedded_next(size_t *cursor);

/* Adds the content of the file. False, and nothing added: there is no such file. */
bool embedded_read(const char *name, struct buffer *out) MUST_USE;

#endif
