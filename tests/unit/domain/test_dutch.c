/* The Dutch words of the entities table. They are read as well as shown: a CSV file and a filter
 * name fields and choices in Dutch, so two of one kind must not share a word, and each must lead
 * back to where it came from. */
#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/query.h"

#define COLUMN_LIMIT 26 /* cells that the widest label may take in a form */

static const char *dutch(const char *message)
{
    return language_text(LANGUAGE_NL, message);
}

/* The catalogue of the build this test is of: without it the tests would hold by saying nothing. */
static void start(const char *program)
{
    const char *tests = strstr(program, "/tests/unit/");
    char folder[PATH_MAX], whole[PATH_MAX];
    if (tests != NULL) {
        snprintf(folder, sizeof folder, "%.*s/locale", (int)(tests - program), program);
        if (realpath(folder, whole) != NULL)
            setenv("WIJK_LOCALE_DIR", whole, 1);
    }
    language_start("nl");
}

static void test_catalogue(void **state)
{
    (void)state;
    static const char *const words[][2] = {
        {"Goal", "Doelstelling"}, {"Baseline", "Nulmeting"},      {"Target", "Streefwaarde"},
        {"Effort", "Inspanning"}, {"Contribution", "Bijdrage"},   {"Milestone", "Mijlpaal"},
        {"Problem", "Knelpunt"},  {"Budget line", "Budgetregel"}, {"Light", "Stoplicht"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_string_equal(dutch(words[i][0]), words[i][1]);
}

static void test_entities(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        assert_ptr_equal(entity_by_name(dutch(entities[i].label)), &entities[i]);
        assert_ptr_equal(entity_by_name(dutch(entities[i].plural)), &entities[i]);
    }
}

static void test_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        const struct entity *entity = &entities[i];
        for (size_t j = 0; j < entity->field_count; j++) {
            const char *label = dutch(entity->fields[j].label);
            if (entity_field_named(entity, label) != (int)j)
                fail_msg("%s: '%s' is not %s", entity->table, label, entity->fields[j].column);
            if (text_width(label) > COLUMN_LIMIT)
                fail_msg("%s: '%s' is too wide", entity->table, label);
        }
    }
}

static void test_choices(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        for (size_t j = 0; j < entities[i].field_count; j++) {
            const struct field *field = &entities[i].fields[j];
            for (const struct choice *at = field->choices; at != NULL && at->value != NULL; at++) {
                const char *found = field_choice(field, dutch(at->label));
                if (found == NULL || strcmp(found, at->value) != 0)
                    fail_msg("%s, %s: '%s' is not %s", entities[i].table, field->column,
                             dutch(at->label), at->value);
            }
        }
}

/* A filter in the words of each language, from whichever language it was typed in. */
static void test_filter_words(void **state)
{
    static const struct {
        enum entity_kind kind;
        const char *filter, *en, *nl;
    } examples[] = {
        {ENTITY_EFFORT, "kind=experiment", "kind=experiment", "soort=experiment"},
        {ENTITY_PARTNER, "kind=\"knowledge institute\"", "kind=\"knowledge institute\"",
         "soort=kennisinstelling"},
        {ENTITY_PARTNER, "Soort=kennisinstelling", "kind=\"knowledge institute\"",
         "soort=kennisinstelling"},
        {ENTITY_ACTION, "status=open", "status=open", "status=open"},
        {ENTITY_PROBLEM, "status=in_progress  severity>=3 ymere",
         "status=\"in progress\" severity>=high ymere",
         "status=\"in behandeling\" ernst>=hoog ymere"},
        {ENTITY_PROBLEM, "owner_person!= raised_on\u2265+2w",
         "\"owner (person)\"!= \"raised on\">=+2w", "\"eigenaar (persoon)\"!= \"gemeld op\">=+2w"},
        {ENTITY_PROBLEM, "title=\"say \"\"no\"\"\"", "title=\"say \"\"no\"\"\"",
         "titel=\"say \"\"no\"\"\""},
        {ENTITY_PROBLEM, "\"a=b\" colour=red status=nonsense =3",
         "\"a=b\" colour=red status=nonsense =3", "\"a=b\" colour=red status=nonsense =3"},
        {ENTITY_PROBLEM, "severity=4 \"half a", "severity=critical \"half a",
         "ernst=kritiek \"half a"},
        {ENTITY_PROBLEM, "", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct buffer words = BUFFER_EMPTY;
        language_use(LANGUAGE_EN);
        query_words(&words, &entities[examples[i].kind], examples[i].filter);
        assert_string_equal(words.bytes, examples[i].en);
        buffer_clear(&words);
        language_use(LANGUAGE_NL);
        query_words(&words, &entities[examples[i].kind], examples[i].en);
        assert_string_equal(words.bytes, examples[i].nl);
        buffer_release(&words);
    }
}

int main(int count, char **arguments)
{
    start(count > 0 ? arguments[0] : "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogue),    cmocka_unit_test(test_entities),
        cmocka_unit_test(test_fields),       cmocka_unit_test(test_choices),
        cmocka_unit_test(test_filter_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
