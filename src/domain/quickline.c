#include "wijk/domain/quickline.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/code.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/problem.h"
#include "wijk/domain/quickline_words.h"

/* What each kind is called, how a line of it starts, and which tokens it takes. */
static const struct {
    const char *word, *tokens, *missing;
    char start;
} kinds[QUICKLINE_KIND_COUNT] = {
    [QUICKLINE_NOTE] = {N_("note"), "&", N_("The text of the note is missing"), 0},
    [QUICKLINE_PROBLEM] = {N_("problem"), "@^&%", N_("Say what the problem is"), '!'},
    [QUICKLINE_ACTION] = {N_("action"), "@^&", N_("Say what must be done"), '*'},
    [QUICKLINE_DECISION] = {N_("decision"), "&", N_("Say what was decided"), '#'},
    [QUICKLINE_MEASUREMENT] = {N_("measurement"), "&^", N_("The measured value is missing"), '='},
};

static const char *say(const struct quickline_context *context, const char *message)
{
    return language_text(context->language, message);
}

void quickline_init(struct quickline *result)
{
    *result = (struct quickline){.text = BUFFER_EMPTY,
                                 .owner = BUFFER_EMPTY,
                                 .about = BUFFER_EMPTY,
                                 .source = BUFFER_EMPTY,
                                 .note = BUFFER_EMPTY,
                                 .due = DATE_NONE,
                                 .date = DATE_NONE,
                                 .status = "final"};
}

void quickline_release(struct quickline *result)
{
    buffer_release(&result->text);
    buffer_release(&result->owner);
    buffer_release(&result->about);
    buffer_release(&result->source);
    buffer_release(&result->note);
    for (size_t i = 0; i < result->spans.count; i++)
        free(result->spans.items[i].why);
    free(result->spans.items);
    quickline_init(result);
}

/* Reads the start sign; answers where the rest begins. */
static size_t read_start(struct quickline *result, const char *line,
                         const struct quickline_context *context)
{
    size_t start = strspn(line, " \t\r\n"), at = start;
    result->kind = context->plain;
    for (int i = 0; i < QUICKLINE_KIND_COUNT; i++)
        if (kinds[i].start != 0 && line[at] == kinds[i].start)
            result->kind = (enum quickline_kind)i;
    if (line[at] == '\0' || line[at] != kinds[result->kind].start) {
        result->severity = SEVERITY_NORMAL;
        return at;
    }
    while (line[at] == line[start] && (at == start || line[at] == '!'))
        at++;
    struct quickline_piece sign = {.start = start, .end = at, .sign = line[start]};
    size_t count = at - start;
    result->severity = SEVERITY_NORMAL + (int)(count > 3 ? 3 : count) - 1;
    if (count > 3)
        quickline_wrong(result, &sign, "%s",
                        say(context, N_("Three ! is the most: a critical problem")));
    else
        quickline_understood(result, &sign);
    return at;
}

static void read_owner(struct quickline *result, const struct quickline_context *context,
                       const struct quickline_piece *piece)
{
    if (result->owner.length > 0) {
        quickline_wrong(result, piece, say(context, N_("There is an owner already: %s")),
                        result->owner.bytes);
        return;
    }
    buffer_add_text(&result->owner, text_trim(piece->text));
    quickline_understood(result, piece);
}

static void read_due(struct quickline *result, const struct quickline_context *context,
                     const struct quickline_piece *piece)
{
    date_t date;
    if (result->kind == QUICKLINE_MEASUREMENT) {
        if (quickline_past_date(result, context, piece, piece->text))
            quickline_understood(result, piece);
    } else if (result->due != DATE_NONE) {
        quickline_wrong(result, piece, "%s", say(context, N_("There is a due date already")));
    } else if (!date_read(piece->text, context->today, &date)) {
        quickline_wrong(result, piece,
                        say(context, N_("'%s' is not a date; type ^fri, ^1mar or ^+2w")),
                        piece->text);
    } else {
        result->due = date;
        quickline_understood(result, piece);
    }
}

