/*
 * When a lesson is like what somebody types, so that it can be suggested before the same happens
 * again.
 */
#ifndef WIJK_DOMAIN_LESSON_H
#define WIJK_DOMAIN_LESSON_H

/* From here on a lesson is suggested. */
#define LESSON_LIKE 2.0

/* How much the lesson (all its texts) has of what was typed: a longer word (from four letters)
 * counts 1, a long one (from eight) 2, a word that only begins alike (six letters) as well; 0:
 * nothing. Case and accents do not matter. */
double lesson_likeness(const char *typed, const char *lesson);

#endif
