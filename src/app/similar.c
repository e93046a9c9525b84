#include "wijk/app/similar.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/lessons.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/lesson.h"
#include "wijk/domain/problem.h"
#include "wijk/domain/signal.h"
#include "wijk/store/record.h"
#include "wijk/store/search.h"

#define LIKE 0.5     /* from here on two titles are said to be alike */
#define WORDS_MOST 6 /* longer words of the text that are searched for */
#define ROWS_MOST 40 /* found rows that are looked at, a word */

struct finding {
    struct session *session;
    const char *text;
    struct similar *similar;
};

static bool is_known(const struct similar *similar, struct id id)
{
    for (size_t i = 0; i < similar->count; i++)
        if (id_equal(similar->found[i].id, id))
            return true;
    return false;
}

/* Whether the problem is open, and where it is. */
static bool is_open(struct session *session, struct id id, struct id *programme,
                    struct error *error)
{
    struct row row;
    if (!record_get(session->db, ENTITY_PROBLEM, id, &row, error))
        return false;
    bool open = problem_is_open(row_text(&row, "status")) && !row.deleted;
    *programme = row_reference(&row, "programme");
    row_release(&row);
    return open;
}

static void add_place(struct session *session, struct id programme, struct buffer *out)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (id_equal(programme, session->programme) ||
        !record_get(session->db, ENTITY_PROGRAMME, programme, &row, &ignored))
        return;
    rows_name(session, ENTITY_AREA, row_reference(&row, "area"), out);
    buffer_add_text(out, " · ");
    row_release(&row);
}

/* Puts it among the best, in order; the last falls out. */
static void keep(struct finding *finding, struct id id, struct id programme, double likeness)
{
    struct similar *similar = finding->similar;
    size_t at = similar->count;
    while (at > 0 && similar->found[at - 1].likeness < likeness)
        at--;
    if (at == SIMILAR_MOST)
        return;
    if (similar->count == SIMILAR_MOST)
        free(similar->found[--similar->count].title);
    memmove(&similar->found[at + 1], &similar->found[at],
            (similar->count - at) * sizeof similar->found[0]);
    struct buffer title = BUFFER_EMPTY;
    add_place(finding->session, programme, &title);
    rows_title(finding->session, ENTITY_PROBLEM, id, &title);
    similar->found[at].id = id;
    similar->found[at].likeness = likeness;
    similar->found[at].title = buffer_detach(&title);
    similar->count++;
}

static bool look(void *context, const struct search_found *found, struct error *error)
{
    struct finding *finding = context;
    struct id programme;
    if (found->kind != ENTITY_PROBLEM || is_known(finding->similar, found->id))
        return true;
    double likeness = signal_likeness(finding->text, found->title);
    if (likeness >= LIKE && is_open(finding->session, found->id, &programme, error))
        keep(finding, found->id, programme, likeness);
    return !error_is_set(error);
}

bool similar_find(struct session *session, const char *text, struct similar *similar,
                  struct error *error)
{
    struct finding finding = {session, text, similar};
    char *copy = memory_string(text), *rest = copy;
    bool good = true;
    int words = 0;
    *similar = (struct similar){.count = 0};
    for (char *word; good && words < WORDS_MOST && (word = strtok_r(rest, " ", &rest)) != NULL;) {
        struct search_question question = {.words = word, .limit = ROWS_MOST};
        if (text_width(word) < 4)
            continue;
        words++;
        good = search_find(session->db, &question, look, &finding, error);
    }
    free(copy);
    if (!good)
        similar_release(similar);
    return good;
}

/* ---- lessons ---- */

static void keep_lesson(void *context, const struct row *lesson, double likeness)
{
    struct finding *finding = context;
    struct buffer title = BUFFER_EMPTY;
    rows_title(finding->session, ENTITY_LESSON, lesson->id, &title);
    finding->similar->found[finding->similar->count].id = lesson->id;
    finding->similar->found[finding->similar->count].likeness = likeness;
    finding->similar->found[finding->similar->count++].title = buffer_detach(&title);
}

bool similar_lessons(struct session *session, const char *text, struct similar *similar,
                     struct error *error)
{
    struct finding finding = {session, text, similar};
    struct lessons_like like = {text, LESSON_LIKE, SIMILAR_MOST};
    *similar = (struct similar){.count = 0};
    if (lessons_like(session, &like, keep_lesson, &finding, error))
        return true;
    similar_release(similar);
    return false;
}

void similar_release(struct similar *similar)
{
    for (size_t i = 0; i < similar->count; i++)
        free(similar->found[i].title);
    similar->count = 0;
}
