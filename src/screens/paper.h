/* Writing the papers of meetings to a file that the person names. */
#ifndef WIJK_SCREENS_PAPER_H
#define WIJK_SCREENS_PAPER_H

#include "wijk/screens/ui.h"

enum paper_kind { PAPER_OF_MEETING, PAPER_OF_AGENDA, PAPER_OF_DECISIONS, PAPER_OF_ACTIONS };

/* Asks for the path, with a name that fits offered; its ending says the format. `meeting` may be
 * none for the lists. */
void paper_ask(struct ui *ui, enum paper_kind kind, struct id meeting);

#endif
