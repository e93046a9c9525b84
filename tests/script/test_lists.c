/* The list of problems, search, history, and undo across sessions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void test_filter(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3fschimmel");
    assert_shows(stage, "K-7 ");
    assert_hides(stage, "K-16");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "filter: schimmel"); /* always visible */
    stage_type(stage, "f<Ctrl-U>severity>=4<Enter>");
    assert_shows(stage, "K-9 ");
    assert_hides(stage, "K-4 ");
    stage_type(stage, "f<Ctrl-U>status=solved<Enter>");
    assert_shows(stage, "K-21");
    assert_hides(stage, "flagged");
    stage_type(stage, "f<Ctrl-U>nietszeggend<Enter>");
    assert_hides(stage, "K-21");
    stage_type(stage, "f<Esc>");
    assert_shows(stage, "K-15"); /* the queue of open problems again */
    assert_hides(stage, "filter:");
    stage_close(stage);
}

static void test_half_a_filter_says_why(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3f");
    stage_paste(stage, "severity>=zeer");
    assert_shows(stage, "severity>=zeer");
    assert_shows(stage, "K-7 "); /* the rows stay while the filter cannot be read */
    stage_type(stage, "<Enter>");
    assert_shows(stage, "K-7 ");
    stage_close(stage);
}

static void test_sort(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .width = 132, .height = 40);
    stage_type(stage, "3");
    stage_select(stage, "K-7 ");
    stage_mouse(stage, "Click", "Code"); /* a header sorts; the selection stays with the row */
    assert_selected(stage, "K-7 ");
    int x, first, second;
    assert_true(stage_find(stage, "K-1 ", &x, &first));
    assert_true(stage_find(stage, "K-9 ", &x, &second));
    assert_true(first < second);
    stage_mouse(stage, "Click", "Code");
    assert_true(stage_find(stage, "K-1 ", &x, &first));
    assert_true(stage_find(stage, "K-9 ", &x, &second));
    assert_true(first > second);
    assert_selected(stage, "K-7 ");
    stage_close(stage);
}

static void test_saved_view(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3fstatus=solved<Enter>Walleen opgelost<Enter>");
    assert_rows(stage, ENTITY_VIEW, "name=\"alleen opgelost\" filter=\"status=solved\"", 1);
    stage_type(stage, "f<Esc>");
    assert_shows(stage, "flagged");
    stage_type(stage, "valleen<Enter>");
    assert_shows(stage, "status=solved");
    assert_hides(stage, "flagged");
    stage_close(stage);
}

static void test_status_and_severity(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3");
    stage_select(stage, "K-16");
    stage_type(stage, "taccepted<Enter>");
    assert_shows(stage, "status: accepted");
    assert_value(stage, ENTITY_PROBLEM, "code=K-16", "status", "accepted");
    stage_type(stage, "twaiting<Enter>");
    assert_shows(stage, "Waiting for");
    stage_type(stage, "de gemeente<Enter>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-16", "status", "waiting for");
    assert_value(stage, ENTITY_PROBLEM, "code=K-16", "waiting_for", "de gemeente");
    assert_rows(stage, ENTITY_PROBLEM, "code=K-16 severity=2", 1);
    stage_type(stage, "++");
    assert_rows(stage, ENTITY_PROBLEM, "code=K-16 severity=4", 1);
    stage_type(stage, "+");
    assert_shows(stage, "from low to critical");
    stage_type(stage, "-");
    assert_rows(stage, ENTITY_PROBLEM, "code=K-16 severity=3", 1);
    assert_selected(stage, "K-16");
    stage_type(stage, "uuuuu");
    assert_rows(stage, ENTITY_PROBLEM, "code=K-16 severity=2 status=flagged", 1);
    stage_close(stage);
}

static void test_search(void **state)
{
    (void)state;
    static const struct {
        const char *words, *found;
    } cases[] = {
        {"schimm", "K-7 "},                     /* the beginning of a word */
        {"SCHIMMEL", "K-7 "},                   /* any case */
        {"wijkcoordinator", "Wijkcoördinator"}, /* without accents */
        {"wijkcoördin", "Wijkcoördinator"},
        {"I-24", "I-24 Huurdersgesprekken"},
        {"won-1.1.2", "WON-1.1.2 Woningen"},
        {"winkel leeg", "WRK-2.1"}, /* words in any order */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stage *stage = stage_open(.demo = true);
        stage_type(stage, "/");
        stage_type(stage, cases[i].words);
        assert_shows(stage, cases[i].found);
        stage_close(stage);
    }
}

