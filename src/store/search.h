/* What the two halves of search share: search.c (keeping, finding) and search_snippet.c. */
#ifndef WIJK_SRC_STORE_SEARCH_H
#define WIJK_SRC_STORE_SEARCH_H

#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/store/search.h"

/* What was typed, in words of letters and digits. */
struct search_words {
    VECTOR(char *) items; /* owned; folded */
    VECTOR(char *) typed; /* owned; as they were typed */
};
void search_words_init(struct search_words *words, const char *typed);
void search_words_release(struct search_words *words);

/* Adds the part of the text around the first match, on one line, and fills the ranges. */
void search_snippet(const char *text, const struct search_words *words, struct buffer *out,
                    struct search_found *found);

#endif
