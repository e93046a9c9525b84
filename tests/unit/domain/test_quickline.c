#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/domain/quickline.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Today is Wednesday 25 November 2009. The echo, and behind "!!" each mistake. */
static const struct {
    enum language language;
    enum quickline_kind plain;
    enum quickline_measure measure;
    const char *line, *becomes;
} examples[] = {
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "lab reports delay, frozen ground",
     "note · lab reports delay, frozen ground"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "  two   spaces  ", "note · two spaces"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "", ""},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "   ", ""},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "! Soil test delayed",
     "problem · Soil test delayed · normal"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "!!Soil test delayed @Ymere ^fri &I-12",
     "problem · Soil test delayed · high · owner Ymere · due Fri 27 Nov 2009 · on I-12"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "!!! Damp @Eigen_Haard ^1mar %bureau",
     "problem · Damp · critical · owner Eigen Haard · due Mon 1 Mar 2010 · visible to: bureau"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "!!!! Damp",
     "problem · Damp · critical !! Three ! is the most: a critical problem"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "!",
     "problem · normal !! Say what the problem is"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call the lab about the date @JdV ^fri",
     "action · call the lab about the date · owner JdV · due Fri 27 Nov 2009"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "*lab bellen over datum @JdV ^vr",
     "action · lab bellen over datum · owner JdV · due vr 27 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen @\"Jan de Vries\" ^+2w &k-7b",
     "action · lab bellen · owner Jan de Vries · due wo 9 dec 2009 · on k-7b"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen ^1mrt",
     "action · lab bellen · due ma 1 mrt 2010"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen ^volgende week vrijdag @JdV",
     "action · lab bellen · owner JdV · due vr 4 dec 2009"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab ^vr volgende week bellen",
     "action · lab bellen · due vr 4 dec 2009"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab ^1 mrt bellen",
     "action · lab bellen · due ma 1 mrt 2010"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab ^1 mrt 2011 bellen",
     "action · lab bellen · due di 1 mrt 2011"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab ^1 mrt 10 keer bellen",
     "action · lab 10 keer bellen · due ma 1 mrt 2010"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab ^vr 12 keer bellen",
     "action · lab 12 keer bellen · due vr 27 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen ^volgende @JdV week",
     "action · lab bellen week · owner JdV !! 'volgende' is not a date; type ^fri, ^1mar or ^+2w"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen ^morgen",
     "action · lab bellen · due do 26 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen ^12-3-2010",
     "action · lab bellen · due vr 12 mrt 2010"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen ^1_mrt_2011",
     "action · lab bellen · due di 1 mrt 2011"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "* lab bellen ^\"1 mrt 2011\"",
     "action · lab bellen · due di 1 mrt 2011"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call ^tomorrow",
     "action · call · due Thu 26 Nov 2009"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call ^2010-01-31",
     "action · call · due Sun 31 Jan 2010"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call ^soon",
     "action · call !! 'soon' is not a date; type ^fri, ^1mar or ^+2w"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call ^31-2-2010",
     "action · call !! '31-2-2010' is not a date; type ^fri, ^1mar or ^+2w"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call ^fri ^mon",
     "action · call · due Fri 27 Nov 2009 !! There is a due date already"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call @JdV @ymere",
     "action · call · owner JdV !! There is an owner already: JdV"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call @JdV, about the lab",
     "action · call about the lab · owner JdV"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call @J.d.V. first",
     "action · call first · owner J.d.V."},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call @\"Jan de",
     "action · call !! The closing quote is missing"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "*", "action !! Say what must be done"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "* call %bureau",
     "action · call !! action takes no %; type \\% for the character itself"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "# The playground opens in May &I-12",
     "decision · The playground opens in May · on I-12"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "# Speeltuin opent in mei @Ymere",
     "decision · Speeltuin opent in mei !! decision takes no @; type \\@ for the character itself"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "#", "decision !! Say what was decided"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "about &I-12.", "note · about · on I-12"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "about &everything",
     "note · about !! 'everything' is not a code like I-12"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "about &I-12 and &K-7",
     "note · about and · on I-12 !! The line is about I-12 already"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "ask @JdV",
     "note · ask !! note takes no @; type \\@ for the character itself"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "ask \\@JdV about 5 \\^ 2",
     "note · ask @JdV about 5 ^ 2"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "\\!important and \\\\ too",
     "note · !important and \\ too"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "R&D at 100 % and 50% a@b.nl",
     "note · R&D at 100 % and 50% a@b.nl"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "this & that @ noon", "note · this & that @ noon"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "! Damp %public",
     "problem · Damp · normal · visible to: public"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "! Damp %district",
     "problem · Damp · normal · level: district"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "! Damp %City_board %public",
     "problem · Damp · normal · visible to: public · level: city board"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "! Vocht %stadsdeel %openbaar",
     "problem · Vocht · normal · visible to: public · level: district"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "! Vocht %naar-bureau",
     "problem · Vocht · normal · level: bureau"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "! Vocht %college",
     "problem · Vocht · normal · level: city board"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "! Vocht %rijk %landelijk",
     "problem · Vocht · normal · level: national !! That was said already"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "! Damp %everyone",
     "problem · Damp · normal !! 'everyone' is neither a visibility (group, bureau, public) nor a "
     "level (district, city board, national)"},
    {LANGUAGE_EN, QUICKLINE_PROBLEM, QUICKLINE_ANY, "Damp in the stairs @Ymere",
     "problem · Damp in the stairs · normal · owner Ymere"},
    {LANGUAGE_EN, QUICKLINE_PROBLEM, QUICKLINE_ANY, "!! Damp in the stairs",
     "problem · Damp in the stairs · high"},
    {LANGUAGE_NL, QUICKLINE_NOTE, QUICKLINE_ANY, "=14,2 1okt O+S: text",
     "measurement · 14,2 · do 1 okt 2009 · source O+S · note: text"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY,
     "=14.2 1 Oct 2009 O+S: text with more words &WRK-2.1",
     "measurement · 14.2 · Thu 1 Oct 2009 · source O+S · note: text with more words · on WRK-2.1"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "14,2",
     "measurement · 14,2 · wo 25 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "14.2",
     "measurement · 14,2 · wo 25 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "= 14,2",
     "measurement · 14,2 · wo 25 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "4.715",
     "measurement · 4715 (or 4,715: Tab) · wo 25 nov 2009"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "4.715",
     "measurement · 4.715 (or 4715: Tab) · Wed 25 Nov 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "1 234 gisteren",
     "measurement · 1234 · di 24 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "1.234,5 schatting",
     "measurement · 1234,5 · wo 25 nov 2009 · estimate"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER,
     "12 % voorlopig 30 sep O+S:", "measurement · 12 · wo 30 sep 2009 · provisional · source O+S"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER,
     "12% yesterday provisional Police Amsterdam: counted twice",
     "measurement · 12 · Tue 24 Nov 2009 · provisional · source Police Amsterdam · note: counted "
     "twice"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "-3 estimate",
     "measurement · -3 · Wed 25 Nov 2009 · estimate"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 1 mrt",
     "measurement · 12 · zo 1 mrt 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 1 dec 2009",
     "measurement · 12 · wo 25 nov 2009 !! '1 dec 2009' lies in the future"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 31-2-2009 CBS: x",
     "measurement · 12 · Wed 25 Nov 2009 · source CBS · note: x !! '31-2-2009' is not a date; type "
     "it like 1oct"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 1-2-3-4 x",
     "measurement · 12 · Wed 25 Nov 2009 · note: 1-2-3-4 x"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 ^ma",
     "measurement · 12 · ma 23 nov 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 ^do O+S: x",
     "measurement · 12 · do 19 nov 2009 · source O+S · note: x"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 ^morgen",
     "measurement · 12 · wo 25 nov 2009 !! 'morgen' lies in the future"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 1 okt ^2okt",
     "measurement · 12 · vr 2 okt 2009 !! There is a date already"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 do not trust this",
     "measurement · 12 · Wed 25 Nov 2009 · note: do not trust this"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 2008",
     "measurement · 12 · di 1 jan 2008"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "geheim 1 okt",
     "measurement · do 1 okt 2009 · secret"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "secret",
     "measurement · Wed 25 Nov 2009 · secret"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "onbekend 1okt CBS: pas in maart",
     "measurement · do 1 okt 2009 · unavailable · source CBS · note: pas in maart"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 secret",
     "measurement · 12 · Wed 25 Nov 2009 !! A value that is secret is not typed; leave it out"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "many",
     "measurement · Wed 25 Nov 2009 !! 'many' is not a number"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "estimate",
     "measurement · Wed 25 Nov 2009 !! 'estimate' is not a number"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "yes",
     "measurement · Wed 25 Nov 2009 !! 'yes' is not a number"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "1e400",
     "measurement · Wed 25 Nov 2009 !! '1e400' is not a number"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "NaN",
     "measurement · Wed 25 Nov 2009 !! 'NaN' is not a number"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "--3",
     "measurement · Wed 25 Nov 2009 !! '--3' is not a number"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "=",
     "measurement · Wed 25 Nov 2009 !! The measured value is missing"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "&WRK-2.1",
     "measurement · Wed 25 Nov 2009 · on WRK-2.1 !! The measured value is missing"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_NUMBER, "12 @JdV",
     "measurement · 12 · Wed 25 Nov 2009 !! measurement takes no @; type \\@ for the character "
     "itself"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_YES_NO, "ja 1 okt",
     "measurement · yes · do 1 okt 2009"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_YES_NO, "Nee",
     "measurement · no · wo 25 nov 2009"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_YES_NO, "yes estimate",
     "measurement · yes · Wed 25 Nov 2009 · estimate"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_YES_NO, "1",
     "measurement · yes · Wed 25 Nov 2009"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_YES_NO, "7",
     "measurement · 7 · Wed 25 Nov 2009 !! Answer yes or no"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_YES_NO, "maybe",
     "measurement · Wed 25 Nov 2009 !! Answer yes or no"},
    {LANGUAGE_NL, QUICKLINE_MEASUREMENT, QUICKLINE_ANY, "nee", "measurement · no · wo 25 nov 2009"},
    {LANGUAGE_EN, QUICKLINE_MEASUREMENT, QUICKLINE_WORDS, "quieter than last year ^1oct",
     "measurement · quieter than last year · Thu 1 Oct 2009"},
    {LANGUAGE_EN, QUICKLINE_NOTE, QUICKLINE_ANY, "a\tb\nc", "note · a b c"},
};

