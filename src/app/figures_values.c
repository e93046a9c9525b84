/* Single cells: numbers as both sources write them, and years. */
#include <stdlib.h>
#include <string.h>

#include "figures_internal.h"

/* Plain numbers of at most fifteen digits, exact and quick; most are. */
static bool plain_number(const char *text, double *value)
{
    static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool negative = *text == '-';
    const char *at = text + negative;
    double digits = 0;
    int count = 0, decimals = -1;
    for (; count <= 15; at++) {
        if (*at >= '0' && *at <= '9') {
            digits = digits * 10 + (*at - '0');
            count++;
            decimals += decimals >= 0;
        } else if (*at == '.' && decimals < 0 && count > 0) {
            decimals = 0;
        } else {
            break;
        }
    }
    if (*at != '\0' || count == 0 || count > 15 || decimals == 0)
        return false;
    *value = decimals > 0 ? digits / powers[decimals] : digits;
    if (negative && *value != 0)
        *value = -*value;
    return true;
}

/* CBS fills what it does not publish with numbers like -99997. */
static bool is_sentinel(double value)
{
    return (value <= -99990 && value >= -99999) || value == -99999997 || value == -99999999 ||
           value == -99999995;
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

enum figures_cell figures_number(const char *text, enum number_style style, bool sentinels,
                                 double *value)
{
    static const char *const missing[] = {"",  ".", "-", "n.n.b.", "onbekend", "geen gegevens",
                                          NULL};
    static const char *const secret[] = {"x", "X", NULL};
    if (!(style == NUMBER_ISO && plain_number(text, value)) && !number_parse(text, style, value))
        return is_one_of(text, missing)  ? FIGURES_MISSING
               : is_one_of(text, secret) ? FIGURES_SECRET
                                         : FIGURES_WRONG;
    return sentinels && is_sentinel(*value) ? FIGURES_MISSING : FIGURES_NUMBER;
}

bool figures_year(const char *text, int *year, bool *provisional)
{
    *year = 0;
    for (int i = 0; i < 4; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *year = *year * 10 + (text[i] - '0');
    }
    const char *rest = text + 4;
    if (strncmp(rest, "JJ00", 4) == 0)
        rest += 4;
    while (*rest == ' ')
        rest++;
    *provisional = *rest == '*';
    rest += strspn(rest, "*");
    return *rest == '\0' && *year >= 1800 && *year <= 2200;
}

void figures_trim(const struct csv_field *field, struct buffer *out)
{
    const char *from = field->text, *to = from + field->length;
    while (from < to && (*from == ' ' || *from == '\t' || *from == '\n' || *from == '\r'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\n' || to[-1] == '\r'))
        to--;
    buffer_clear(out);
    buffer_add(out, from, (size_t)(to - from));
}

int figures_year_of(const char *file)
{
    for (const char *at = file; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        int year = digits == 4 ? (int)strtol(at, NULL, 10) : 0;
        if (year >= 1900 && year <= 2100)
            return year;
        at += digits > 0 ? digits : 1;
    }
    return 0;
}