static void read_about(struct quickline *result, const struct quickline_context *context,
                       const struct quickline_piece *piece)
{
    if (result->about.length > 0) {
        quickline_wrong(result, piece, say(context, N_("The line is about %s already")),
                        result->about.bytes);
    } else if (!code_like(piece->text)) {
        quickline_wrong(result, piece, say(context, N_("'%s' is not a code like I-12")),
                        piece->text);
    } else {
        buffer_add_text(&result->about, piece->text);
        quickline_understood(result, piece);
    }
}

/* The stored choice of a field of problem, by word or by a shorter Dutch or English name. */
static const char *choice_of(const char *column, const char *typed)
{
    static const struct {
        const char *column, *name, *value;
    } names[] = {
        {"visibility", "groep", "group"},    {"visibility", "openbaar", "public"},
        {"visibility", "publiek", "public"}, {"level", "groep", "group"},
        {"level", "stadsdeel", "district"},  {"level", "board", "city board"},
        {"level", "college", "city board"},  {"level", "rijk", "national"},
        {"level", "landelijk", "national"},
    };
    const struct entity *problem = &entities[ENTITY_PROBLEM];
    const char *found = field_choice(&problem->fields[entity_field(problem, column)], typed);
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, typed);
    for (size_t i = 0; i < sizeof names / sizeof *names && found == NULL; i++)
        if (strcmp(names[i].column, column) == 0 && strcmp(names[i].name, folded.bytes) == 0)
            found = names[i].value;
    buffer_release(&folded);
    return found;
}

static const char *level_behind_to(const char *typed)
{
    static const char *const before[] = {"to-", "naar-", "to ", "naar "};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (strncmp(typed, before[i], strlen(before[i])) == 0)
            return choice_of("level", typed + strlen(before[i]));
    return NULL;
}

static void read_audience(struct quickline *result, const struct quickline_context *context,
                          const struct quickline_piece *piece)
{
    const char *level = level_behind_to(piece->text);
    const char *visibility = level == NULL ? choice_of("visibility", piece->text) : NULL;
    if (level == NULL && visibility == NULL)
        level = choice_of("level", piece->text);
    if (level == NULL && visibility == NULL) {
        quickline_wrong(result, piece,
                        say(context, N_("'%s' is neither a visibility (group, bureau, public) nor "
                                        "a level (district, city board, national)")),
                        piece->text);
    } else if ((level != NULL && result->level != NULL) ||
               (visibility != NULL && result->visibility != NULL)) {
        quickline_wrong(result, piece, "%s", say(context, N_("That was said already")));
    } else {
        result->level = level != NULL ? level : result->level;
        result->visibility = visibility != NULL ? visibility : result->visibility;
        quickline_understood(result, piece);
    }
}

static void read_token(struct quickline *result, const struct quickline_context *context,
                       const struct quickline_piece *piece)
{
    if (piece->unclosed) {
        quickline_wrong(result, piece, "%s", say(context, N_("The closing quote is missing")));
        return;
    }
    if (strchr(kinds[result->kind].tokens, piece->sign) == NULL) {
        quickline_wrong(result, piece,
                        say(context, N_("%s takes no %c; type \\%c for the character itself")),
                        say(context, kinds[result->kind].word), piece->sign, piece->sign);
        return;
    }
    switch (piece->sign) {
    case '@':
        read_owner(result, context, piece);
        break;
    case '^':
        read_due(result, context, piece);
        break;
    case '&':
        read_about(result, context, piece);
        break;
    default:
        read_audience(result, context, piece);
        break;
    }
}

static int by_start(const void *one, const void *other)
{
    const struct quickline_span *a = one, *b = other;
    return a->start != b->start ? (a->start < b->start ? -1 : 1) : 0;
}

