/* The measurement half of the quick line: VALUE [DATE] [STATUS] [SOURCE:] [NOTE]. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wijk/base/text.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/quickline_words.h"

#define DATE_WORDS 4 /* "vr 27 nov 2009" */

/* The words still to be read. */
struct reader {
    struct quickline *result;
    const struct quickline_context *context;
    const struct quickline_piece *words;
    size_t count, at;
    bool dated; /* a date was read here, not behind ^: what follows is text */
};

static const char *say(const struct quickline_context *context, const char *message)
{
    return language_text(context->language, message);
}

static void understood(struct reader *reader, size_t from, size_t to)
{
    struct quickline_piece piece = {.start = reader->words[from].start,
                                    .end = reader->words[to - 1].end};
    quickline_understood(reader->result, &piece);
}

static void join(struct buffer *out, const struct quickline_piece *words, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        buffer_format(out, "%s%s", i == from ? "" : " ", words[i].text);
}

static const char *status_of(const char *word)
{
    static const struct {
        const char *name, *value;
    } names[] = {
        {"schatting", "estimate"},    {"geschat", "estimate"},    {"estimated", "estimate"},
        {"voorlopig", "provisional"}, {"definitief", "final"},    {"geheim", "secret"},
        {"onbekend", "unavailable"},  {"unknown", "unavailable"}, {"n.n.b.", "unavailable"},
        {"nnb", "unavailable"},
    };
    const struct entity *measurement = &entities[ENTITY_MEASUREMENT];
    const char *found =
        field_choice(&measurement->fields[entity_field(measurement, "status")], word);
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, word);
    for (size_t i = 0; i < sizeof names / sizeof *names && found == NULL; i++)
        if (strcmp(names[i].name, folded.bytes) == 0)
            found = names[i].value;
    buffer_release(&folded);
    return found;
}

static bool is_withheld(const char *status)
{
    return strcmp(status, "secret") == 0 || strcmp(status, "unavailable") == 0;
}

/* 1 yes, 0 no, -1 neither. */
static int yes_or_no(const char *word)
{
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, word);
    int answer = strcmp(folded.bytes, "ja") == 0 || strcmp(folded.bytes, "yes") == 0   ? 1
                 : strcmp(folded.bytes, "nee") == 0 || strcmp(folded.bytes, "no") == 0 ? 0
                                                                                       : -1;
    buffer_release(&folded);
    return answer;
}

static bool is_year(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits == 4 && text[4] == '\0';
}

/* Whether a year was typed: then the date is meant as it stands. */
static bool has_year(const char *typed)
{
    for (const char *at = typed; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 4)
            return true;
        at += digits > 0 ? digits : 1;
    }
    return false;
}

