/* What is said when a figure was saved. */
#ifndef WIJK_SCREENS_SAVED_H
#define WIJK_SCREENS_SAVED_H

#include "wijk/screens/ui.h"

/* "saved: 14.2 on 1 Oct 2026, Youth unemployment", and that it is an estimate or provisional. */
void saved_figure(struct ui *ui, struct id measurement);

#endif
