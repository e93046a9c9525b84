/* What the detail of a problem tells besides its fields: detail.c asks for it. */
#ifndef WIJK_SCREENS_DETAIL_PROBLEM_H
#define WIJK_SCREENS_DETAIL_PROBLEM_H

#include "detail.h"

/* The score with its sum, of an open problem. */
void detail_problem_score(struct detail *detail, struct session *session, const struct row *row);

/* Its escalations, and the problems that are the same with their comments. */
void detail_problem_links(struct detail *detail, struct session *session, struct id problem);

#endif
