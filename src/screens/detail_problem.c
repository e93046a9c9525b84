/* What the detail of a problem tells besides its fields: the score as it was made, what is asked of
 * a higher level, and the problems that turned out to be the same, with their comments. */
#include "detail_problem.h"

#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/domain/problem.h"
#include "wijk/domain/score.h"

void detail_problem_score(struct detail *detail, struct session *session, const struct row *row)
{
    struct score_facts facts;
    struct score score;
    struct buffer words = BUFFER_EMPTY;
    if (!problem_is_open(row_text(row, "status")))
        return;
    score_facts_of(row, &facts);
    score_of(&facts, session->today, &score);
    score_words(&words, &score, language_now());
    detail_add(detail, _("Score"), words.bytes);
    buffer_release(&words);
}

struct telling {
    struct detail *detail;
    struct session *session;
};

static bool add_escalation(void *context, const struct row *row)
{
    struct telling *telling = context;
    struct buffer text = BUFFER_EMPTY, day = BUFFER_EMPTY;
    date_t by = row_date(row, "decide_by");
    const char *outcome = row_text(row, "outcome");
    if (by != DATE_NONE)
        date_format(&day, by, DATE_SHORT, language_now());
    buffer_format(&text, _("%s: %s"),
                  _(problem_level_label(problem_level_of(row_text(row, "to_level")))),
                  row_text(row, "question"));
    if (outcome != NULL)
        buffer_format(&text, "\n→ %s", outcome);
    else if (day.length > 0)
        buffer_format(&text, _("\nto decide by %s"), day.bytes);
    detail_add(telling->detail, _("Escalated"), text.bytes);
    buffer_release(&text);
    buffer_release(&day);
    return true;
}

static bool add_double(void *context, const struct row *row)
{
    struct telling *telling = context;
    struct buffer title = BUFFER_EMPTY;
    rows_title(telling->session, ENTITY_PROBLEM, row->id, &title);
    detail_add(telling->detail, _("The same"), title.bytes);
    buffer_release(&title);
    detail_comments(telling->detail, telling->session, row->id);
    return true;
}

static void add_rows(struct telling *telling, struct query *query, struct id problem,
                     rows_each_call *each)
{
    struct error ignored = ERROR_NONE;
    const char *column = query->entity->kind == ENTITY_PROBLEM ? "duplicate_of" : "problem";
    if (query_add(query, column, QUERY_EQUAL, value_id(problem), &ignored))
        (void)!rows_each(telling->session, query, each, telling, &ignored);
    query_release(query);
}

void detail_problem_links(struct detail *detail, struct session *session, struct id problem)
{
    struct telling telling = {detail, session};
    struct query query;
    query_init(&query, ENTITY_ESCALATION);
    add_rows(&telling, &query, problem, add_escalation);
    query_init(&query, ENTITY_PROBLEM);
    add_rows(&telling, &query, problem, add_double);
}
