/*
 * Shared libraries that are loaded at the moment they are needed: those for a document now and then
 * that would, linked in, make every start slower.
 *
 *     static struct { __typeof__(workbook_close) *workbook_close; … } xlsx;
 *     static const struct library_symbol symbols[] = {{"workbook_close", &xlsx.workbook_close}, …};
 *     if (!library_load("libxlsxwriter.so.4", symbols, COUNT, &error)) …
 */
#ifndef WIJK_BASE_LIBRARY_H
#define WIJK_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/error.h"

struct library_symbol {
    const char *name;
    void *at; /* address of a pointer to the function */
};

/* Fills in every pointer; the library stays loaded until the program ends, and loading it again is
 * cheap. The sentence says which library is missing. */
bool library_load(const char *file, const struct library_symbol *symbols, size_t count,
                  struct error *error) MUST_USE;

#endif
