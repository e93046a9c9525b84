/*
 * Languages: messages through gettext, and the conventions for numbers and dates that go with them.
 *
 * Dutch and English are complete. Dutch works where no Dutch locale was generated: the program then
 * runs in C.UTF-8 and asks gettext for Dutch by LANGUAGE. Only LC_CTYPE and LC_MESSAGES are ever
 * set; numbers and dates are written by base/number.h and base/date.h, never by the C locale.
 */
#ifndef WIJK_BASE_LANGUAGE_H
#define WIJK_BASE_LANGUAGE_H

#include <libintl.h>
#include <stdbool.h>

#define _(message) gettext(message)
#define N_(message) message /* marks a message in a table; the reader translates it with _() */

enum language { LANGUAGE_EN, LANGUAGE_NL };

/* Sets the language for the whole program. `asked` is "nl", "en" or "auto" (LANGUAGE, LC_ALL,
 * LC_MESSAGES, LANG in that order; English when they name neither). The catalogue is looked for
 * in $WIJK_LOCALE_DIR (for tests), beside the running program (…/locale, …/../share/locale), then
 * in the installed place. */
void language_start(const char *asked);

/* Switches while running. */
void language_use(enum language language);
enum language language_now(void);

/* A message in a given language, whatever the current one: for documents and for headers of
 * imported files. The answer is static. */
const char *language_text(enum language language, const char *message);

#endif