/* The plain words become the text, or the parts of a measurement. */
static void read_words(struct quickline *result, const struct quickline_context *context,
                       const struct quickline_piece *words, size_t count)
{
    struct quickline_piece end = {0};
    if (count > 0)
        end.start = end.end = words[count - 1].end;
    else if (result->spans.count > 0)
        end.start = end.end = result->spans.items[result->spans.count - 1].end;
    if (count == 0) {
        quickline_wrong(result, &end, "%s", say(context, kinds[result->kind].missing));
        return;
    }
    if (result->kind == QUICKLINE_MEASUREMENT) {
        quickline_measurement(result, context, words, count, &end);
        return;
    }
    for (size_t i = 0; i < count; i++)
        buffer_format(&result->text, "%s%s", i == 0 ? "" : " ", words[i].text);
}

/* Takes one more word of the line into the piece; false: there is none, or it is a token. */
static bool take_word(const char *line, struct quickline_piece *piece, size_t *at)
{
    struct quickline_piece word;
    struct buffer text = BUFFER_EMPTY;
    size_t behind = *at;
    if (!quickline_next(line, &behind, &word))
        return false;
    bool plain = word.sign == 0;
    if (plain) {
        buffer_format(&text, "%s %s", piece->text, word.text);
        free(piece->text);
        piece->text = buffer_detach(&text);
        piece->end = word.end;
        *at = behind;
    }
    free(word.text);
    return plain;
}

/* Whether three words are to be one date: a year or a week is the last, or "week" is between. A
 * number behind a date is of the text: "^1 mrt 10 woningen". */
static bool ends_date(const char *words)
{
    const char *last = strrchr(words, ' ') + 1;
    return strstr(words, "week") != NULL || (strlen(last) == 4 && strspn(last, "0123456789") == 4);
}

/* A date of more words: "^1 mrt", "^volgende week vrijdag", "^vr volgende week". What reads as a
 * date already ends there, but for the week that is said behind the day. */
static void take_date(const char *line, const struct quickline_context *context,
                      struct quickline_piece *piece, size_t *at)
{
    static const size_t most[] = {2, 1};
    date_t date;
    bool whole = date_read(piece->text, context->today, &date);
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        struct quickline_piece longer = *piece;
        size_t behind = *at, taken = 0;
        longer.text = memory_string(piece->text);
        while (taken < most[i] && take_word(line, &longer, &behind))
            taken++;
        if (taken == most[i] && (taken == 2 ? ends_date(longer.text) : !whole) &&
            date_read(longer.text, context->today, &date)) {
            free(piece->text);
            *piece = longer;
            *at = behind;
            return;
        }
        free(longer.text);
    }
}

void quickline_read(struct quickline *result, const char *line,
                    const struct quickline_context *context)
{
    VECTOR(struct quickline_piece) words = {0};
    struct quickline_piece piece;
    quickline_release(result);
    result->date = context->today;
    size_t at = read_start(result, line, context);
    bool any = result->spans.count > 0;
    while (quickline_next(line, &at, &piece)) {
        any = true;
        if (piece.sign == 0) {
            *VECTOR_PUSH(&words) = piece;
            continue;
        }
        if (piece.sign == '^' && !piece.unclosed)
            take_date(line, context, &piece, &at);
        read_token(result, context, &piece);
        free(piece.text);
    }
    result->empty = !any;
    if (any)
        read_words(result, context, words.items, words.count);
    if (result->spans.count > 1)
        qsort(result->spans.items, result->spans.count, sizeof *result->spans.items, by_start);
    for (size_t i = 0; i < words.count; i++)
        free(words.items[i].text);
    free(words.items);
}

const char *quickline_mistake(const struct quickline *result)
{
    for (size_t i = 0; i < result->spans.count; i++)
        if (!result->spans.items[i].understood)
            return result->spans.items[i].why;
    return NULL;
}

const char *quickline_word(enum quickline_kind kind)
{
    return kinds[kind].word;
}