static bool is_ahead(const char *typed)
{
    static const char *const days[] = {"morgen", "overmorgen", "tomorrow"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (strcasecmp(typed, days[i]) == 0)
            return true;
    return has_year(typed);
}

bool quickline_past_date(struct quickline *result, const struct quickline_context *context,
                         const struct quickline_piece *piece, const char *typed)
{
    date_t date;
    if (!date_read(typed, context->today, &date)) {
        quickline_wrong(result, piece, say(context, N_("'%s' is not a date; type it like 1oct")),
                        typed);
        return false;
    }
    if (result->date_given) {
        quickline_wrong(result, piece, "%s", say(context, N_("There is a date already")));
        return false;
    }
    if (date > context->today && !has_year(typed) && *typed >= '0' && *typed <= '9')
        date = date_add_months(date, -12);
    else if (date > context->today && *typed != '+' && !is_ahead(typed))
        date -= 7; /* "mon" is the last Monday */
    if (date > context->today) {
        quickline_wrong(result, piece, say(context, N_("'%s' lies in the future")), typed);
        return false;
    }
    result->date = date;
    result->date_given = true;
    return true;
}

/* Without ^ only what begins with a digit, or a named day, is tried as a date: "do" may be the
 * first word of a note. */
static bool may_be_date(const char *word)
{
    static const char *const days[] = {"vandaag", "gisteren", "eergisteren", "today", "yesterday"};
    if (*word >= '0' && *word <= '9')
        return true;
    if (*word == '-' && word[1] >= '0' && word[1] <= '9')
        return true;
    struct buffer folded = BUFFER_EMPTY;
    bool found = false;
    text_fold(&folded, word);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        found = found || strcmp(folded.bytes, days[i]) == 0;
    buffer_release(&folded);
    return found;
}

/* Three numbers with marks between them are meant as a date, also when there is no such day. */
static bool is_written_as_date(const char *word)
{
    int numbers = 0;
    while (*word >= '0' && *word <= '9') {
        word += strspn(word, "0123456789");
        numbers++;
        if (*word == '\0')
            break;
        if (strchr("-/.", *word++) == NULL)
            return false;
    }
    return numbers == 3 && *word == '\0';
}

static bool take_date(struct reader *reader)
{
    const struct quickline_piece *first = &reader->words[reader->at];
    if (reader->dated || !may_be_date(first->text))
        return false;
    size_t left = reader->count - reader->at;
    struct buffer typed = BUFFER_EMPTY;
    bool taken = false;
    for (size_t words = left < DATE_WORDS ? left : DATE_WORDS; words > 0 && !taken; words--) {
        date_t date;
        struct quickline_piece piece = {.start = first->start, .end = first[words - 1].end};
        buffer_clear(&typed);
        join(&typed, reader->words, reader->at, reader->at + words);
        if (!date_read(typed.bytes, reader->context->today, &date))
            continue;
        taken = reader->dated = true;
        if (quickline_past_date(reader->result, reader->context, &piece, typed.bytes))
            quickline_understood(reader->result, &piece);
        reader->at += words;
    }
    buffer_release(&typed);
    if (!taken && is_written_as_date(first->text)) {
        taken = reader->dated = true;
        quickline_past_date(reader->result, reader->context, first, first->text);
        reader->at++;
    }
    return taken;
}

static bool take_status(struct reader *reader)
{
    const struct quickline_piece *word = &reader->words[reader->at];
    const char *status = status_of(word->text);
    if (status == NULL)
        return false;
    if (is_withheld(status) && reader->result->value_known) {
        quickline_wrong(reader->result, word,
                        say(reader->context, N_("A value that is %s is not typed; leave it out")),
                        say(reader->context, status));
    } else {
        reader->result->status = status;
        understood(reader, reader->at, reader->at + 1);
    }
    reader->at++;
    return true;
}

static bool is_three_digits(const char *text)
{
    return strspn(text, "0123456789") == 3 && (text[3] == '\0' || text[3] == ',');
}

static bool take_number(struct reader *reader)
{
    struct quickline *result = reader->result;
    enum number_style style = number_style_of(reader->context->language);
    struct buffer typed = BUFFER_EMPTY;
    size_t from = reader->at, to = from + 1;
    while (to < reader->count && is_three_digits(reader->words[to].text) &&
           !is_year(reader->words[from].text))
        to++; /* "1 234" */
    join(&typed, reader->words, from, to);
    bool fine = number_read(typed.bytes, style, &result->value);
    if (!fine && to > from + 1) {
        to = from + 1;
        fine = number_read(reader->words[from].text, style, &result->value);
    }
    buffer_release(&typed);
    if (!fine)
        return false;
    if (to < reader->count && strcmp(reader->words[to].text, "%") == 0)
        to++;
    if (result->value.ambiguous && reader->context->other_reading) {
        double other = result->value.other;
        result->value.other = result->value.value;
        result->value.value = other;
    }
    result->value_known = true;
    understood(reader, from, to);
    reader->at = to;
    return true;
}

/* A value of the kind the indicator takes; the mistake is noted. */
static void take_value(struct reader *reader)
{
    struct quickline *result = reader->result;
    const struct quickline_piece *word = &reader->words[reader->at];
    int answer = yes_or_no(word->text);
    if (answer >= 0 && reader->context->measure != QUICKLINE_NUMBER) {
        result->value = (struct number_reading){.value = answer};
        result->value_known = result->yes_no = true;
        understood(reader, reader->at, reader->at + 1);
        reader->at++;
        return;
    }
    const char *status = status_of(word->text);
    if (status != NULL && is_withheld(status)) {
        take_status(reader);
        return;
    }
    bool number = take_number(reader);
    if (reader->context->measure == QUICKLINE_YES_NO &&
        !(number && (result->value.value == 0 || result->value.value == 1)))
        quickline_wrong(result, word, "%s", say(reader->context, N_("Answer yes or no")));
    else if (reader->context->measure == QUICKLINE_YES_NO)
        result->yes_no = true;
    else if (!number)
        quickline_wrong(result, word, say(reader->context, N_("'%s' is not a number")), word->text);
    if (!number)
        reader->at++;
}

/* What is left: up to a word that ends in a colon it is the source, the rest is the note. */
static void take_rest(struct reader *reader)
{
    size_t source_end = reader->at;
    for (size_t i = reader->at; i < reader->count && source_end == reader->at; i++) {
        size_t length = strlen(reader->words[i].text);
        if (length > 1 && reader->words[i].text[length - 1] == ':')
            source_end = i + 1;
    }
    join(&reader->result->source, reader->words, reader->at, source_end);
    if (source_end > reader->at) {
        buffer_delete(&reader->result->source, reader->result->source.length - 1, 1);
        understood(reader, reader->at, source_end);
    }
    join(&reader->result->note, reader->words, source_end, reader->count);
}

void quickline_measurement(struct quickline *result, const struct quickline_context *context,
                           const struct quickline_piece *pieces, size_t count,
                           const struct quickline_piece *end)
{
    struct reader reader = {result, context, pieces, count, 0, false};
    if (context->measure == QUICKLINE_WORDS) {
        join(&result->text, pieces, 0, count);
        return;
    }
    take_value(&reader);
    while (reader.at < count && (take_status(&reader) || take_date(&reader)))
        continue;
    take_rest(&reader);
    if (!result->value_known && result->mistakes == 0 && !is_withheld(result->status))
        quickline_wrong(result, end, "%s", say(context, N_("The measured value is missing")));
}
