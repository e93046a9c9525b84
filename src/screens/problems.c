/* The problems: the coordinator's queue, with filter, detail and the steps of the workflow. */
#include <string.h>

#include "list_page.h"
#include "problems_act.h"
#include "wijk/base/language.h"
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

/* Statuses that ask something. */
static const char *question_of(const char *status)
{
    if (strcmp(status, "waiting") == 0)
        return _("Waiting for");
    if (strcmp(status, "rejected") == 0)
        return _("Why is it rejected?");
    return strcmp(status, "solved") == 0 ? _("How was it solved?") : NULL;
}

static bool set_status(struct ui *ui, void *context, struct id id, const char *text,
                       struct error *error)
{
    (void)context, (void)text;
    const char *status = problem_status_value((enum problem_status)(id.bytes[0] - 1));
    const char *question = question_of(status);
    if (question == NULL)
        return problems_act_status(ui, status, NULL, error);
    problems_act_ask_status(ui, status, question);
    return true;
}

static void change_status(struct ui *ui)
{
    struct pick_request request = {.title = _("Status"), .fill = fill_statuses, .done = set_status};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- the list ---- */

static void closed_too(struct ui *ui)
{
    row_list_closed(&list_page_of(ui)->list);
}

static void unmark(struct ui *ui)
{
    list_unmark(&list_page_of(ui)->list.list);
}

#define GROUP N_("Problems")
#define WRITES (ACTION_ROW | ACTION_WRITES)

const struct action problems_actions[] = {
    {"accept", GROUP, "A", N_("accept"), N_("Accepts the problem: it is one, and it is ours."),
     WRITES | ACTION_FOOTER, NULL, problems_act_accept},
    {"assign", GROUP, "o", N_("owner"),
     N_("Says who owns the problem: a person or partner, or the name of a new partner."),
     WRITES | ACTION_FOOTER, NULL, problems_act_assign},
    {"due-date", GROUP, "^", N_("due"), N_("Says when the problem must be solved."), WRITES, NULL,
     problems_act_due},
    {"escalate", GROUP, "x", N_("escalate"),
     N_("Hands the problem to a higher level with a question: bureau +4w who pays?"),
     WRITES | ACTION_FOOTER, NULL, problems_act_escalate},
    {"solve", GROUP, "R", N_("solved"), N_("Solves the problem; asks how."), WRITES | ACTION_FOOTER,
     NULL, problems_act_solve},
    {"status", GROUP, "t", N_("status"), N_("Changes the status of the problem."),
     WRITES | ACTION_FOOTER, NULL, change_status},
    {"decide", GROUP, "X", N_("decided"),
     N_("Writes down what the higher level decided about the problem."), WRITES, NULL,
     problems_act_decide},
    {"hand-back", GROUP, "b", N_("hand back"),
     N_("Hands the problem back to the level it came from, with the reason."), WRITES, NULL,
     problems_act_hand_back},
    {"merge", GROUP, "m", N_("merge"),
     N_("Makes the problem one with another that is the same; this one is closed."), WRITES, NULL,
     problems_act_merge},
    {"comment-problems", GROUP, "c", N_("comment"), N_("Adds a comment to the problem."), WRITES,
     NULL, problems_act_comment},
    {"more-severe", GROUP, "+ =", N_("more severe"), N_("Makes the problem more severe."), WRITES,
     NULL, problems_act_more},
    {"less-severe", GROUP, "-", N_("less severe"), N_("Makes the problem less severe."), WRITES,
     NULL, problems_act_less},
    {"closed-too", GROUP, "Tab", N_("open / all"),
     N_("Shows the closed problems too, the newest first; and back to the queue of open ones."),
     ACTION_FILE, NULL, closed_too},
    {"unmark", GROUP, "U", N_("unmark"),
     N_("Takes away all marks; Space marks rows, to which keys then do the same at once."),
     ACTION_FILE, NULL, unmark},
};
const size_t problems_action_count = sizeof problems_actions / sizeof *problems_actions;

static const struct screen_calls problems_calls = {.name = "problems",
                                                   .title = N_("Problems"),
                                                   .actions = problems_actions,
                                                   .action_count = sizeof problems_actions /
                                                                   sizeof *problems_actions,
                                                   LIST_PAGE_CALLS};

/* In a file with several programmes the neighbourhood says which K-7 it is. */
struct screen *problems_screen(struct ui *ui)
{
    struct row_list_request request = {
        .kind = ENTITY_PROBLEM,
        .columns = id_is_none(ui->session->programme)
                       ? "score severity programme code title status due owner level"
                       : "score severity code title status due owner level raised_on",
        .empty = _("No problems here. ! flags one, about the selected row of any screen."),
        .ranked = true,
        .markable = true};
    return list_page_new(ui, &problems_calls, &request);
}
