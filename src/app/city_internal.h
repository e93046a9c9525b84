/* What the files of the city share. For the app layer only. */
#ifndef WIJK_SRC_APP_CITY_INTERNAL_H
#define WIJK_SRC_APP_CITY_INTERNAL_H

#include "standing.h"
#include "wijk/app/city.h"

/* The rest of a city of which the standing was read with STANDING_LIGHTS; takes the standing over.
 */
struct city_work *city_work_new(const struct standing *standing);
void city_work_free(struct city_work *work);

/* The cell that a goal counts in; NULL: none, as for visions and goals without a theme. */
struct city_cell *city_cell_of(struct city *city, const struct standing *standing,
                               const struct row *goal);

#endif
