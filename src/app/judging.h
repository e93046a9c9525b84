/*
 * Rows and figures on one side, domain/outlook.h on the other: fills the input of an outlook.
 *
 *     struct judging judging;
 *     judging_init(&judging, &indicator, session->today);
 *     judging_measurement(&judging, &measured);
 *     outlook = outlook_of(&judging.input);
 *     judging_release(&judging);
 *
 * For the app layer only.
 */
#ifndef WIJK_SRC_APP_JUDGING_H
#define WIJK_SRC_APP_JUDGING_H

#include "wijk/base/vector.h"
#include "wijk/domain/outlook.h"
#include "wijk/domain/row.h"
#include "wijk/store/measured.h"

struct judging {
    struct outlook_input input; /* points into the vectors, once judging_ready was called */
    VECTOR(struct outlook_measurement) measurements; /* owned */
    VECTOR(struct outlook_target) targets;           /* owned */
};

/* Borrows the indicator's unit. */
void judging_init(struct judging *judging, const struct row *indicator, date_t today);
void judging_release(struct judging *judging);
void judging_clear(struct judging *judging, const struct row *indicator, date_t today);

void judging_measured(struct judging *judging, const struct measured *measured);
void judging_target(struct judging *judging, const struct measured_target *target);
/* Rows; their words are borrowed. */
void judging_measurement_row(struct judging *judging, const struct row *measurement);
void judging_target_row(struct judging *judging, const struct row *target);

/* Instead of adding: initialises it and reads from the file what judging this one indicator takes.
 * Release it either way. */
bool judging_read(struct judging *judging, struct db *db, const struct row *indicator, date_t today,
                  struct error *error) MUST_USE;

/* Call when all is in, measurements in the order of their dates. The newest OUTLOOK_RECENT count,
 * and the baseline: the newest marked as such, else the oldest with a value. So it is all the same
 * whether all of them were read or only those (store/measured.h). */
const struct outlook_input *judging_ready(struct judging *judging);

/* Adds "17.8 → 14.2 → ≤ 11.0 %": baseline, latest and target, as far as they are known. */
void judging_figures(struct buffer *out, const struct outlook_input *input,
                     const struct outlook *outlook);

#endif
