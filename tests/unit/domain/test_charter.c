#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/domain/charter.h"
#include "wijk/domain/code.h"
#include "wijk/domain/row.h"

static const date_t today = 20000;

static void finds_the_gaps(void **state)
{
    (void)state;
    static const struct {
        const char *status;
        int due; /* days from today; INT16_MAX: no date */
        int efforts, blockers;
        unsigned gaps;
    } table[] = {
        {"running", 400, 2, 0, 0},
        {"running", 400, 2, 1, CHARTER_BLOCKED},
        {"running", 400, 0, 0, CHARTER_NO_EFFORT},
        {"running", INT16_MAX, 0, 0, CHARTER_NO_EFFORT},
        {"running", 91, 0, 0, CHARTER_NO_EFFORT},
        {"running", 90, 0, 0, CHARTER_NO_EFFORT | CHARTER_DUE_SOON},
        {"not started", -5, 0, 0, CHARTER_NO_EFFORT | CHARTER_DUE_SOON},
        {"not started", -5, 1, 0, 0},
        {NULL, 10, 0, 3, CHARTER_NO_EFFORT | CHARTER_DUE_SOON | CHARTER_BLOCKED},
        {"kept", -5, 0, 2, 0},
        {"lapsed", -5, 0, 2, 0},
        {"reconsidered", 10, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct charter_facts facts = {.status = table[i].status,
                                      .due = table[i].due == INT16_MAX ? DATE_NONE
                                                                       : today + table[i].due,
                                      .efforts = table[i].efforts,
                                      .blockers = table[i].blockers};
        if (charter_gaps(&facts, today, 90) != table[i].gaps)
            fail_msg("line %zu: %u, not %u", i, charter_gaps(&facts, today, 90), table[i].gaps);
    }
}

static void says_the_gaps(void **state)
{
    (void)state;
    struct buffer out = BUFFER_EMPTY;
    charter_gap_words(&out, 0);
    assert_int_equal(out.length, 0);
    charter_gap_words(&out, CHARTER_GAPS);
    assert_string_equal(out.bytes, "blocked by a problem · no effort · due soon");
    assert_string_equal(charter_gap_sign(CHARTER_GAPS), "‼");
    assert_string_equal(charter_gap_sign(CHARTER_NO_EFFORT | CHARTER_DUE_SOON), "!");
    assert_string_equal(charter_gap_sign(CHARTER_NO_EFFORT), "○");
    assert_string_equal(charter_gap_sign(0), " ");
    buffer_release(&out);
}

static void asks_the_question(void **state)
{
    (void)state;
    static const struct {
        struct charter_asking asking;
        const char *question;
    } table[] = {
        {{.open = false, .gaps = CHARTER_BLOCKED, .problem = "K-1 Damp"},
         "Can this agreement be closed, and what did it bring?"},
        {{.open = true, .gaps = CHARTER_BLOCKED, .problem = "K-1 Damp", .asked = "May we share?"},
         "May we share?"},
        {{.open = true, .gaps = CHARTER_BLOCKED, .problem = "K-1 Damp", .ministry = "Works"},
         "What does Works do so that this is out of the way: K-1 Damp?"},
        {{.open = true, .gaps = CHARTER_BLOCKED, .problem = "K-1 Damp"},
         "Who takes this out of the way, and by when: K-1 Damp?"},
        {{.open = true, .gaps = CHARTER_NO_EFFORT},
         "Which effort will keep this agreement, and who leads it?"},
        {{.open = true, .gaps = CHARTER_NO_EFFORT, .late = true},
         "The date has passed without an effort: is it still wanted, and who takes it up?"},
        {{.open = true, .late = true}, "The date has passed: is it kept, or what is the new date?"},
        {{.open = true}, "Do the efforts bring what was agreed, and in time?"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct buffer out = BUFFER_EMPTY;
        charter_question(&out, &table[i].asking);
        assert_string_equal(out.bytes, table[i].question);
        buffer_release(&out);
    }
}

static void an_agreement_is_called_by_its_number(void **state)
{
    (void)state;
    struct row row;
    struct error error = ERROR_NONE;
    row_init(&row, ENTITY_AGREEMENT);
    row_set(&row, "number", value_integer(12));
    row_set(&row, "text", value_text("Kept"));
    row_set(&row, "status", value_text("running"));
    row_set(&row, "visibility", value_text("public"));
    row_set(&row, "code", value_text("C-12"));
    assert_true(row_check(&row, &error));
    row_set(&row, "number", value_integer(13));
    assert_false(row_check(&row, &error));
    assert_string_equal(error.message, "Agreement 13 is called C-13 by its number, and not C-12");
    row_release(&row);
    struct buffer code = BUFFER_EMPTY;
    code_agreement(&code, 149);
    assert_string_equal(code.bytes, "C-149");
    buffer_release(&code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_gaps),
        cmocka_unit_test(says_the_gaps),
        cmocka_unit_test(asks_the_question),
        cmocka_unit_test(an_agreement_is_called_by_its_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
