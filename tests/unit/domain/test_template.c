#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/domain/template.h"

static const struct template_field entry_fields[] = {{"text", TEMPLATE_TEXT, NULL},
                                                     {"good", TEMPLATE_FLAG, NULL}};
static const struct template_shape entry_shape = {entry_fields, 2};
static const struct template_field item_fields[] = {{"title", TEMPLATE_TEXT, NULL},
                                                    {"entries", TEMPLATE_LIST, &entry_shape}};
static const struct template_shape item_shape = {item_fields, 2};
static const struct template_field fields[] = {{"title", TEMPLATE_TEXT, NULL},
                                               {"place", TEMPLATE_TEXT, NULL},
                                               {"draft", TEMPLATE_FLAG, NULL},
                                               {"items", TEMPLATE_LIST, &item_shape},
                                               {"others", TEMPLATE_LIST, &entry_shape}};
static const struct template_shape shape = {fields, 5};

/* Two items, "a" with the entries 1 (good) and 2, "b" with none. */
static void fill(struct template_record *record)
{
    template_record_init(record, &shape);
    template_set(record, "title", "T<");
    template_flag(record, "draft", true);
    struct template_record *item = template_add(record, "items");
    template_set(item, "title", "a");
    struct template_record *entry = template_add(item, "entries");
    template_set(entry, "text", "1");
    template_flag(entry, "good", true);
    template_set(template_add(item, "entries"), "text", "2");
    template_set(template_add(record, "items"), "title", "b");
}

static void escape(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++)
        buffer_add_text(out, *text == '<' ? "&lt;" : (char[2]){*text, '\0'});
}

static struct template *read_it(const char *text, struct error *error)
{
    struct template_source source = {"my.md", text, strlen(text)};
    return template_new(&source, &shape, error);
}

