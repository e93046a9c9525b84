#include "wijk/domain/charter.h"

#include <string.h>

#include "wijk/base/language.h"

bool charter_is_open(const char *status)
{
    return status == NULL || strcmp(status, "not started") == 0 || strcmp(status, "running") == 0;
}

unsigned charter_gaps(const struct charter_facts *facts, date_t today, int soon_days)
{
    unsigned gaps = 0;
    if (!charter_is_open(facts->status))
        return 0;
    if (facts->blockers > 0)
        gaps |= CHARTER_BLOCKED;
    if (facts->efforts > 0)
        return gaps;
    gaps |= CHARTER_NO_EFFORT;
    if (facts->due != DATE_NONE && facts->due - today <= soon_days)
        gaps |= CHARTER_DUE_SOON;
    return gaps;
}

void charter_gap_words(struct buffer *out, unsigned gaps)
{
    static const struct {
        enum charter_gap gap;
        const char *word;
    } words[] = {{CHARTER_BLOCKED, N_("blocked by a problem")},
                 {CHARTER_NO_EFFORT, N_("no effort")},
                 {CHARTER_DUE_SOON, N_("due soon")}};
    bool some = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if ((gaps & words[i].gap) == 0)
            continue;
        buffer_format(out, "%s%s", some ? " · " : "", _(words[i].word));
        some = true;
    }
}

const char *charter_gap_sign(unsigned gaps)
{
    return (gaps & CHARTER_BLOCKED) != 0     ? "‼"
           : (gaps & CHARTER_DUE_SOON) != 0  ? "!"
           : (gaps & CHARTER_NO_EFFORT) != 0 ? "○"
                                             : " ";
}

static void ask_about_problem(struct buffer *out, const struct charter_asking *asking)
{
    if (asking->ministry != NULL)
        buffer_format(out, _("What does %s do so that this is out of the way: %s?"),
                      asking->ministry, asking->problem);
    else
        buffer_format(out, _("Who takes this out of the way, and by when: %s?"), asking->problem);
}

void charter_question(struct buffer *out, const struct charter_asking *asking)
{
    if (!asking->open)
        buffer_add_text(out, _("Can this agreement be closed, and what did it bring?"));
    else if (asking->asked != NULL)
        buffer_add_text(out, asking->asked);
    else if ((asking->gaps & CHARTER_BLOCKED) != 0 && asking->problem != NULL)
        ask_about_problem(out, asking);
    else if ((asking->gaps & CHARTER_NO_EFFORT) != 0)
        buffer_add_text(out, asking->late
                                 ? _("The date has passed without an effort: is it still wanted, "
                                     "and who takes it up?")
                                 : _("Which effort will keep this agreement, and who leads it?"));
    else if (asking->late)
        buffer_add_text(out, _("The date has passed: is it kept, or what is the new date?"));
    else
        buffer_add_text(out, _("Do the efforts bring what was agreed, and in time?"));
}