static void test_search_opens_the_best_hit(void **state)
{
    (void)state;
    static const char *const codes[] = {"WON-1.1.1", "WON-1.1", "WON-1", "I-1", "I-12", "K-2"};
    struct stage *stage = stage_open(.demo = true);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char wanted[32];
        stage_type(stage, "/");
        stage_type(stage, codes[i]);
        stage_type(stage, "<Enter>");
        snprintf(wanted, sizeof wanted, " %s ", codes[i]);
        if (strstr(stage_screen(stage), wanted) == NULL)
            stage_fail(stage, "Enter on '%s' opened", codes[i]);
        assert_hides(stage, "search:");
        stage_type(stage, "1");
    }
    stage_type(stage, "/zzzz<Enter>");
    assert_shows(stage, "Nothing found");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "[1 Overview]");
    stage_close(stage);
}

static void test_history(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .width = 132);
    stage_type(stage, "2");
    stage_select(stage, "I-2 ");
    stage_type(stage, "e");
    stage_mouse(stage, "Click", "Title");
    stage_type(stage, "<End> en schimmel<Ctrl-S>H");
    assert_shows(stage, "History: I-2");
    assert_shows(stage, "Vochtteam → Vochtteam en schimmel");
    assert_shows(stage, "A. Tester");
    stage_type(stage, "<Esc>uH");
    assert_shows(stage, "undone");
    stage_type(stage, "<Esc>L");
    assert_shows(stage, "What was changed in this file");
    assert_shows(stage, "Vochtteam");
    stage_close(stage);
}

static void test_undo_and_redo_across_sessions(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3!eerste<Enter>!tweede<Enter>q");
    char path[192];
    snprintf(path, sizeof path, "%s", stage->path);
    stage_close(stage);

    stage = stage_open(.path = path);
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_PROBLEM, "title=tweede", 0);
    assert_rows(stage, ENTITY_PROBLEM, "title=eerste", 1);
    stage_type(stage, "uq");
    assert_rows(stage, ENTITY_PROBLEM, "title=eerste", 0);
    stage_close(stage);

    stage = stage_open(.path = path);
    stage_type(stage, "<Ctrl-R><Ctrl-R>");
    assert_rows(stage, ENTITY_PROBLEM, "title=eerste", 1);
    assert_rows(stage, ENTITY_PROBLEM, "title=tweede", 1);
    stage_type(stage, "<Ctrl-R>");
    assert_rows(stage, ENTITY_PROBLEM, "title=tweede",
                1); /* there is nothing more, and it says so */
    stage_close(stage);
}

static void test_people(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "8");
    assert_shows(stage, "Secretaris");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "Politie, wijkteam");
    stage_type(stage, "aPartner<Enter>");
    assert_shows(stage, "New: Partner");
    stage_type(stage, "Buurtfonds<Ctrl-S>");
    assert_rows(stage, ENTITY_PARTNER, "name=Buurtfonds", 1);
    stage_type(stage, "<Tab>");
    assert_shows(stage, "secretary");
    stage_close(stage);
}

static void test_copy(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "I-2 ");
    stage_type(stage, "y");
    assert_string_equal(term_script_copied(stage->script), "I-2 Vochtteam");
    stage_close(stage);
}

/* Any kind of row has a list. */
static void test_all_rows_of(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "BMilest<Enter>");
    assert_shows(stage, "Milestones");
    assert_shows(stage, "1 of ");
    stage_type(stage, "<Esc>:all rows of<Enter>Targets<Enter>");
    assert_shows(stage, "Targets");
    stage_close(stage);
}

/* On the way to severity>=4 the rows stay, letter by letter. */
static void test_filter_letter_by_letter(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3f");
    const char *typed = "severity>=4";
    for (int i = 0; typed[i] != '\0'; i++) {
        char key[2] = {typed[i], '\0'};
        stage_type(stage, key);
        if (i >= 2)
            assert_shows(stage, "K-15");
    }
    assert_shows(stage, "1 of 4");
    stage_type(stage, "<Esc>fseverity");
    assert_shows(stage, "a field: go on with");
    stage_type(stage, "<Enter>"); /* then it is a word like any other */
    assert_hides(stage, "K-15");
    stage_close(stage);
}

/* Enter right behind the last letter opens what was typed. */
static void test_search_and_enter(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "/WRK-1.1.1<Enter>");
    assert_shows(stage, "WRK-1.1.1 Jeugdwerkloosheid");
    assert_shows(stage, "Baseline 14.8");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filter),
        cmocka_unit_test(test_half_a_filter_says_why),
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_saved_view),
        cmocka_unit_test(test_status_and_severity),
        cmocka_unit_test(test_search),
        cmocka_unit_test(test_search_opens_the_best_hit),
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_undo_and_redo_across_sessions),
        cmocka_unit_test(test_people),
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_all_rows_of),
        cmocka_unit_test(test_filter_letter_by_letter),
        cmocka_unit_test(test_search_and_enter),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
