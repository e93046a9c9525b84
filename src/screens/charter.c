/* The charter: the list of agreements, and what the other views of it share. Tab goes from view to
 * view: list, matrix, what is missing, what is in the way. */
#include "charter.h"

#include <string.h>

#include "linking.h"
#include "list_page.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/tui/widgets/candidates.h"

#define LINKABLE 40 /* candidates of a kind */

/* ---- from view to view ---- */

static struct screen *list_view(struct ui *ui)
{
    return charter_screen(ui);
}

static struct screen *(*const views[])(struct ui *) = {
    list_view, charter_matrix_screen, charter_gaps_screen, charter_obstacles_screen};
#define VIEWS (sizeof views / sizeof *views)

static void next_view(struct ui *ui)
{
    static const char *const names[VIEWS] = {"charter", "charter-matrix", "charter-gaps",
                                             "charter-blockers"};
    const struct screen *base = ui_base(ui);
    size_t now = 0;
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(base->calls->name, names[i]) == 0)
            now = i;
    ui_go(ui, views[(now + 1) % VIEWS](ui));
}

/* ---- linking ---- */

static bool is_agreement(struct ui *ui, struct buffer *why)
{
    if (ui_target(ui).kind == ENTITY_AGREEMENT)
        return true;
    buffer_add_text(why, _("this row is not an agreement"));
    return false;
}

static void fill_links(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    static const enum entity_kind kinds[] = {ENTITY_EFFORT, ENTITY_GOAL, ENTITY_AREA};
    (void)context;
    struct linking_kinds linking = {kinds, sizeof kinds / sizeof *kinds, LINKABLE};
    linking_fill(ui, &linking, typed, out);
}

static bool link_to(struct ui *ui, void *context, struct id id, const char *text,
                    struct error *error)
{
    struct charter_linking linking = {.agreement = ((const struct target *)context)->id};
    char typed[ID_TEXT_SIZE];
    id_format(id, typed);
    if (!rows_find_code(ui->session, typed, &linking.kind, &linking.row, error) ||
        !charter_link(ui->session, &linking, error))
        return false;
    ui_saved(ui, _("linked to %s"), text);
    return true;
}

void charter_link_screen(struct ui *ui, struct id agreement)
{
    struct target *target = memory_new(sizeof *target);
    *target = (struct target){.kind = ENTITY_AGREEMENT, .id = agreement};
    struct pick_request request = {.title = _("Link to which effort, goal or area?"),
                                   .fill = fill_links,
                                   .done = link_to,
                                   .context = target};
    ui_push(ui, pick_screen(ui, &request));
}

static void link_agreement(struct ui *ui)
{
    charter_link_screen(ui, ui_target(ui).id);
}

void charter_put_on_agenda(struct ui *ui, struct id agreement)
{
    struct buffer where = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    if (charter_to_agenda(ui->session, agreement, &where, &error))
        ui_saved(ui, _("on the agenda of: %s"), where.bytes);
    else
        ui_fail(ui, &error);
    buffer_release(&where);
}

static void to_agenda(struct ui *ui)
{
    charter_put_on_agenda(ui, ui_target(ui).id);
}

static void open_sheet(struct ui *ui)
{
    ui_push(ui, charter_sheet_screen(ui, ui_target(ui).id, (struct id){{0}}));
}

#define GROUP N_("Charter")

const struct action charter_actions[CHARTER_ACTIONS] = {
    {"charter-view", GROUP, "Tab", N_("list / matrix / missing / in the way"),
     N_("Shows the agreements as a list, by neighbourhood, those that miss something, and what is "
        "in the way by ministry, in turn."),
     ACTION_FILE | ACTION_FOOTER, NULL, next_view},
    {"charter-sheet", GROUP, "z", N_("sheet"),
     N_("Shows the agreement on a sheet for a theme meeting: evidence, figures, what is in the "
        "way, "
        "the question."),
     ACTION_ROW | ACTION_FOOTER, is_agreement, open_sheet},
    {"agreement-agenda", GROUP, "t", N_("agenda"),
     N_("Puts the agreement on the agenda of the next theme meeting."), ACTION_ROW | ACTION_WRITES,
     is_agreement, to_agenda},
    {"link-agreement", GROUP, "+", N_("link"),
     N_("Links the agreement to an effort, a goal or an area."),
     ACTION_ROW | ACTION_WRITES | ACTION_FOOTER, is_agreement, link_agreement},
};
const size_t charter_action_count = CHARTER_ACTIONS;

/* ---- the list ---- */

static const struct screen_calls charter_calls = {.name = "charter",
                                                  .title = N_("Charter"),
                                                  .actions = charter_actions,
                                                  .action_count = CHARTER_ACTIONS,
                                                  LIST_PAGE_CALLS};

struct screen *charter_screen(struct ui *ui)
{
    struct row_list_request request = {
        .kind = ENTITY_AGREEMENT,
        .columns = "code text theme due status ministry",
        .empty = _("No agreements yet. a adds one; 'wijk import FILE --as agreement' takes a "
                   "table of them.")};
    return list_page_new(ui, &charter_calls, &request);
}
