/* The Dutch translation, for tests of what is written in two languages. */
#ifndef WIJK_TESTS_DUTCH_H
#define WIJK_TESTS_DUTCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Beside the test when it was built, unless the runner says where. */
static inline void find_dutch(const char *program)
{
    char folder[4096];
    const char *tests = strstr(program, "/tests/");
    char *here = realpath(program, NULL);
    if (getenv("WIJK_LOCALE_DIR") == NULL && tests != NULL && here != NULL) {
        snprintf(folder, sizeof folder, "%.*s/locale", (int)(strstr(here, "/tests/unit/") - here),
                 here);
        setenv("WIJK_LOCALE_DIR", folder, 1);
    }
    free(here);
}

#endif
