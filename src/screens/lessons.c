/* Lessons: what was learnt, who took it over, and what became of that. Tab shows where lessons come
 * from: experiments, knowledge institutes, partners of the national alliance. */
#include "wijk/app/lessons.h"

#include <string.h>

#include "linking.h"
#include "list_page.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

#define LINKABLE 30 /* candidates of a kind */

static struct screen *view(struct ui *ui, size_t at);

/* ---- from view to view ---- */

static const struct {
    const char *name;
    enum entity_kind kind;
    const char *columns, *filter, *empty;
} views[] = {
    {"lessons", ENTITY_LESSON, "code title theme area source learnt_on", NULL,
     N_("No lessons yet. a adds one: what happened, what came of it, what another neighbourhood "
        "should do.")},
    {"lessons-experiments", ENTITY_EFFORT, "code title lead phase starts ends", "kind=experiment",
     N_("No experiments. An effort is one when its kind says so (e).")},
    {"lessons-institutes", ENTITY_PARTNER, NULL, "kind=\"knowledge institute\"",
     N_("No knowledge institutes among the partners.")},
    {"lessons-alliance", ENTITY_PARTNER, NULL, "kind=\"alliance partner\"",
     N_("No partners of the national alliance.")},
};
#define VIEWS (sizeof views / sizeof *views)

static void next_view(struct ui *ui)
{
    const struct screen *base = ui_base(ui);
    size_t now = 0;
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(base->calls->name, views[i].name) == 0)
            now = i;
    ui_go(ui, view(ui, (now + 1) % VIEWS));
}

/* ---- adopting ---- */

static bool is_lesson(struct ui *ui, struct buffer *why)
{
    if (ui_target(ui).kind == ENTITY_LESSON)
        return true;
    buffer_add_text(why, _("this row is not a lesson"));
    return false;
}

static bool can_adopt(struct ui *ui, struct buffer *why)
{
    if (!is_lesson(ui, why))
        return false;
    if (!id_is_none(ui->session->programme))
        return true;
    buffer_add_text(why, _("look at one neighbourhood first (0, Enter)"));
    return false;
}

static bool tell_outcome(struct ui *ui, void *context, const char *text, struct error *error)
{
    struct lesson_adopting adopting = {
        .lesson = ((const struct target *)context)->id, .on = DATE_NONE, .outcome = text};
    if (!lesson_adopt(ui->session, &adopting, error))
        return false;
    ui_saved(ui, "%s", _("saved what became of it"));
    return true;
}

static bool adopted_here(struct ui *ui, struct id id)
{
    struct lesson lesson;
    struct error error = ERROR_NONE;
    if (!lesson_load(ui->session, id, &lesson, &error)) {
        ui_fail(ui, &error);
        return false;
    }
    bool here = lesson.here;
    lesson_release(&lesson);
    return here;
}

/* The first time it is adopted; after that what became of it is asked. */
static void adopt(struct ui *ui)
{
    struct target target = ui_target(ui);
    struct lesson_adopting adopting = {.lesson = target.id, .on = DATE_NONE};
    struct error error = ERROR_NONE;
    if (adopted_here(ui, target.id)) {
        struct target *about = memory_new(sizeof *about);
        *about = target;
        struct prompt_request request = {
            .label = _("What became of it here?"), .done = tell_outcome, .context = about};
        ui_push(ui, prompt_screen(ui, &request));
    } else if (lesson_adopt(ui->session, &adopting, &error)) {
        ui_saved(ui, "%s", _("adopted here; A again says what became of it"));
    } else {
        ui_fail(ui, &error);
    }
}

/* ---- linking ---- */

static void fill_links(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    static const enum entity_kind kinds[] = {ENTITY_PROBLEM, ENTITY_EFFORT, ENTITY_GOAL,
                                             ENTITY_AGREEMENT};
    (void)context;
    struct linking_kinds linking = {kinds, sizeof kinds / sizeof *kinds, LINKABLE};
    linking_fill(ui, &linking, typed, out);
}

static bool link_to(struct ui *ui, void *context, struct id id, const char *text,
                    struct error *error)
{
    struct lesson_linking linking = {.lesson = ((const struct target *)context)->id};
    char typed[ID_TEXT_SIZE];
    id_format(id, typed);
    if (!rows_find_code(ui->session, typed, &linking.kind, &linking.row, error) ||
        !lesson_link(ui->session, &linking, error))
        return false;
    ui_saved(ui, _("linked to %s"), text);
    return true;
}

static void link_lesson(struct ui *ui)
{
    struct target *target = memory_new(sizeof *target);
    *target = ui_target(ui);
    struct pick_request request = {.title = _("Link to which problem, effort, goal or agreement?"),
                                   .fill = fill_links,
                                   .done = link_to,
                                   .context = target};
    ui_push(ui, pick_screen(ui, &request));
}

#define GROUP N_("Lessons")

const struct action lessons_actions[] = {
    {"lessons-view", GROUP, "Tab", N_("lessons / experiments / sources"),
     N_("Shows lessons, experiments, knowledge institutes and partners of the national alliance in "
        "turn."),
     ACTION_FILE | ACTION_FOOTER, NULL, next_view},
    {"adopt", GROUP, "A", N_("adopt lesson"),
     N_("Adopts the lesson for this neighbourhood; once more, and it asks what became of it."),
     ACTION_ROW | ACTION_WRITES | ACTION_FOOTER, can_adopt, adopt},
    {"link-lesson", GROUP, "+", N_("link"),
     N_("Links the lesson to a problem, an effort, a goal or an agreement."),
     ACTION_ROW | ACTION_WRITES | ACTION_FOOTER, is_lesson, link_lesson},
};
const size_t lessons_action_count = sizeof lessons_actions / sizeof *lessons_actions;

#define SHARED                                                                                     \
    .actions = lessons_actions, .action_count = sizeof lessons_actions / sizeof *lessons_actions,  \
    LIST_PAGE_CALLS

static struct screen *view(struct ui *ui, size_t at)
{
    static const struct screen_calls calls[VIEWS] = {
        {.name = "lessons", .title = N_("Lessons"), SHARED},
        {.name = "lessons-experiments", .title = N_("Experiments"), SHARED},
        {.name = "lessons-institutes", .title = N_("Knowledge institutes"), SHARED},
        {.name = "lessons-alliance", .title = N_("Alliance partners"), SHARED}};
    struct row_list_request request = {.kind = views[at].kind,
                                       .columns = views[at].columns,
                                       .filter = views[at].filter,
                                       .empty = _(views[at].empty)};
    return list_page_new(ui, &calls[at], &request);
}

struct screen *lessons_screen(struct ui *ui)
{
    return view(ui, 0);
}
