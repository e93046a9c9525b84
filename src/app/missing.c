#include <stdlib.h>
#include <string.h>

#include "wijk/app/naming.h"
#include "wijk/base/text.h"

#define LONGEST 20 /* bytes; longer texts are not looked at */

enum missing missing_read(const char *text)
{
    static const struct {
        const char *text;
        enum missing missing;
    } words[] = {
        {"", MISSING_EMPTY},
        {".", MISSING_UNAVAILABLE},
        {"-", MISSING_UNAVAILABLE},
        {"--", MISSING_UNAVAILABLE},
        {"n.n.b.", MISSING_UNAVAILABLE},
        {"nnb", MISSING_UNAVAILABLE},
        {"n.b.", MISSING_UNAVAILABLE},
        {"n/a", MISSING_UNAVAILABLE},
        {"onbekend", MISSING_UNAVAILABLE},
        {"unknown", MISSING_UNAVAILABLE},
        {"geen gegevens", MISSING_UNAVAILABLE},
        {"no data", MISSING_UNAVAILABLE},
        {"x", MISSING_SECRET},
        {"geheim", MISSING_SECRET},
        {"secret", MISSING_SECRET},
    };
    if (strlen(text) > LONGEST)
        return text[strspn(text, " \t\r\n")] == '\0' ? MISSING_EMPTY : MISSING_NOT;
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, text);
    char *copy = buffer_detach(&folded);
    const char *trimmed = text_trim(copy);
    enum missing missing = MISSING_NOT;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(trimmed, words[i].text) == 0)
            missing = words[i].missing;
    free(copy);
    return missing;
}
