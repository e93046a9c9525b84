/* The same partner or person typed twice. */
#include <stdlib.h>
#include <string.h>

#include "wijk/app/disagreements.h"
#include "wijk/app/rows.h"
#include "wijk/base/text.h"
#include "wijk/store/apart.h"

#define LIKE 0.84 /* the least likeness that is told */
#define NAMES_MOST 4000
#define NAME_BYTES 64 /* of a folded name that are compared */

struct name {
    struct id id;
    char *words;  /* owned; folded, as it was typed */
    char *folded; /* owned; letters and digits only */
};
struct names {
    VECTOR(struct name) list;
};

static bool add_name(void *context, const struct row *row)
{
    struct names *names = context;
    struct buffer folded = BUFFER_EMPTY;
    const char *name = row_text(row, "name");
    if (name != NULL)
        text_fold(&folded, name);
    char *words = memory_string(folded.bytes);
    size_t kept = 0;
    for (size_t i = 0; i < folded.length; i++)
        if (strchr(" .,-'\"()/&", folded.bytes[i]) == NULL)
            folded.bytes[kept++] = folded.bytes[i];
    folded.length = kept < NAME_BYTES ? kept : NAME_BYTES;
    char *text = memory_bytes(folded.bytes, folded.length);
    buffer_release(&folded);
    if (*text == '\0') {
        free(text);
        free(words);
    } else {
        *VECTOR_PUSH(&names->list) = (struct name){row->id, words, text};
    }
    return names->list.count < NAMES_MOST;
}

static int order_names(const void *one, const void *other)
{
    return strcmp(((const struct name *)one)->folded, ((const struct name *)other)->folded);
}

/* One less the share of letters that have to be changed, added or taken away. */
static double likeness(const char *one, const char *other)
{
    size_t rows = strlen(one), columns = strlen(other), line[NAME_BYTES + 1];
    size_t longer = rows > columns ? rows : columns;
    if (longer - (rows < columns ? rows : columns) > longer / 4)
        return 0;
    for (size_t j = 0; j <= columns; j++)
        line[j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t corner = line[0];
        line[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            size_t change = corner + (one[i - 1] != other[j - 1]);
            size_t least = line[j] < line[j - 1] ? line[j] + 1 : line[j - 1] + 1;
            corner = line[j];
            line[j] = change < least ? change : least;
        }
    }
    return 1 - (double)line[columns] / (double)longer;
}

/* "Block A" and "Block B", "School 1" and "School 2": only a mark is different, which was meant. */
static bool differ_by_mark(const char *one, const char *other)
{
    static const char between[] = " .,-'\"()/&";
    for (;;) {
        one += strspn(one, between);
        other += strspn(other, between);
        size_t first = strcspn(one, between), second = strcspn(other, between);
        if (first == 0 || second == 0)
            return first != second;
        bool same = first == second && strncmp(one, other, first) == 0;
        if (!same && ((first <= 2 && second <= 2) || strpbrk(one, "0123456789") != NULL))
            return true;
        one += first;
        other += second;
    }
}

static long referring(struct session *session, enum entity_kind kind, struct id id)
{
    struct rows_links links;
    struct error ignored = ERROR_NONE;
    long count = 0;
    if (rows_links(session, kind, id, &links, &ignored))
        for (size_t i = 0; i < links.count; i++)
            count += links.links[i].count;
    return count;
}

static bool add_pair(struct session *session, const struct name *names[2], struct doubles_pair pair,
                     struct doubles *doubles, struct error *error)
{
    enum entity_kind kind = pair.kind;
    const struct name *one = names[0], *other = names[1];
    bool apart;
    if (!apart_has(session->db, one->id, other->id, &apart, error))
        return false;
    if (apart)
        return true;
    bool turn = referring(session, kind, other->id) > referring(session, kind, one->id);
    pair.keep = turn ? other->id : one->id;
    pair.row = turn ? one->id : other->id;
    struct buffer keep = BUFFER_EMPTY, row = BUFFER_EMPTY;
    rows_name(session, kind, pair.keep, &keep);
    rows_name(session, kind, pair.row, &row);
    pair.keep_title = buffer_detach(&keep);
    pair.row_title = buffer_detach(&row);
    *VECTOR_PUSH(&doubles->list) = pair;
    return true;
}

/* Names that begin alike stand near each other. */
static bool find_kind(struct session *session, enum entity_kind kind, struct doubles *doubles,
                      struct error *error)
{
    struct names names = {.list = {0}};
    struct query query;
    query_init(&query, kind);
    bool fine = rows_each(session, &query, add_name, &names, error);
    query_release(&query);
    if (names.list.count > 1)
        qsort(names.list.items, names.list.count, sizeof *names.list.items, order_names);
    for (size_t i = 0; fine && i < names.list.count; i++) {
        for (size_t j = i + 1; fine && j < names.list.count; j++) {
            const struct name *pair[2] = {&names.list.items[i], &names.list.items[j]};
            double like = likeness(pair[0]->folded, pair[1]->folded);
            if (like >= LIKE && (like == 1 || !differ_by_mark(pair[0]->words, pair[1]->words)) &&
                (like == 1 || strlen(pair[0]->folded) >= 6))
                fine =
                    add_pair(session, pair, (struct doubles_pair){.kind = kind, .likeness = like},
                             doubles, error);
        }
    }
    for (size_t i = 0; i < names.list.count; i++) {
        free(names.list.items[i].words);
        free(names.list.items[i].folded);
    }
    free(names.list.items);
    return fine;
}

static int order_pairs(const void *one, const void *other)
{
    const struct doubles_pair *first = one, *second = other;
    return first->likeness < second->likeness ? 1 : first->likeness > second->likeness ? -1 : 0;
}

bool doubles_find(struct session *session, struct doubles *doubles, struct error *error)
{
    *doubles = (struct doubles){.list = {0}};
    if (!find_kind(session, ENTITY_PARTNER, doubles, error) ||
        !find_kind(session, ENTITY_PERSON, doubles, error)) {
        doubles_release(doubles);
        return false;
    }
    if (doubles->list.count > 1)
        qsort(doubles->list.items, doubles->list.count, sizeof *doubles->list.items, order_pairs);
    return true;
}

void doubles_release(struct doubles *doubles)
{
    for (size_t i = 0; i < doubles->list.count; i++) {
        free(doubles->list.items[i].keep_title);
        free(doubles->list.items[i].row_title);
    }
    free(doubles->list.items);
    *doubles = (struct doubles){.list = {0}};
}

bool doubles_apart(struct session *session, const struct doubles_pair *pair, struct error *error)
{
    if (!session_writable(session, error))
        return false;
    session->changes++;
    return session->dry_run || apart_add(session->db, pair->keep, pair->row, error);
}

bool doubles_forget(struct session *session, struct error *error)
{
    if (!session_writable(session, error))
        return false;
    session->changes++;
    return session->dry_run || apart_clear(session->db, error);
}