static struct quickline_context context_of(size_t i)
{
    return (struct quickline_context){.language = examples[i].language,
                                      .today = date_of(2009, 11, 25),
                                      .plain = examples[i].plain,
                                      .measure = examples[i].measure};
}

static void test_examples(void **state)
{
    (void)state;
    struct quickline result;
    quickline_init(&result);
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct quickline_context context = context_of(i);
        struct buffer out = BUFFER_EMPTY;
        size_t mistakes = 0, length = strlen(examples[i].line);
        quickline_read(&result, examples[i].line, &context);
        quickline_echo(&out, &result, &context);
        for (size_t j = 0; j < result.spans.count; j++) {
            const struct quickline_span *span = &result.spans.items[j];
            assert_true(span->start <= span->end && span->end <= length);
            assert_true(j == 0 || span->start >= span[-1].start);
            assert_int_equal(span->understood, span->why == NULL);
            mistakes += !span->understood;
            if (!span->understood)
                buffer_format(&out, " !! %s", span->why);
        }
        assert_int_equal(mistakes, result.mistakes);
        assert_int_equal(mistakes > 0, quickline_mistake(&result) != NULL);
        assert_true(!result.empty || mistakes == 0);
        assert_string_equal(out.bytes, examples[i].becomes);
        buffer_release(&out);
    }
    quickline_release(&result);
}

