/* How judgements look on every screen: the style of a light, and list columns in the reader's
 * language. */
#ifndef WIJK_SCREENS_LOOKS_H
#define WIJK_SCREENS_LOOKS_H

#include "wijk/domain/light.h"
#include "wijk/tui/style.h"
#include "wijk/tui/widgets/list.h"

enum style look_of_light(enum light light);

/* Copies the columns with their titles translated into `out`, which it answers. */
const struct list_column *look_columns(const struct list_column *columns, int count,
                                       struct list_column *out);

#endif
