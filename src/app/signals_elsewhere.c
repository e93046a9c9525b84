/*
 * The same problem in another neighbourhood: titles that have most of their longer words in common.
 *
 * With tens of thousands of problems not every pair can be looked at. A word leads to the problems
 * that have it; words that stand in many titles tell nothing and lead nowhere, but titles of the
 * same words find each other whatever the words are. Words are numbers here, and none of the titles
 * is kept: what people read of a signal is looked up when it is shown.
 */
#include <stdlib.h>
#include <string.h>

#include "signals_collect.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/store/record.h"
#include "wijk/store/titles.h"

#define READ 2000      /* titles read at once */
#define SLICE 4000     /* problems judged at once */
#define TELLING 32     /* a word in more titles than these tells nothing */
#define PLACES 0x10000 /* of words: two words share one now and then, and count as one */

/* Small, as there are tens of thousands. */
struct known {
    struct id id, owner;
    uint32_t all;       /* of all its words together */
    uint32_t first;     /* of its words, which lie together */
    uint16_t programme; /* a place */
    uint8_t count;      /* of its words */
    bool open;
};

/* The problems of a place: those from begin[place] to before begin[place + 1]. */
struct leads {
    uint32_t *begin;    /* owned: PLACES + 1 */
    uint32_t *problems; /* owned */
};

struct elsewhere {
    struct collecting *collecting;
    VECTOR(struct known) known; /* the oldest first */
    VECTOR(uint32_t) said;      /* the words of all */
    VECTOR(struct id) programmes;
    struct titles_page page;    /* of what is read */
    size_t next;                /* the one to judge next */
    struct leads words, titles; /* by a word that tells, by all words of a title */
    uint32_t *counts;           /* owned: how many titles have the word of a place */
    size_t best;                /* of the problem that is looked at */
    double likeness;
};

static size_t place_of(uint32_t word)
{
    return (word ^ (word >> 16)) & (PLACES - 1);
}

static uint32_t count_of(const struct elsewhere *elsewhere, uint32_t word)
{
    return elsewhere->counts[place_of(word)];
}

/* ---- reading ---- */

/* There are few, and problems of one come together mostly. */
static uint16_t programme_of(struct elsewhere *elsewhere, struct id programme)
{
    size_t count = elsewhere->programmes.count;
    for (size_t i = 0; i < count; i++)
        if (id_equal(elsewhere->programmes.items[i], programme))
            return (uint16_t)i;
    if (count == UINT16_MAX)
        return UINT16_MAX;
    *VECTOR_PUSH(&elsewhere->programmes) = programme;
    return (uint16_t)count;
}

static void keep(void *context, const struct titled *problem)
{
    struct elsewhere *elsewhere = context;
    struct signal_words words;
    struct known known = {.id = problem->id,
                          .owner = problem->owner,
                          .first = (uint32_t)elsewhere->said.count,
                          .programme = programme_of(elsewhere, problem->programme),
                          .open = problem->open};
    signal_words(problem->title == NULL ? "" : problem->title, &words);
    known.count = (uint8_t)words.count;
    for (int i = 0; i < words.count; i++) {
        *VECTOR_PUSH(&elsewhere->said) = words.words[i];
        known.all = (known.all ^ words.words[i]) * 16777619u;
        elsewhere->counts[place_of(words.words[i])]++;
    }
    *VECTOR_PUSH(&elsewhere->known) = known;
}

static const uint32_t *words_of(const struct elsewhere *elsewhere, const struct known *known)
{
    return elsewhere->said.items + known->first;
}

/* For each word that leads to a problem, and once for all words of its title. */
typedef void lead_visit(struct leads *leads, size_t place, uint32_t problem);

static void count_lead(struct leads *leads, size_t place, uint32_t problem)
{
    (void)problem;
    leads->begin[place]++;
}

static void put_lead(struct leads *leads, size_t place, uint32_t problem)
{
    leads->problems[--leads->begin[place]] = problem;
}

/* From behind, so that the oldest is put last and stands first in its place. */
static void each_lead(struct elsewhere *elsewhere, lead_visit *visit)
{
    for (size_t i = elsewhere->known.count; i-- > 0;) {
        const struct known *known = &elsewhere->known.items[i];
        const uint32_t *words = words_of(elsewhere, known);
        for (int w = 0; w < known->count; w++)
            if (count_of(elsewhere, words[w]) <= TELLING)
                visit(&elsewhere->words, place_of(words[w]), (uint32_t)i);
        if (known->count > 1)
            visit(&elsewhere->titles, place_of(known->all), (uint32_t)i);
    }
}

/* From counts to where each place ends; putting brings that back to where it begins. */
static void add_up(struct leads *leads)
{
    for (size_t place = 1; place <= PLACES; place++)
        leads->begin[place] += leads->begin[place - 1];
    leads->problems = memory_array(leads->begin[PLACES] + 1, sizeof *leads->problems);
}

static void lead(struct elsewhere *elsewhere)
{
    elsewhere->words.begin = memory_array(PLACES + 1, sizeof *elsewhere->words.begin);
    elsewhere->titles.begin = memory_array(PLACES + 1, sizeof *elsewhere->titles.begin);
    each_lead(elsewhere, count_lead);
    add_up(&elsewhere->words);
    add_up(&elsewhere->titles);
    each_lead(elsewhere, put_lead);
}

/* ---- comparing ---- */

