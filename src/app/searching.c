#include "wijk/app/searching.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/buffer.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/store/search.h"

struct searching {
    VECTOR(struct search_hit) hits;
};

static bool take(void *context, const struct search_found *found, struct error *error)
{
    (void)error;
    struct searching *searching = context;
    struct buffer title = BUFFER_EMPTY, snippet = BUFFER_EMPTY;
    if (found->code != NULL && *found->code != '\0')
        buffer_format(&title, "%s ", found->code);
    buffer_add_text(&title, found->title);
    if (found->snippet != NULL)
        text_clean(&snippet, found->snippet, strlen(found->snippet), false);
    *VECTOR_PUSH(&searching->hits) = (struct search_hit){.kind = found->kind,
                                                         .id = found->id,
                                                         .title = buffer_detach(&title),
                                                         .snippet = buffer_detach(&snippet)};
    return true;
}

bool searching_find(struct session *session, const struct search_request *request,
                    struct search_page *page, struct error *error)
{
    struct searching searching = {{0}};
    size_t limit = request->limit;
    struct search_question question = {.words = request->words,
                                       .programme = session->programme,
                                       .limit = (int)limit + 1, /* one more tells of more */
                                       .offset = (int)request->offset};
    bool found = search_find(session->db, &question, take, &searching, error);
    *page = (struct search_page){.hits = searching.hits.items, .count = searching.hits.count};
    if (!found) {
        search_page_release(page);
        return false;
    }
    page->more = page->count > limit;
    if (page->more) {
        page->count = limit;
        free(page->hits[limit].title);
        free(page->hits[limit].snippet);
    }
    return true;
}

void search_page_release(struct search_page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        free(page->hits[i].title);
        free(page->hits[i].snippet);
    }
    free(page->hits);
    *page = (struct search_page){.hits = NULL};
}