static void test_fields(void **state)
{
    (void)state;
    struct quickline_context context = {.language = LANGUAGE_NL, .today = date_of(2009, 11, 25)};
    struct quickline result;
    quickline_init(&result);
    quickline_read(&result, "!! Vocht @Eigen_Haard ^vr &I-12 %public %district", &context);
    assert_int_equal(result.kind, QUICKLINE_PROBLEM);
    assert_int_equal(result.severity, 3);
    assert_string_equal(result.text.bytes, "Vocht");
    assert_string_equal(result.owner.bytes, "Eigen Haard");
    assert_string_equal(result.about.bytes, "I-12");
    assert_string_equal(result.visibility, "public");
    assert_string_equal(result.level, "district");
    assert_int_equal(result.due, date_of(2009, 11, 27));
    assert_int_equal(result.spans.count, 6);
    assert_int_equal(result.spans.items[1].sign, '@');
    assert_int_equal(result.spans.items[1].start, 9);
    assert_int_equal(result.spans.items[1].end, 21);
    quickline_read(&result, "=4.715", &context);
    assert_true(result.value.ambiguous && result.value.value == 4715);
    context.other_reading = true;
    quickline_read(&result, "=4.715", &context);
    assert_true(result.value.value == 4.715 && result.value.other == 4715);
    assert_int_equal(result.date, context.today);
    assert_false(result.date_given);
    assert_string_equal(result.status, "final");
    quickline_read(&result, "een notitie", &context);
    assert_int_equal(result.kind, QUICKLINE_NOTE);
    assert_false(result.value_known);
    quickline_release(&result);
}