static void templates_are_filled_in(void **state)
{
    static const struct {
        const char *text, *wanted;
    } examples[] = {
        {"", ""},
        {"plain } text { here", "plain } text { here"},
        {"{{title}}", "T&lt;"},
        {"{{ title }}{{title}}", "T&lt;T&lt;"},
        {"[{{place}}]", "[]"},
        {"{{#if place}}yes{{else}}no{{/if}}", "no"},
        {"{{#if not place}}yes{{else}}no{{/if}}", "yes"},
        {"{{#if draft}}draft{{/if}}", "draft"},
        {"{{#if items}}some{{/if}}{{#if others}}more{{/if}}", "some"},
        {"{{#each items}}{{title}},{{/each}}", "a,b,"},
        {"{{#each items}}{{place}}{{#if draft}}{{title}}{{/if}}{{/each}}", "ab"},
        {"{{#each items}}{{#each entries}}{{title}}{{text}} {{else}}none{{/each}}{{/each}}",
         "a1 a2 none"},
        {"{{#each others}}x{{else}}{{title}}{{/each}}", "T&lt;"},
        {"{{#each items}}{{#each entries}}{{#if good}}!{{else}}?{{/if}}{{/each}}{{/each}}", "!?"},
        {"a\n{{#if draft}}\nb\n{{/if}}\nc\n", "a\nb\nc\n"},
        {"a\n  {{#each items}}  \n- {{title}}\n\t{{/each}}\nc", "a\n- a\n- b\nc"},
        {"a\n{{! gone }}\nb", "a\nb"},
        {"a {{! gone }} b", "a  b"},
        {"{{!-- {{title}}\n {{nothing}} --}}\nb", "b"},
        {"a\r\n{{#if draft}}\r\nb\r\n{{/if}}\r\nc", "a\r\nb\r\nc"},
        {"{{#if draft}}{{#if draft}}\nx{{/if}}{{/if}}", "\nx"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct error error = ERROR_NONE;
        struct template_record record;
        struct buffer out = BUFFER_EMPTY;
        struct template *template = read_it(examples[i].text, &error);
        assert_string_equal(error.message, "");
        assert_non_null(template);
        fill(&record);
        assert_true(template_render(template, &record,
                                    &(struct template_rendering){.escape = escape}, &out, &error));
        assert_string_equal(out.bytes, examples[i].wanted);
        buffer_release(&out);
        template_record_release(&record);
        template_free(template);
    }
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    static const struct {
        const char *text, *wanted;
    } examples[] = {
        {"a\nbé {{titel}}", "my.md, line 2, column 4: there is no field 'titel'; here there are "
                            "title, place, draft, items, others."},
        {"{{#each items}}{{nothing}}{{/each}}", "column 16: there is no field 'nothing'; here "
                                                "there are title, entries."},
        {"{{text}}", "there is no field 'text'"},
        {"{{#each items}}\n{{text}}", "my.md, line 2, column 1: there is no field 'text'"},
        {"\n\n{{#if draft}}", "my.md, line 3, column 1: this section is not closed; write {{/if}}"},
        {"{{#each items}}", "line 1, column 1: this section is not closed; write {{/each}}"},
        {"{{/if}}", "no section is open that 'if' could close"},
        {"{{#if draft}}{{/each}}", "column 14: 'each' closes a section of the other kind"},
        {"{{/with}}", "'with' closes nothing"},
        {"{{else}}", "{{else}} stands outside every section"},
        {"{{#if draft}}{{else}}{{else}}{{/if}}", "column 22: this section has an {{else}} already"},
        {"{{title", "'{{' is not followed by '}}'"},
        {"{{!-- x }}", "'{{' is not followed by '--}}'"},
        {"{{#while draft}}{{/while}}", "'#while' is unknown; there are #each and #if"},
        {"{{#each draft}}{{/each}}", "'draft' is not a list"},
        {"{{items}}", "'items' is a list; use {{#each}}"},
        {"{{draft}}", "'draft' is a yes or no; use {{#if}}"},
        {"{{#each items}}{{#each items}}{{/each}}{{/each}}", "'items' is gone through already"},
        {"{{}}", "there is no field ''"},
        {"{{#if}}{{/if}}", "there is no field ''"},
        {"{{#if draft}}{{#if draft}}{{#if draft}}{{#if draft}}{{#if draft}}{{#if draft}}"
         "{{#if draft}}{{#if draft}}{{#if draft}}",
         "column 105: sections lie deeper than 8"},
        {"a\xff", "my.md is not UTF-8 text"},
        {"{{\x1b[2J}}", "there is no field '\xef\xbf\xbd[2J'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct error error = ERROR_NONE;
        assert_null(read_it(examples[i].text, &error));
        if (strstr(error.message, examples[i].wanted) == NULL)
            fail_msg("'%s' gives '%s'", examples[i].text, error.message);
    }
}

static void a_template_can_be_too_long(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    char *text = malloc(TEMPLATE_LIMIT + 1);
    memset(text, 'x', TEMPLATE_LIMIT + 1);
    struct template_source source = {"my.md", text, TEMPLATE_LIMIT + 1};
    assert_null(template_new(&source, &shape, &error));
    assert_non_null(strstr(error.message, "longer than a template may be"));
    free(text);
}

/* Lists within lists of ten thousand would go round a hundred million times. */
static void loops_end(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct template_record record;
    struct buffer out = BUFFER_EMPTY;
    template_record_init(&record, &shape);
    for (int i = 0; i < 10000; i++) {
        template_set(template_add(&record, "items"), "title", "a title of some length");
        template_add(&record, "others");
    }
    struct template *template =
        read_it("{{#each items}}{{#each others}}{{/each}}{{/each}}", &error);
    struct template_rendering rendering = {.escape = NULL};
    assert_false(template_render(template, &record, &rendering, &out, &error));
    assert_non_null(strstr(error.message, "my.md, line 1: lists within lists"));
    template_free(template);

    error_clear(&error);
    template = read_it("\n{{#each items}}\n{{title}}\n{{/each}}", &error);
    assert_true(template_render(template, &record, &rendering, &out, &error));
    rendering.limit = 1000;
    assert_false(template_render(template, &record, &rendering, &out, &error));
    assert_non_null(strstr(error.message, "the text grows longer than it may be"));
    template_free(template);
    template_record_release(&record);
    buffer_release(&out);
}

int main(void)
{
    language_start("en");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_are_filled_in),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(a_template_can_be_too_long),
        cmocka_unit_test(loops_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
