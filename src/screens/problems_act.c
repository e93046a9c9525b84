#include "problems_act.h"

#include <stdio.h>
#include <string.h>

#include "list_page.h"
#include "wijk/app/escalations.h"
#include "wijk/app/merging.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

/* ---- which problems ---- */

struct chosen {
    struct id one; /* the selected one, when none is marked */
    struct problems problems;
};

/* The marks, else the selected row. Not to be copied: it may point into itself. */
static void choose(struct ui *ui, struct chosen *chosen)
{
    struct list_page *page = list_page_of(ui);
    const struct id *marks;
    size_t count = page == NULL ? 0 : list_marks(&page->list.list, &marks);
    chosen->one = ui_target(ui).id;
    chosen->problems =
        count > 0 ? (struct problems){marks, count} : (struct problems){&chosen->one, 1};
}

/* Says what was done to how many. Marks go when the rows leave the queue. */
static void tell(struct ui *ui, const struct chosen *chosen, const char *what, bool closed)
{
    size_t count = chosen->problems.count;
    struct list_page *page = list_page_of(ui);
    if (count == 1)
        ui_saved(ui, "%s", what);
    else
        ui_saved(ui, ngettext("%zu problem: %s", "%zu problems: %s", (unsigned long)count), count,
                 what);
    if (closed && page != NULL)
        list_unmark(&page->list.list);
}

/* ---- the status ---- */

bool problems_act_status(struct ui *ui, const char *status, const char *words, struct error *error)
{
    struct chosen chosen;
    struct buffer what = BUFFER_EMPTY;
    const struct entity *problem = &entities[ENTITY_PROBLEM];
    const char *label =
        field_choice_label(&problem->fields[entity_field(problem, "status")], status);
    bool waiting = words != NULL && strcmp(status, "waiting") == 0;
    choose(ui, &chosen);
    if (!problems_set_statuses(ui->session, &chosen.problems, status, words, error))
        return false;
    if (waiting)
        buffer_format(&what, _("waiting for %s"), words);
    else
        buffer_format(&what, _("status: %s"), label);
    tell(ui, &chosen, what.bytes, strcmp(status, "solved") == 0 || strcmp(status, "rejected") == 0);
    buffer_release(&what);
    return true;
}

struct asking {
    char status[16];
};

static bool answer_status(struct ui *ui, void *context, const char *text, struct error *error)
{
    return problems_act_status(ui, ((const struct asking *)context)->status, text, error);
}

void problems_act_ask_status(struct ui *ui, const char *status, const char *question)
{
    struct asking *asking = memory_new(sizeof *asking);
    snprintf(asking->status, sizeof asking->status, "%s", status);
    struct prompt_request request = {.label = question, .done = answer_status, .context = asking};
    ui_push(ui, prompt_screen(ui, &request));
}

void problems_act_accept(struct ui *ui)
{
    struct error error = ERROR_NONE;
    if (!problems_act_status(ui, "accepted", NULL, &error))
        ui_fail(ui, &error);
}

void problems_act_solve(struct ui *ui)
{
    problems_act_ask_status(ui, "solved", _("How was it solved?"));
}

/* ---- severity and date ---- */

static void change_severity(struct ui *ui, int by)
{
    struct chosen chosen;
    struct error error = ERROR_NONE;
    choose(ui, &chosen);
    if (problems_change_severity(ui->session, &chosen.problems, by, &error))
        tell(ui, &chosen, by > 0 ? _("more severe") : _("less severe"), false);
    else
        ui_fail(ui, &error);
}

void problems_act_more(struct ui *ui)
{
    change_severity(ui, 1);
}

void problems_act_less(struct ui *ui)
{
    change_severity(ui, -1);
}

static bool set_due(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct chosen chosen;
    struct buffer what = BUFFER_EMPTY;
    date_t due = DATE_NONE;
    if (*text != '\0' && !date_read(text, ui->session->today, &due))
        return error_set(error, ERROR_INPUT,
                         _("'%s' is not a date; type +2w, fri or 1mar, or nothing for no date"),
                         text);
    choose(ui, &chosen);
    if (!problems_set_due(ui->session, &chosen.problems, due, error))
        return false;
    if (due == DATE_NONE)
        buffer_add_text(&what, _("no date"));
    else
        date_format(&what, due, DATE_SHORT, language_now());
    tell(ui, &chosen, what.bytes, false);
    buffer_release(&what);
    return true;
}

void problems_act_due(struct ui *ui)
{
    struct prompt_request request = {.label = _("Due"), .done = set_due};
    ui_push(ui, prompt_screen(ui, &request));
}

/* ---- the owner ---- */

struct offering {
    enum entity_kind kind;
    struct candidates *out;
};

static void offer(void *context, struct id id, const char *code, const char *name)
{
    (void)code;
    const struct offering *offering = context;
    candidates_add(offering->out, name, _(entities[offering->kind].label), id);
}

static void fill_owners(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    static const enum entity_kind kinds[] = {ENTITY_PERSON, ENTITY_PARTNER};
    struct error error = ERROR_NONE;
    for (size_t i = 0; i < 2; i++) {
        struct offering offering = {kinds[i], out};
        struct rows_completion request = {kinds[i], typed, 50};
        if (!rows_complete(ui->session, &request, offer, &offering, &error))
            ui_fail(ui, &error);
    }
}

