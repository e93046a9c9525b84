/*
 * Searching everything: words, beginnings of words, codes, without accents.
 */
#ifndef WIJK_APP_SEARCHING_H
#define WIJK_APP_SEARCHING_H

#include "wijk/app/session.h"
#include "wijk/domain/entity.h"

struct search_hit {
    enum entity_kind kind;
    struct id id;
    char *title;   /* owned: code and name */
    char *snippet; /* owned: the text around the match */
};

struct search_page {
    struct search_hit *hits; /* owned */
    size_t count;
    bool more;
};

struct search_request {
    const char *words;
    size_t offset, limit;
};

bool searching_find(struct session *session, const struct search_request *request,
                    struct search_page *page, struct error *error) MUST_USE;
void search_page_release(struct search_page *page);

#endif
