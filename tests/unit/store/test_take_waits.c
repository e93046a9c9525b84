#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pair.h"

/* Taking back a take of which something only waits. */

/* The first copy has what a third one made, and packs of the first leave that out: what refers to
 * it waits at the other. */
struct third {
    struct programme at;
    struct id area, partner; /* made there */
    char pack[FOLDER_PATH];
};

static void third_begin(struct pair *pair, struct third *third)
{
    char command[2 * FOLDER_PATH + 16];
    folder_path(pair->folder, "third.wijk", third->at.path);
    folder_path(pair->folder, "third.key", third->at.key);
    snprintf(command, sizeof command, "cp '%s' '%s'", pair->one.path, third->at.path);
    assert_int_equal(system(command), 0);
    programme_open(&third->at);
    int64_t before = newest(&third->at);
    third->area = add_area(&third->at);
    third->partner = add_partner(third->at.journal, "Of the third");
    snprintf(third->pack, sizeof third->pack, "%s", pack(pair, &third->at, before, GOES_TO_GROUP));
    take(&pair->one, third->pack);
}

static void third_end(struct third *third)
{
    programme_close(&third->at);
    assert_int_equal(remove(third->at.path), 0);
    assert_int_equal(remove(third->at.key), 0);
}

/* What the first does behind its act `since` comes to the other. */
static struct exchange_in bring(struct pair *pair, int64_t since)
{
    return take(&pair->other, pack(pair, &pair->one, since, GOES_TO_GROUP));
}

static const char *shown(struct pair *pair, const char *sql, struct id id)
{
    must_check(&pair->other);
    return ask(pair->other.db, sql, id);
}

#define TITLE "SELECT title || deleted FROM programme WHERE id = ?"
#define PARTNER                                                                                    \
    "SELECT p.name FROM person AS q JOIN partner AS p ON p.id = q.partner WHERE q.id = ?"
#define WAITING "SELECT count(*) FROM waiting"

static void retitle(struct pair *pair, struct id programme, const char *title)
{
    MUST(set_field(pair->one.journal, ENTITY_PROGRAMME, programme, "title", value_text(title),
                   &error));
}

/* A change of a row that waits, because its area is not here. */
static void a_change_of_a_row_that_waits_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    for (int again = 0; again < 2; again++) {
        third_begin(pair, &third);
        int64_t before = newest(&pair->one);
        struct id made = add_programme(&pair->one, third.area, "draft");
        bring(pair, before);
        before = newest(&pair->one);
        retitle(pair, made, "Second");
        bring(pair, before);
        step(&pair->other, UNDO_BACK);
        assert_string_equal(shown(pair, TITLE, made), "-");
        if (again)
            step(&pair->other, UNDO_AGAIN);
        assert_string_equal(shown(pair, TITLE, made), "-");
        take(&pair->other, third.pack);
        assert_string_equal(shown(pair, TITLE, made), again ? "Second0" : "draft0");
        assert_int_equal(count(pair->other.db, WAITING), 0);
        third_end(&third);
    }
}

/* The row itself came with it: when what it needs comes, it has been taken back. */
static void a_row_that_waits_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    for (int again = 0; again < 2; again++) {
        third_begin(pair, &third);
        int64_t before = newest(&pair->one);
        struct id made = add_programme(&pair->one, third.area, "draft");
        retitle(pair, made, "Second");
        bring(pair, before);
        step(&pair->other, UNDO_BACK);
        if (again)
            step(&pair->other, UNDO_AGAIN);
        assert_string_equal(shown(pair, TITLE, made), "-");
        take(&pair->other, third.pack);
        assert_string_equal(shown(pair, TITLE, made), again ? "Second0" : "Second1");
        assert_int_equal(count(pair->other.db, WAITING), 0);
        third_end(&third);
    }
}

/* Only one value of a row waits: it stays taken back, or comes back with the redo. */
static void a_value_that_waits_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    for (int again = 0; again < 2; again++) {
        third_begin(pair, &third);
        struct id person = add_person(pair->one.journal, "Person", pair->partner);
        int64_t before = newest(&pair->one);
        bring(pair, before - 1);
        MUST(set_field(pair->one.journal, ENTITY_PERSON, person, "partner", value_id(third.partner),
                       &error));
        bring(pair, before);
        for (int i = 0; i < 1 + again; i++) {
            assert_string_equal(shown(pair, PARTNER, person), "Partner");
            step(&pair->other, i == 0 ? UNDO_BACK : UNDO_AGAIN);
        }
        assert_string_equal(shown(pair, PARTNER, person), "Partner");
        take(&pair->other, third.pack);
        assert_string_equal(shown(pair, PARTNER, person), again ? "Of the third" : "Partner");
        assert_int_equal(count(pair->other.db, WAITING), 0);
        /* The first sees the same. */
        take(&pair->one, pack(pair, &pair->other, 0, GOES_TO_GROUP));
        assert_string_equal(ask(pair->one.db, PARTNER, person), again ? "Of the third" : "Partner");
        third_end(&third);
    }
}

/* The row is not made yet: its change came first. Nothing is set back, for nobody here knows what
 * the row was; it finds its place when the row comes. */
static void a_change_of_a_row_not_made_yet_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    third_begin(pair, &third);
    MUST(set_field(pair->one.journal, ENTITY_AREA, third.area, "name", value_text("Second"),
                   &error));
    bring(pair, newest(&pair->one) - 1);
    assert_int_equal(count(pair->other.db, WAITING), 1);
    for (int i = 0; i < 2; i++) {
        step(&pair->other, i == 0 ? UNDO_BACK : UNDO_AGAIN);
        assert_string_equal(shown(pair, "SELECT name FROM area WHERE id = ?", third.area), "-");
        assert_int_equal(count(pair->other.db, WAITING), 1);
    }
    take(&pair->other, third.pack);
    assert_string_equal(shown(pair, "SELECT name FROM area WHERE id = ?", third.area), "Second");
    assert_int_equal(count(pair->other.db, WAITING), 0);
    third_end(&third);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAIR_TEST(a_change_of_a_row_that_waits_is_taken_back),
        PAIR_TEST(a_row_that_waits_is_taken_back),
        PAIR_TEST(a_value_that_waits_is_taken_back),
        PAIR_TEST(a_change_of_a_row_not_made_yet_is_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
