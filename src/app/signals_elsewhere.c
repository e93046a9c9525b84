/*
 * The same problem in another neighbourhood: titles that have most of their longer words in common.
 *
 * With tens of thousands of problems not every pair can be looked at. A word leads to the problems
 * that have it; words that stand in many titles tell nothing and lead nowhere, but titles of the
 * same words find each other whatever the words are.
 */
#include <stdlib.h>
#include <string.h>

#include "signals_collect.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/store/record.h"
#include "wijk/store/titles.h"

#define TELLING 32     /* a word in more titles than these tells nothing */
#define PLACES 0x40000 /* of counting words: two words share one now and then, and count as one */

struct known {
    struct id id, programme, owner;
    char *code, *title; /* owned */
    struct signal_words words;
    uint64_t all; /* of all its words together */
    bool open;
};

/* A word, or all words of a title, and a problem that has it. */
struct posting {
    uint64_t word;
    uint32_t problem;
};

struct elsewhere {
    struct collecting *collecting;
    VECTOR(struct known) known;
    VECTOR(struct posting) postings; /* by word, then as the problems */
    uint32_t *counts;                /* owned: how many titles have the word of a place */
    size_t best;                     /* of the problem that is looked at */
    double likeness;
};

static size_t place_of(uint64_t word)
{
    return (size_t)((word ^ (word >> 32)) & (PLACES - 1));
}

static bool is_telling(const struct elsewhere *elsewhere, uint64_t word)
{
    return elsewhere->counts[place_of(word)] <= TELLING;
}

/* ---- reading ---- */

static void keep(void *context, const struct titled *problem)
{
    struct elsewhere *elsewhere = context;
    struct known *known = VECTOR_PUSH(&elsewhere->known);
    *known = (struct known){.id = problem->id,
                            .programme = problem->programme,
                            .owner = problem->owner,
                            .code = memory_string(problem->code == NULL ? "" : problem->code),
                            .title = memory_string(problem->title == NULL ? "" : problem->title),
                            .open = problem->open};
    signal_words(known->title, &known->words);
    for (int i = 0; i < known->words.count; i++) {
        known->all = (known->all ^ known->words.words[i]) * 1099511628211u;
        elsewhere->counts[place_of(known->words.words[i])]++;
    }
}

static int by_word(const void *one, const void *other)
{
    const struct posting *first = one, *second = other;
    if (first->word != second->word)
        return first->word < second->word ? -1 : 1;
    return first->problem < second->problem ? -1 : first->problem > second->problem;
}

static void post(struct elsewhere *elsewhere)
{
    for (size_t i = 0; i < elsewhere->known.count; i++) {
        const struct known *known = &elsewhere->known.items[i];
        for (int w = 0; w < known->words.count; w++)
            if (is_telling(elsewhere, known->words.words[w]))
                *VECTOR_PUSH(&elsewhere->postings) =
                    (struct posting){known->words.words[w], (uint32_t)i};
        if (known->words.count > 1)
            *VECTOR_PUSH(&elsewhere->postings) = (struct posting){known->all, (uint32_t)i};
    }
    if (elsewhere->postings.count > 1)
        qsort(elsewhere->postings.items, elsewhere->postings.count,
              sizeof *elsewhere->postings.items, by_word);
}

/* ---- comparing ---- */

static size_t first_posting(const struct elsewhere *elsewhere, uint64_t word)
{
    size_t low = 0, high = elsewhere->postings.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (elsewhere->postings.items[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Open problems go before solved ones that are as much alike; then the older. */
static void compare(struct elsewhere *elsewhere, const struct known *about, size_t with)
{
    const struct known *other = &elsewhere->known.items[with];
    if (id_equal(other->programme, about->programme))
        return;
    double likeness = signal_words_likeness(&about->words, &other->words);
    bool opener =
        elsewhere->likeness > 0 && other->open && !elsewhere->known.items[elsewhere->best].open;
    if (likeness > elsewhere->likeness || (opener && likeness >= elsewhere->likeness)) {
        elsewhere->likeness = likeness;
        elsewhere->best = with;
    }
}

static void look(struct elsewhere *elsewhere, const struct known *about, uint64_t word)
{
    size_t first = first_posting(elsewhere, word), count = 0;
    const struct posting *postings = &elsewhere->postings.items[first];
    while (first + count < elsewhere->postings.count && postings[count].word == word &&
           count < TELLING)
        count++;
    for (size_t i = 0; i < count; i++)
        compare(elsewhere, about, postings[i].problem);
}

/* ---- saying ---- */

static void say_where(struct elsewhere *elsewhere, const struct known *other, struct buffer *out)
{
    struct session *session = elsewhere->collecting->session;
    struct row programme;
    struct error ignored = ERROR_NONE;
    if (record_get(session->db, ENTITY_PROGRAMME, other->programme, &programme, &ignored)) {
        rows_name(session, ENTITY_AREA, row_reference(&programme, "area"), out);
        row_release(&programme);
    }
    buffer_format(out, " \u00B7 %s %s", other->code, other->title);
    if (!other->open)
        buffer_add_text(out, _(" (solved)"));
}

static void judge(struct elsewhere *elsewhere, const struct known *about)
{
    struct collecting *collecting = elsewhere->collecting;
    elsewhere->likeness = 0;
    for (int i = 0; i < about->words.count; i++)
        if (is_telling(elsewhere, about->words.words[i]))
            look(elsewhere, about, about->words.words[i]);
    look(elsewhere, about, about->all);
    if (elsewhere->likeness <= 0)
        return;
    struct buffer where = BUFFER_EMPTY;
    say_where(elsewhere, &elsewhere->known.items[elsewhere->best], &where);
    if (signal_elsewhere(&collecting->call, where.bytes, elsewhere->likeness, &collecting->finding))
        *VECTOR_PUSH(&collecting->found) =
            (struct signal){.kind = SIGNAL_ELSEWHERE,
                            .about_kind = ENTITY_PROBLEM,
                            .about = about->id,
                            .finding = collecting->finding,
                            .code = memory_string(about->code),
                            .title = memory_string(about->title),
                            .reason = memory_string(collecting->words.bytes),
                            .owner = about->owner};
    buffer_clear(&collecting->words);
    buffer_release(&where);
}

static void release(struct elsewhere *elsewhere)
{
    for (size_t i = 0; i < elsewhere->known.count; i++) {
        free(elsewhere->known.items[i].code);
        free(elsewhere->known.items[i].title);
    }
    free(elsewhere->known.items);
    free(elsewhere->postings.items);
    free(elsewhere->counts);
}

bool collecting_elsewhere(struct collecting *collecting, struct error *error)
{
    struct id here = collecting->session->programme;
    struct elsewhere elsewhere = {.collecting = collecting};
    if (session_programmes(collecting->session) < 2)
        return true;
    elsewhere.counts = memory_array(PLACES, sizeof *elsewhere.counts);
    bool read = titles_each(collecting->session->db, keep, &elsewhere, error);
    post(&elsewhere);
    for (size_t i = 0; read && i < elsewhere.known.count; i++) {
        const struct known *known = &elsewhere.known.items[i];
        if (known->open && (id_is_none(here) || id_equal(known->programme, here)))
            judge(&elsewhere, known);
    }
    release(&elsewhere);
    return read;
}
