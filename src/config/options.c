#include "wijk/config/options.h"

#include <string.h>

#include "wijk/base/language.h"

#define FLAG(name, initial, help)                                                                  \
    {                                                                                              \
        name, OPTION_FLAG, initial, NULL, 0, 0, help                                               \
    }
#define INTEGER(name, initial, from, to, help)                                                     \
    {                                                                                              \
        name, OPTION_INTEGER, initial, NULL, from, to, help                                        \
    }
#define TEXT(name, help)                                                                           \
    {                                                                                              \
        name, OPTION_TEXT, "", NULL, 0, 0, help                                                    \
    }
#define CHOICE(name, initial, choices, help)                                                       \
    {                                                                                              \
        name, OPTION_CHOICE, initial, choices, 0, 0, help                                          \
    }
#define PATH(name, help)                                                                           \
    {                                                                                              \
        name, OPTION_PATH, "", NULL, 0, 0, help                                                    \
    }
#define KEYS(name, help)                                                                           \
    {                                                                                              \
        name, OPTION_KEYS, "", NULL, 0, 0, help                                                    \
    }

/* clang-format off */
static const struct option options[] = {
    PATH("file", N_("The programme file that is opened when none is named.")),
    TEXT("programme", N_("The programme that is shown first when the file holds several.")),
    TEXT("person", N_("Who you are: your name or initials, as among the people of the file. What you enter is under this name.")),
    CHOICE("language", "auto", "auto nl en", N_("The language of the program, and with it how numbers and dates are written; auto follows the system.")),
    CHOICE("theme", "dark", "dark light contrast", N_("The colours; contrast is for bright rooms, projectors and tired eyes.")),
    CHOICE("colour", "auto", "auto never", N_("Whether colours are used at all; auto uses what the terminal can do. No meaning depends on them.")),
    FLAG("ascii", "false", N_("Draw lines and marks with plain ASCII characters, for terminals without Unicode.")),
    FLAG("mouse", "true", N_("Use the mouse to select, scroll and sort; without it the terminal's own selecting works.")),
    FLAG("clipboard", "true", N_("Let copying reach the clipboard of the terminal (OSC 52), also over ssh.")),
    TEXT("editor", N_("The command that edits long texts; unset takes it from VISUAL or EDITOR.")),
    FLAG("backup_daily", "true", N_("Keep a backup beside the file at the first change of each day.")),
    INTEGER("backups_keep", "20", 1, 1000, N_("How many backups are kept; the oldest goes first.")),
    INTEGER("signal_late_days", "1", 1, 3650, N_("Signals: a milestone is late from so many days past its date.")),
    INTEGER("signal_silent_days", "90", 1, 3650, N_("Signals: a running effort is silent after so many days without a change.")),
    INTEGER("signal_money_points", "25", 1, 100, N_("Signals: money is out of step when the shares of money spent and of time gone differ by so many percentage points.")),
    INTEGER("signal_slips", "2", 1, 100, N_("Signals: a date has slipped when it was moved later so many times.")),
    INTEGER("signal_carried", "3", 1, 100, N_("Signals: an action was carried over too often after so many times.")),
    INTEGER("signal_open_days_low", "120", 1, 3650, N_("Signals: a problem of low severity is open too long after so many days; half of that when nobody has taken it.")),
    INTEGER("signal_open_days_normal", "60", 1, 3650, N_("The same for normal severity.")),
    INTEGER("signal_open_days_high", "30", 1, 3650, N_("The same for high severity.")),
    INTEGER("signal_open_days_critical", "14", 1, 3650, N_("The same for critical severity.")),
    INTEGER("escalation_days_district", "14", 1, 3650, N_("Escalation: so many days the district has to decide, when no date is given.")),
    INTEGER("escalation_days_bureau", "28", 1, 3650, N_("The same for the programme bureau.")),
    INTEGER("escalation_days_city_board", "56", 1, 3650, N_("The same for the city board.")),
    INTEGER("escalation_days_national", "84", 1, 3650, N_("The same for the national government.")),
    INTEGER("charter_soon_days", "90", 1, 3650, N_("Charter: an agreement without an effort is due soon so many days before its date.")),
    PATH("exchange_folder", N_("Exchange: the folder where the copies of the file leave packs for each other: a shared disk, or a stick.")),
    PATH("report_template", N_("The template of the quarterly report; unset uses the standard one of the language.")),
    TEXT("iati_organisation", N_("IATI: the identifier of the organisation that reports, as in the register of organisations.")),
    TEXT("iati_name", N_("IATI: the name of that organisation.")),
    PATH("minutes_template", N_("The template of the minutes; without one the standard template, which 'wijk meeting template' prints.")),
    INTEGER("planning_at_once", "5", 1, 1000, N_("Planning: more efforts than this at once are too many for a partner.")),
    KEYS("keys", N_("Other keys for actions, by the names that 'wijk keys' prints.")),
};
/* clang-format on */

size_t option_count(void)
{
    return sizeof options / sizeof *options;
}

const struct option *option_at(size_t index)
{
    return &options[index];
}

const struct option *option_find(const char *name)
{
    for (size_t i = 0; i < option_count(); i++)
        if (strcmp(options[i].name, name) == 0)
            return &options[i];
    return NULL;
}

enum { NAME_LIMIT = 40 };

static size_t least(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* How many letters must be added, dropped, changed or swapped with the next to make one the other.
 */
static size_t distance(const char *one, const char *other)
{
    size_t rows[3][NAME_LIMIT + 1], length = strlen(other);
    for (size_t j = 0; j <= length; j++)
        rows[0][j] = j;
    for (size_t i = 1; one[i - 1] != '\0'; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t change = above[j - 1] + (one[i - 1] != other[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                row[j] = least(row[j], higher[j - 2] + 1);
        }
    }
    return rows[strlen(one) % 3][length];
}

const struct option *option_nearest(const char *name)
{
    const struct option *nearest = NULL;
    size_t best = strlen(name) / 3 + 1;
    if (strlen(name) > NAME_LIMIT)
        return NULL;
    for (size_t i = 0; i < option_count(); i++) {
        size_t far = distance(name, options[i].name);
        if (far < best || (far == best && nearest == NULL)) {
            best = far;
            nearest = &options[i];
        }
    }
    return nearest;
}
