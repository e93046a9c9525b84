/* What taking figures over and the benchmark share. */
#ifndef WIJK_SRC_APP_FIGURES_USE_H
#define WIJK_SRC_APP_FIGURES_USE_H

#include "wijk/app/figures.h"
#include "wijk/store/reference.h"

/* A variable of the catalogue, each text owned by its row. False: there is none (no error), or it
 * failed (error filled). `row` is initialised when it is there. */
bool figures_variable(struct session *session, const char *variable, struct row *row,
                      struct error *error) MUST_USE;
/* The date a year's figure holds for: by the catalogue's reference date, else 1 January. */
date_t figures_date(const char *reference_date, int year);

#endif
