#include "scan.h"

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

const char *scan_unclosed(const char *text)
{
    for (const char *at = scan_space(text); *at != '\0'; at = scan_space(at)) {
        if (*at == '"' && *end_of_text(at) == '\0')
            return at;
        at = scan_word(at);
    }
    return NULL;
}
