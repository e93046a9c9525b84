/*
 * What is done to problems in the queue: to those that are marked, else to the selected one, always
 * as one act.
 */
#ifndef WIJK_SCREENS_PROBLEMS_ACT_H
#define WIJK_SCREENS_PROBLEMS_ACT_H

#include "wijk/app/problems.h"
#include "wijk/screens/ui.h"

void problems_act_accept(struct ui *ui);
void problems_act_assign(struct ui *ui);
void problems_act_due(struct ui *ui);
void problems_act_escalate(struct ui *ui);
void problems_act_decide(struct ui *ui);
void problems_act_hand_back(struct ui *ui);
void problems_act_merge(struct ui *ui);
void problems_act_comment(struct ui *ui);
void problems_act_solve(struct ui *ui);
void problems_act_more(struct ui *ui);
void problems_act_less(struct ui *ui);

/* Sets the status; and asks first what the status needs to know. */
bool problems_act_status(struct ui *ui, const char *status, const char *words,
                         struct error *error) MUST_USE;
void problems_act_ask_status(struct ui *ui, const char *status, const char *question);

#endif
