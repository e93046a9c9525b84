/*
 * What the file says of the indicators of a standing: baselines, targets, and the newest
 * measurements of those of which judging had to read them. Kept with the standing, so that judging
 * it as of an earlier day asks the file for little more than what lies before.
 *
 * For standing_judge.c only.
 */
#ifndef WIJK_SRC_APP_STANDING_FIGURES_H
#define WIJK_SRC_APP_STANDING_FIGURES_H

#include "judging.h"
#include "standing.h"

/* A measurement that was read, without what lights do not ask. */
struct standing_kept {
    double value;
    date_t date;
    unsigned char status;
    bool known, baseline;
};

/* The newest of an indicator, a part of `kept`; whole: there are no others. */
struct standing_kept_series {
    size_t first, count;
    struct id oldest;
    bool whole;
};

struct standing_figures {
    struct measured_series baselines; /* by indicator, the one that counts last */
    struct measured_targets targets;
    size_t *first_target; /* owned: a place for each indicator, STANDING_NONE: none */
    struct standing_kept_series *series; /* owned: one for each indicator */
    VECTOR(struct standing_kept) kept;
    /* Owned: of each baseline, whether it has its date to itself; asked when it matters, once. */
    enum standing_alone { STANDING_ALONE_UNASKED, STANDING_ALONE, STANDING_NOT_ALONE } * alone;
};

/* NULL: it failed. Free it either way. */
struct standing_figures *standing_figures_read(const struct standing *standing,
                                               struct error *error);
void standing_figures_free(struct standing_figures *figures);

/* The newest measurements of one indicator: those that were read now, oldest first, then those that
 * were kept. */
struct standing_newest {
    struct measured_series read; /* owned, reused */
    const struct standing_kept *kept;
    size_t kept_count;
    date_t first_date; /* of the oldest of them all, when there is any */
    struct id first;
};

/* The newest `most` that count for the standing. */
bool standing_newest_read(const struct standing *standing, size_t indicator, int most,
                          struct standing_newest *newest, struct error *error) MUST_USE;
/* Whether so many of them are at hand that nothing, or little, is read. */
bool standing_newest_kept(const struct standing *standing, size_t indicator);
/* Adds them to what is judged. */
void standing_newest_add(const struct standing_newest *newest, struct judging *judging);
/* Keeps those that were just read with OUTLOOK_RECENT, as they stand last in what was judged. */
void standing_newest_keep(const struct standing *standing, size_t indicator,
                          const struct standing_newest *newest, const struct judging *judging);

#endif
