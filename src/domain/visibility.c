#include "wijk/domain/visibility.h"

#include <string.h>

/* The columns, each with a space before and behind it. A kind without a line is never published. */
static const char *const columns[ENTITY_COUNT] = {
    [ENTITY_AREA] = " code name kind parent ",
    [ENTITY_THEME] = " code name position ",
    [ENTITY_PARTNER] = " name kind ",
    [ENTITY_PROGRAMME] = " area title starts ends adopted_on status ",
    [ENTITY_AGREEMENT] = " number code text theme ministry due status visibility ",
    [ENTITY_GOAL] = " programme parent level theme code statement owner due light light_on cause "
                    "consequence correction visibility ",
    [ENTITY_INDICATOR] = " goal code name definition unit kind direction additive cumulative "
                         "source frequency reference_variable benchmark_area owner ",
    [ENTITY_TARGET] = " indicator due operator value value_to superseded ",
    [ENTITY_MEASUREMENT] =
        " indicator taken_on value numerator denominator words status is_baseline ",
    [ENTITY_EFFORT] = " programme code title kind description lead phase starts ends started_on "
                      "ended_on light_time light_money light_quality cause consequence correction "
                      "percent_done visibility ",
    [ENTITY_CONTRIBUTION] = " effort goal weight ",
    [ENTITY_EFFORT_PARTNER] = " effort partner ",
    [ENTITY_MILESTONE] = " effort title due original_due done_on ",
    [ENTITY_PROBLEM] = " programme code kind title cause consequence correction severity "
                       "likelihood theme goal effort agreement raised_on owner due status level "
                       "visibility ",
    [ENTITY_DECISION] = " programme number letter text taken_on visibility ",
    [ENTITY_AGREEMENT_LINK] = " agreement entity row ",
    [ENTITY_LESSON] = " code title event effect cause early_warning recommendation theme area "
                      "source learnt_on visibility ",
    [ENTITY_LESSON_LINK] = " lesson entity row ",
    [ENTITY_ADOPTION] = " lesson programme adopted_on outcome ",
};

bool visibility_kind(enum entity_kind kind)
{
    return kind < ENTITY_COUNT && columns[kind] != NULL;
}

static bool adopted(const struct row *programme)
{
    const char *status = row_text(programme, "status");
    return status != NULL && (strcmp(status, "adopted") == 0 || strcmp(status, "closed") == 0);
}

bool visibility_row(const struct row *row)
{
    enum entity_kind kind = row->entity->kind;
    if (row->deleted || !visibility_kind(kind))
        return false;
    if (kind == ENTITY_PROGRAMME)
        return adopted(row);
    if (entity_field(row->entity, "visibility") < 0)
        return true;
    const char *visibility = row_text(row, "visibility");
    if (visibility == NULL)
        return kind == ENTITY_GOAL || kind == ENTITY_EFFORT;
    return strcmp(visibility, "public") == 0;
}

bool visibility_column(enum entity_kind kind, const char *column)
{
    if (!visibility_kind(kind))
        return false;
    size_t length = strlen(column);
    for (const char *at = columns[kind]; (at = strstr(at, column)) != NULL; at++)
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}
