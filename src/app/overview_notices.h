/*
 * What asks for attention, most urgent first: critical problems nobody has taken, indicators off
 * track, late milestones, indicators behind, indicators without a recent figure. For the app layer
 * only.
 */
#ifndef WIJK_SRC_APP_OVERVIEW_NOTICES_H
#define WIJK_SRC_APP_OVERVIEW_NOTICES_H

#include "standing.h"
#include "wijk/app/programme.h"

#define OVERVIEW_NOTICES 50

/* Fills the notices of the overview. */
bool overview_notices(const struct standing *standing, struct overview *overview,
                      struct error *error) MUST_USE;

#endif
