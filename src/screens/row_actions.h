/* The actions on the selected row, the same on every screen: what actions.c names and row_actions.c
 * does. */
#ifndef WIJK_SCREENS_ROW_ACTIONS_H
#define WIJK_SCREENS_ROW_ACTIONS_H

#include "wijk/app/rows.h"
#include "wijk/screens/ui.h"

void row_action_open(struct ui *ui);
bool row_action_can_measure(struct ui *ui, struct buffer *why);
void row_action_measure(struct ui *ui);
void row_action_flag(struct ui *ui);
void row_action_add(struct ui *ui);
void row_action_edit(struct ui *ui);
bool row_action_can_edit_text(struct ui *ui, struct buffer *why);
void row_action_edit_text(struct ui *ui);
void row_action_delete(struct ui *ui);
bool row_action_can_move(struct ui *ui, struct buffer *why);
void row_action_move(struct ui *ui);
void row_action_comment(struct ui *ui);
bool row_action_can_light(struct ui *ui, struct buffer *why);
void row_action_light(struct ui *ui);
bool row_action_can_erase(struct ui *ui, struct buffer *why);
void row_action_erase(struct ui *ui);
void row_action_history(struct ui *ui);
void row_action_details(struct ui *ui);
void row_action_copy(struct ui *ui);

/* Asks of which kind all rows are to be listed. */
void rows_ask(struct ui *ui);

/* Of the whole file (publish.c). */
void action_publish(struct ui *ui);

#endif
