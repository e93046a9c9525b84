/* What the views of the charter share: the list, the matrix, what is missing, what is in the way.
 */
#ifndef WIJK_SCREENS_CHARTER_H
#define WIJK_SCREENS_CHARTER_H

#include "wijk/app/charter.h"
#include "wijk/screens/screens.h"

/* The views, in the order in which Tab shows them. */
struct screen *charter_matrix_screen(struct ui *ui);
struct screen *charter_gaps_screen(struct ui *ui);
struct screen *charter_obstacles_screen(struct ui *ui);

/* The sheet of one agreement; with a programme only what it has there. */
struct screen *charter_sheet_screen(struct ui *ui, struct id agreement, struct id programme);

/* Asks what to link the agreement to. */
void charter_link_screen(struct ui *ui, struct id agreement);

/* Puts the agreement on the agenda of the next theme meeting, and says which. */
void charter_put_on_agenda(struct ui *ui, struct id agreement);

/* The actions that all views share. */
extern const struct action charter_actions[];
extern const size_t charter_action_count;
#define CHARTER_ACTIONS 4

#endif
