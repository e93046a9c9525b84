/* Completion of typed lines: what Tab offers for @ (people and partners) and & (codes). */
#ifndef WIJK_SCREENS_QUICK_COMPLETE_H
#define WIJK_SCREENS_QUICK_COMPLETE_H

#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/candidates.h"

/* Adds what fits the word at the cursor, best first; nothing for a word without a sign. */
void quick_complete(struct ui *ui, const char *word, struct candidates *out);

#endif