static bool set_owner(struct ui *ui, void *context, struct id id, const char *text,
                      struct error *error)
{
    (void)context;
    struct chosen chosen;
    struct row row;
    struct error other = ERROR_NONE;
    struct buffer what = BUFFER_EMPTY;
    struct problems_owner owner = {.kind = ENTITY_NONE, .id = id};
    if (id_is_none(id)) {
        owner.name = text;
    } else {
        owner.kind =
            rows_get(ui->session, ENTITY_PERSON, id, &row, &other) ? ENTITY_PERSON : ENTITY_PARTNER;
        if (owner.kind == ENTITY_PERSON)
            row_release(&row);
    }
    choose(ui, &chosen);
    if (!problems_assign(ui->session, &chosen.problems, &owner, error))
        return false;
    buffer_format(&what, _("owner %s"), text);
    tell(ui, &chosen, what.bytes, false);
    buffer_release(&what);
    return true;
}

void problems_act_assign(struct ui *ui)
{
    struct pick_request request = {
        .title = _("Owner"), .fill = fill_owners, .done = set_owner, .allow_new = true};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- the ladder ---- */

static bool escalate(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct chosen chosen;
    struct escalation_request request;
    struct buffer what = BUFFER_EMPTY;
    choose(ui, &chosen);
    if (!escalations_read(ui->session, text, &request, error) ||
        !escalations_ask(ui->session, &chosen.problems, &request, error))
        return false;
    buffer_format(&what, _("escalated to %s"), _(problem_level_label(request.to)));
    tell(ui, &chosen, what.bytes, false);
    buffer_release(&what);
    return true;
}

void problems_act_escalate(struct ui *ui)
{
    struct prompt_request request = {.label = _("Level, by when, question"), .done = escalate};
    ui_push(ui, prompt_screen(ui, &request));
}

static bool decide(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct chosen chosen;
    choose(ui, &chosen);
    if (!escalations_decide(ui->session, &chosen.problems, text, error))
        return false;
    tell(ui, &chosen, _("decided"), false);
    return true;
}

void problems_act_decide(struct ui *ui)
{
    struct prompt_request request = {.label = _("What was decided?"), .done = decide};
    ui_push(ui, prompt_screen(ui, &request));
}

static bool hand_back(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct chosen chosen;
    choose(ui, &chosen);
    if (!escalations_hand_back(ui->session, &chosen.problems, text, error))
        return false;
    tell(ui, &chosen, _("handed back"), false);
    return true;
}

void problems_act_hand_back(struct ui *ui)
{
    struct prompt_request request = {.label = _("Why is it handed back?"), .done = hand_back};
    ui_push(ui, prompt_screen(ui, &request));
}

/* ---- comments and doubles ---- */

static bool comment(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct chosen chosen;
    choose(ui, &chosen);
    if (!problems_comment(ui->session, &chosen.problems, text, error))
        return false;
    tell(ui, &chosen, _("comment saved"), false);
    return true;
}

void problems_act_comment(struct ui *ui)
{
    struct prompt_request request = {.label = _("Comment"), .done = comment};
    ui_push(ui, prompt_screen(ui, &request));
}

static bool is_chosen(const struct chosen *chosen, struct id id)
{
    for (size_t i = 0; i < chosen->problems.count; i++)
        if (id_equal(chosen->problems.ids[i], id))
            return true;
    return false;
}

struct others {
    struct chosen chosen;
    const char *typed;
    struct candidates *out;
};

static bool add_other(void *context, const struct row *row)
{
    struct others *others = context;
    struct buffer text = BUFFER_EMPTY;
    const char *code = row_text(row, "code");
    if (is_chosen(&others->chosen, row->id))
        return true;
    buffer_format(&text, "%s %s", code == NULL ? "" : code, row_text(row, "title"));
    if (text_match(text.bytes, others->typed) >= 0)
        candidates_add(others->out, text.bytes, NULL, row->id);
    buffer_release(&text);
    return others->out->count < 200;
}

/* The open problems but those that are going to be closed. */
static void fill_others(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    struct others others = {.typed = typed, .out = out};
    struct query query;
    struct error error = ERROR_NONE;
    choose(ui, &others.chosen);
    query_init(&query, ENTITY_PROBLEM);
    query.programme = ui->session->programme;
    if (!query_add(&query, "status", QUERY_NOT_EQUAL, value_text("solved"), &error) ||
        !query_add(&query, "status", QUERY_NOT_EQUAL, value_text("rejected"), &error) ||
        !rows_each(ui->session, &query, add_other, &others, &error))
        ui_fail(ui, &error);
    query_release(&query);
}

static bool merge(struct ui *ui, void *context, struct id id, const char *text, struct error *error)
{
    (void)context;
    struct chosen chosen;
    struct buffer what = BUFFER_EMPTY;
    choose(ui, &chosen);
    if (!merging_problems(ui->session, &chosen.problems, id, error))
        return false;
    buffer_format(&what, _("merged with %s"), text);
    tell(ui, &chosen, what.bytes, true);
    buffer_release(&what);
    return true;
}

void problems_act_merge(struct ui *ui)
{
    struct pick_request request = {.title = _("The same as"), .fill = fill_others, .done = merge};
    ui_push(ui, pick_screen(ui, &request));
}
