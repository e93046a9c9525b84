#include "quick_complete.h"

#include "wijk/app/rows.h"
#include "wijk/base/text.h"
#include "wijk/domain/quickline.h"

#define OFFERED 10 /* of one kind */
#define OFFERED_KINDS 5

/* The kinds are asked one by one; what fits best is to be on top, whatever its kind. */
struct completing {
    char sign;
    const char *typed;
    struct candidates *out;
    int scores[OFFERED * OFFERED_KINDS];
};

static void offer(void *context, struct id id, const char *code, const char *name)
{
    struct completing *completing = context;
    struct candidates *out = completing->out;
    struct buffer token = BUFFER_EMPTY;
    int by_code = text_match(code, completing->typed),
        by_name = text_match(name, completing->typed);
    int score = by_code > by_name ? by_code : by_name;
    quickline_token_write(&token, completing->sign, *code != '\0' ? code : name);
    candidates_add(out, token.bytes, *code != '\0' ? name : NULL, id);
    buffer_release(&token);
    size_t at = out->count - 1;
    for (; at > 0 && completing->scores[at - 1] < score; at--) {
        struct candidate better = out->items[at];
        out->items[at] = out->items[at - 1];
        out->items[at - 1] = better;
        completing->scores[at] = completing->scores[at - 1];
    }
    completing->scores[at] = score;
}

void quick_complete(struct ui *ui, const char *word, struct candidates *out)
{
    struct error ignored = ERROR_NONE;
    if (*word != '@' && *word != '&')
        return;
    static const enum entity_kind owners[] = {ENTITY_PERSON, ENTITY_PARTNER},
                                  rows[OFFERED_KINDS] = {ENTITY_EFFORT, ENTITY_INDICATOR,
                                                         ENTITY_GOAL, ENTITY_PROBLEM,
                                                         ENTITY_ACTION};
    const enum entity_kind *kinds = *word == '@' ? owners : rows;
    size_t count = *word == '@' ? 2 : OFFERED_KINDS;
    struct completing completing = {.sign = *word, .typed = word + 1, .out = out};
    for (size_t i = 0; i < count; i++) {
        struct rows_completion request = {kinds[i], word + 1, OFFERED};
        if (!rows_complete(ui->session, &request, offer, &completing, &ignored))
            return;
    }
}
