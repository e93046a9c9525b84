/*
 * Making a programme file: `wijk init` and the first start of the screens.
 */
#ifndef WIJK_APP_STARTING_H
#define WIJK_APP_STARTING_H

#include "wijk/app/session.h"

struct starting {
    const char *area; /* name of the neighbourhood whose programme it will be, or NULL */
    bool demo;        /* put the example programme in it */
};

/* Makes the file of `options` (its `create` is taken as true), with the areas and themes every file
 * begins with, the programme of the area (the area is added when it is unknown) and the example,
 * as asked. Gives the session on it. When any of it fails, the file is removed again. */
bool starting_make(struct session **out, const struct session_options *options,
                   const struct starting *starting, struct error *error) MUST_USE;

/* Adds the programme of an area to an open file, as one act. */
bool starting_programme(struct session *session, const char *area, struct error *error) MUST_USE;

#endif
