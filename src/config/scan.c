#include "scan.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *scan_space(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\f");
        if (*at == '#' || (at[0] == '/' && at[1] == '/')) {
            at += strcspn(at, "\n");
        } else if (at[0] == '/' && at[1] == '*') {
            const char *close = strstr(at + 2, "*/");
            at = close != NULL ? close + 2 : at + strlen(at);
        } else {
            return at;
        }
    }
}

/* At the closing quote, or at the end of everything. */
static const char *end_of_text(const char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++)
        if (*at == '\\' && at[1] != '\0')
            at++;
    return at;
}

const char *scan_word(const char *at)
{
    if (*at == '"')
        at = end_of_text(at);
    if (*at == '"')
        return at + 1;
    size_t length = strcspn(at, " \t\r\n\f=:;,{}()[]\"#/");
    return length > 0 ? at + length : at + (*at != '\0');
}

/* A whole number that 32 bits cannot hold, and that has no L behind it: libconfig 1.5 keeps its low
 * bits. */
static bool is_too_large(const char *at)
{
    char *end = NULL;
    errno = 0;
    long long number = strtoll(at, &end, 0);
    return end > at && end == scan_word(at) &&
           (errno != 0 || number > INT32_MAX || number < INT32_MIN);
}

const char *scan_fault(const char *text, enum scan_fault *fault)
{
    for (const char *at = scan_space(text); *at != '\0'; at = scan_space(at)) {
        *fault = *at == '"' ? SCAN_UNCLOSED : SCAN_TOO_LARGE;
        if (*at == '"' ? *end_of_text(at) == '\0' : is_too_large(at))
            return at;
        at = scan_word(at);
    }
    return NULL;
}
