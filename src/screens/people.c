/* People and partners: two lists, of which Tab shows the other. */
#include <stdlib.h>

#include "list_page.h"
#include "wijk/base/language.h"
#include "wijk/screens/screens.h"

static struct screen *people_of(struct ui *ui, enum entity_kind kind);

static void other(struct ui *ui)
{
    enum entity_kind now = list_page_of(ui)->list.entity->kind;
    ui_go(ui, people_of(ui, now == ENTITY_PERSON    ? ENTITY_PARTNER
                            : now == ENTITY_PARTNER ? ENTITY_MEMBERSHIP
                                                    : ENTITY_PERSON));
}

const struct action people_actions[] = {
    {"other-list", N_("People"), "Tab", N_("people / partners / members"),
     N_("Shows people, partners or the members of the steering group in turn."),
     ACTION_FILE | ACTION_FOOTER, NULL, other},
};
const size_t people_action_count = sizeof people_actions / sizeof *people_actions;

static const struct screen_calls people_calls = {.name = "people",
                                                 .title = N_("People"),
                                                 .actions = people_actions,
                                                 .action_count =
                                                     sizeof people_actions / sizeof *people_actions,
                                                 LIST_PAGE_CALLS};

static struct screen *people_of(struct ui *ui, enum entity_kind kind)
{
    static const char *const empty[] = {
        N_("Nobody here yet. a adds a person; Tab shows the partners."),
        N_("No partners yet. a adds one; Tab shows the members."),
        N_("No members of the steering group yet. a adds one; Tab shows people."),
    };
    struct row_list_request request = {.kind = kind,
                                       .empty = _(empty[kind == ENTITY_PERSON    ? 0
                                                        : kind == ENTITY_PARTNER ? 1
                                                                                 : 2])};
    return list_page_new(ui, &people_calls, &request);
}

struct screen *people_screen(struct ui *ui)
{
    return people_of(ui, ENTITY_PERSON);
}