/* Open problems go before solved ones that are as much alike; then the older. */
static void compare(struct elsewhere *elsewhere, const struct known *about, size_t with)
{
    const struct known *other = &elsewhere->known.items[with];
    if (other->programme == about->programme)
        return;
    double likeness =
        signal_words_likeness(&(struct signal_list){words_of(elsewhere, about), about->count},
                              &(struct signal_list){words_of(elsewhere, other), other->count});
    const struct known *best = &elsewhere->known.items[elsewhere->best];
    bool none = elsewhere->likeness <= 0, opener = other->open && !best->open;
    bool older = other->open == best->open && with < elsewhere->best;
    if (likeness > elsewhere->likeness ||
        (!none && likeness >= elsewhere->likeness && (opener || older))) {
        elsewhere->likeness = likeness;
        elsewhere->best = with;
    }
}

static void look(struct elsewhere *elsewhere, const struct known *about, const struct leads *leads,
                 uint32_t word)
{
    size_t place = place_of(word), end = leads->begin[place + 1], first = leads->begin[place];
    for (size_t i = first; i < end && i < first + TELLING; i++)
        compare(elsewhere, about, leads->problems[i]);
}

/* Titles that are alike share so many words that one of the rarest is among them: the others need
 * not be followed. `likeness` = 2 common / (mine + theirs), and theirs are at least the common. */
static int words_to_follow(int count)
{
    int least = 1;
    while ((2 - SIGNAL_ALIKE) * least < SIGNAL_ALIKE * count)
        least++;
    return count - least + 1;
}

static void look_by_words(struct elsewhere *elsewhere, const struct known *about)
{
    uint32_t words[SIGNAL_WORDS];
    int count = about->count;
    memcpy(words, words_of(elsewhere, about), (size_t)count * sizeof *words);
    for (int left = words_to_follow(count), from = 0; left > 0 && from < count; left--, from++) {
        int rarest = from;
        for (int i = from + 1; i < count; i++)
            if (count_of(elsewhere, words[i]) < count_of(elsewhere, words[rarest]))
                rarest = i;
        uint32_t word = words[rarest];
        words[rarest] = words[from];
        if (count_of(elsewhere, word) > TELLING)
            return;
        look(elsewhere, about, &elsewhere->words, word);
    }
}

static void judge(struct elsewhere *elsewhere, const struct known *about)
{
    struct collecting *collecting = elsewhere->collecting;
    elsewhere->likeness = 0;
    if (about->count < 2)
        return;
    look_by_words(elsewhere, about);
    look(elsewhere, about, &elsewhere->titles, about->all);
    if (elsewhere->likeness <= 0 ||
        !signal_elsewhere(&collecting->quiet, NULL, elsewhere->likeness, &collecting->finding))
        return;
    *VECTOR_PUSH(&collecting->found) =
        (struct signal){.kind = SIGNAL_ELSEWHERE,
                        .about_kind = ENTITY_PROBLEM,
                        .about = about->id,
                        .finding = collecting->finding,
                        .owner = about->owner,
                        .other = elsewhere->known.items[elsewhere->best].id};
}

void collecting_elsewhere_free(struct elsewhere *elsewhere)
{
    if (elsewhere == NULL)
        return;
    free(elsewhere->known.items);
    free(elsewhere->said.items);
    free(elsewhere->programmes.items);
    free(elsewhere->counts);
    free(elsewhere->words.begin);
    free(elsewhere->words.problems);
    free(elsewhere->titles.begin);
    free(elsewhere->titles.problems);
    free(elsewhere);
}

static bool count_programme(void *context, const struct row *row, struct error *error)
{
    (void)row;
    (void)error;
    return ++*(int *)context < 2;
}

/* Also those that are closed: what helped there is kept in them. */
static bool has_elsewhere(struct session *session, bool *has, struct error *error)
{
    struct query query;
    int count = 0;
    query_init(&query, ENTITY_PROGRAMME);
    query.only = "status";
    bool read = record_each(session->db, &query, count_programme, &count, error);
    query_release(&query);
    *has = count > 1;
    return read;
}

static bool begin(struct collecting *collecting, bool *more, struct error *error)
{
    if (!has_elsewhere(collecting->session, more, error))
        return false;
    if (!*more)
        return true;
    struct elsewhere *elsewhere = memory_new(sizeof *elsewhere);
    collecting->elsewhere = elsewhere;
    elsewhere->collecting = collecting;
    elsewhere->counts = memory_array(PLACES, sizeof *elsewhere->counts);
    elsewhere->page = (struct titles_page){.most = READ, .more = true};
    return true;
}

static bool read_some(struct elsewhere *elsewhere, struct error *error)
{
    struct db *db = elsewhere->collecting->session->db;
    return titles_some(db, &elsewhere->page, keep, elsewhere, error);
}

static void judge_some(struct elsewhere *elsewhere)
{
    struct id looked_at = elsewhere->collecting->session->programme;
    bool all = id_is_none(looked_at);
    uint16_t here = all ? 0 : programme_of(elsewhere, looked_at);
    for (size_t i = 0; i < SLICE && elsewhere->next < elsewhere->known.count; i++) {
        const struct known *known = &elsewhere->known.items[elsewhere->next++];
        if (known->open && (all || known->programme == here))
            judge(elsewhere, known);
    }
}

bool collecting_elsewhere(struct collecting *collecting, bool *more, struct error *error)
{
    struct elsewhere *elsewhere = collecting->elsewhere;
    *more = true;
    if (elsewhere == NULL)
        return begin(collecting, more, error);
    if (elsewhere->page.more)
        return read_some(elsewhere, error);
    if (elsewhere->words.begin == NULL) {
        lead(elsewhere);
        return true;
    }
    judge_some(elsewhere);
    *more = elsewhere->next < elsewhere->known.count;
    if (!*more) {
        collecting_elsewhere_free(elsewhere);
        collecting->elsewhere = NULL;
    }
    return true;
}
