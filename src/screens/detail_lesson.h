/* What the detail of a lesson has besides its fields. */
#ifndef WIJK_SCREENS_DETAIL_LESSON_H
#define WIJK_SCREENS_DETAIL_LESSON_H

#include "detail.h"

/* Who adopted it and what became of it, and the rows it is about. */
void detail_lesson_links(struct detail *detail, struct session *session, struct id lesson);

#endif
