/* The problems: a list with filter, detail and the steps of the workflow. */
#include <string.h>

#include "list_page.h"
#include "wijk/app/problems.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/problem.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

/* ---- the status ---- */

static bool selected_problem(struct ui *ui, struct row *row, struct error *error)
{
    struct target target = ui_target(ui);
    return rows_get(ui->session, ENTITY_PROBLEM, target.id, row, error);
}

static void fill_statuses(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    struct row row;
    struct error error = ERROR_NONE;
    if (!selected_problem(ui, &row, &error)) {
        ui_fail(ui, &error);
        return;
    }
    enum problem_status from = PROBLEM_FLAGGED;
    problem_status_of(row_text(&row, "status"), &from);
    const struct field *field = &row.entity->fields[entity_field(row.entity, "status")];
    for (int to = 0; to < PROBLEM_STATUS_COUNT; to++) {
        const char *label =
            field_choice_label(field, problem_status_value((enum problem_status)to));
        struct id id = {{(uint8_t)(to + 1)}};
        if (problem_may_become(from, (enum problem_status)to) && text_match(label, typed) >= 0)
            candidates_add(out, label, NULL, id);
    }
    row_release(&row);
}

static bool wait_for(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    if (!problems_set_status(ui->session, ui_target(ui).id, "waiting", text, error))
        return false;
    ui_saved(ui, _("waiting for %s"), text);
    return true;
}

static bool set_status(struct ui *ui, void *context, struct id id, const char *text,
                       struct error *error)
{
    (void)context;
    const char *status = problem_status_value((enum problem_status)(id.bytes[0] - 1));
    if (strcmp(status, "waiting") == 0) {
        struct prompt_request request = {.label = _("Waiting for"), .done = wait_for};
        ui_push(ui, prompt_screen(ui, &request));
        return true;
    }
    if (!problems_set_status(ui->session, ui_target(ui).id, status, NULL, error))
        return false;
    ui_saved(ui, _("status: %s"), text);
    return true;
}

static void change_status(struct ui *ui)
{
    struct pick_request request = {.title = _("Status"), .fill = fill_statuses, .done = set_status};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- the severity ---- */

static void change_severity(struct ui *ui, int by)
{
    struct row before, after;
    struct error error = ERROR_NONE;
    if (!selected_problem(ui, &before, &error)) {
        ui_fail(ui, &error);
        return;
    }
    int64_t severity = row_integer(&before, "severity", SEVERITY_NORMAL) + by;
    row_copy(&after, &before);
    row_set(&after, "severity", value_integer(severity));
    if (severity < SEVERITY_LOW || severity > SEVERITY_CRITICAL)
        ui_say(ui, STYLE_AMBER, _("the severity goes from low to critical"));
    else if (rows_change(ui->session, &before, &after, &error))
        ui_saved(ui, _("severity: %s"), _(problem_severity_word(severity)));
    else
        ui_fail(ui, &error);
    row_release(&after);
    row_release(&before);
}

static void more_severe(struct ui *ui)
{
    change_severity(ui, 1);
}

static void less_severe(struct ui *ui)
{
    change_severity(ui, -1);
}

#define GROUP N_("Problems")

const struct action problems_actions[] = {
    {"status", GROUP, "t", N_("status"), N_("Changes the status of the problem."),
     ACTION_ROW | ACTION_WRITES | ACTION_FOOTER, NULL, change_status},
    {"more-severe", GROUP, "+ =", N_("more severe"), N_("Makes the problem more severe."),
     ACTION_ROW | ACTION_WRITES, NULL, more_severe},
    {"less-severe", GROUP, "-", N_("less severe"), N_("Makes the problem less severe."),
     ACTION_ROW | ACTION_WRITES, NULL, less_severe},
};
const size_t problems_action_count = sizeof problems_actions / sizeof *problems_actions;

static const struct screen_calls problems_calls = {.name = "problems",
                                                   .title = N_("Problems"),
                                                   .actions = problems_actions,
                                                   .action_count = sizeof problems_actions /
                                                                   sizeof *problems_actions,
                                                   LIST_PAGE_CALLS};

struct screen *problems_screen(struct ui *ui)
{
    struct row_list_request request = {
        .kind = ENTITY_PROBLEM,
        .columns = "severity code title status due owner level raised_on",
        .empty = _("No problems here. ! flags one, about the selected row of any screen.")};
    return list_page_new(ui, &problems_calls, &request);
}