static void test_default_about(void **state)
{
    (void)state;
    struct quickline_context context = {
        .language = LANGUAGE_EN, .today = date_of(2009, 11, 25), .about = "I-12"};
    struct quickline result;
    struct buffer out = BUFFER_EMPTY;
    quickline_init(&result);
    quickline_read(&result, "!! Soil test delayed @Ymere ^fri", &context);
    quickline_echo(&out, &result, &context);
    assert_string_equal(out.bytes, "problem · Soil test delayed · high · owner Ymere · due Fri 27 "
                                   "Nov 2009 · on I-12");
    buffer_release(&out);
    quickline_release(&result);
}

/* The cursor is where the bar stands; the answer as "sign start body end", empty: none. */
static void test_completion(void **state)
{
    (void)state;
    static const struct {
        const char *line, *token;
    } cases[] = {
        {"* call @Jd|", "@ 7 8 10"},
        {"* call @|", "@ 7 8 8"},
        {"* call @J|dV ^fri", "@ 7 8 11"},
        {"* call |@JdV", ""},
        {"* call| @JdV", ""},
        {"* call @\"Jan d|", "@ 7 9 14"},
        {"a &I-|", "& 2 3 5"},
        {"a ^v|", "^ 2 3 4"},
        {"a %b| x", "% 2 3 4"},
        {"a\\@b|", ""},
        {"a@b|", ""},
        {"|", ""},
        {"100 %|", "% 4 5 5"},
        {"x @ |", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char line[64], shown[64] = "";
        strcpy(line, cases[i].line);
        size_t cursor = strcspn(line, "|");
        memmove(line + cursor, line + cursor + 1, strlen(line + cursor));
        struct quickline_token token;
        if (quickline_token_at(line, cursor, &token))
            snprintf(shown, sizeof shown, "%c %zu %zu %zu", token.sign, token.start, token.body,
                     token.end);
        if (strcmp(shown, cases[i].token) != 0)
            fail_msg("%s: '%s'", cases[i].line, shown);
    }
}

static void test_write_token(void **state)
{
    (void)state;
    static const struct {
        const char *name, *token;
    } cases[] = {
        {"Ymere", "@Ymere"},           {"Jan de Vries", "@\"Jan de Vries\""},
        {"a_b", "@\"a_b\""},           {"The \"old\" club", "@The_\"old\"_club"},
        {"Huis BV.", "@\"Huis BV.\""}, {"Stichting X;", "@\"Stichting X;\""},
    };
    struct quickline_context context = {.today = date_of(2009, 11, 25)};
    struct quickline result;
    quickline_init(&result);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer line = BUFFER_EMPTY;
        quickline_token_write(&line, '@', cases[i].name);
        assert_string_equal(line.bytes, cases[i].token);
        buffer_insert(&line, 0, "* x ", 4);
        quickline_read(&result, line.bytes, &context);
        assert_string_equal(result.owner.bytes, cases[i].name);
        buffer_release(&line);
    }
    quickline_release(&result);
}

/* Whatever is typed, no byte is read outside the line and every span lies in it. */
static void test_noise(void **state)
{
    (void)state;
    static const char letters[] = "@^&%!*#=\\\" 19,.-:_aI\xC3\xA9";
    struct quickline_context context = {.today = date_of(2009, 11, 25)};
    struct quickline result;
    uint32_t seed = 2009;
    quickline_init(&result);
    for (int round = 0; round < 20000; round++) {
        char *line = calloc(1, 25);
        size_t length = (seed >> 8) % 24;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525 + 1013904223;
            line[i] = letters[(seed >> 16) % (sizeof letters - 1)];
        }
        seed = seed * 1664525 + 1013904223;
        context.plain = (enum quickline_kind)(round % QUICKLINE_KIND_COUNT);
        context.measure = (enum quickline_measure)(round % 4);
        quickline_read(&result, line, &context);
        for (size_t i = 0; i < result.spans.count; i++)
            assert_true(result.spans.items[i].start <= result.spans.items[i].end &&
                        result.spans.items[i].end <= length);
        struct quickline_token token;
        if (quickline_token_at(line, length / 2, &token))
            assert_true(token.start < token.body && token.body <= token.end && token.end <= length);
        free(line);
    }
    quickline_release(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),      cmocka_unit_test(test_fields),
        cmocka_unit_test(test_default_about), cmocka_unit_test(test_completion),
        cmocka_unit_test(test_write_token),   cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
