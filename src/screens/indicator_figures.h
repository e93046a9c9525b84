/* Published figures on the indicator screen. */
#ifndef WIJK_SCREENS_INDICATOR_FIGURES_H
#define WIJK_SCREENS_INDICATOR_FIGURES_H

#include "wijk/base/id.h"
#include "wijk/screens/ui.h"

/* Takes the reference figures of the indicator over, and says how many. */
void indicator_take_figures(struct ui *ui, struct id indicator);
/* Asks for a variable of the catalogue, fills the indicator from it, and asks which way is better
 * where nobody said so yet. */
void indicator_choose_variable(struct ui *ui, struct id indicator);

#endif
