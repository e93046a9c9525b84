/* Seals and signatures that belong elsewhere: to another act, another site, another pack. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "refused.h"

struct two_acts {
    struct craft craft;
    struct act acts[2];
    struct buffer body; /* owned, of both */
    uint8_t hashes[2][JOURNAL_HASH];
};

static void begin_two(struct two_acts *two)
{
    two->body = BUFFER_EMPTY;
    craft_begin(&two->craft);
    craft_partner(&two->body);
    for (int i = 0; i < 2; i++) {
        two->acts[i] = (struct act){0};
        craft_act(&two->craft, &two->acts[i], &two->body);
        memcpy(two->hashes[i], two->acts[i].hash, JOURNAL_HASH);
    }
}

static void end_two(struct two_acts *two)
{
    buffer_release(&two->body);
    craft_release(&two->craft);
}

enum seals { REPLAYED, FOREIGN_KEY, OTHER_CHAIN, OTHER_SITE, NOT_THERE, RIGHT };

static void put_seal(struct two_acts *two, enum seals what)
{
    struct craft *craft = &two->craft;
    struct sitekey other;
    uint8_t chain[JOURNAL_HASH] = {1};
    sitekey_make(&other);
    switch (what) {
    case REPLAYED: /* that of the act before it */
        craft_seal(craft, 0, 2, &craft->key, two->hashes[0]);
        break;
    case FOREIGN_KEY:
        craft_seal(craft, 0, 2, &other, two->hashes[1]);
        break;
    case OTHER_CHAIN:
        craft_seal(craft, 0, 2, &craft->key, chain);
        break;
    case OTHER_SITE: /* it is there, and did not sign this */
        craft_site(craft, &other, 4, 7);
        craft_seal(craft, 1, 2, &craft->key, two->hashes[1]);
        break;
    case NOT_THERE: /* of an act that did not come: it says nothing */
        craft_seal(craft, 0, 3, &other, chain);
        break;
    case RIGHT:
        craft_seal(craft, 0, 2, &craft->key, two->hashes[1]);
    }
}

/* A seal holds for its own act and by its own key. */
static void seals_from_elsewhere(void **state)
{
    struct stage *stage = *state;
    for (enum seals what = REPLAYED; what <= RIGHT; what++) {
        struct two_acts two;
        begin_two(&two);
        put_seal(&two, what);
        craft_end(&two.craft, stage->pack);
        if (what < OTHER_SITE)
            must_refuse(stage, "a seal from elsewhere", ERROR_DAMAGED);
        else
            must_take(stage, "a seal that is right, or of nothing");
        assert_int_equal(count(stage->to->db, "SELECT count(*) FROM seal WHERE seq > 1"),
                         what == RIGHT);
        end_two(&two);
    }
}

/* The end mark of another pack, of another key, and an act in another's name. */
static void ends_from_elsewhere(void **state)
{
    struct stage *stage = *state;
    for (int what = 0; what < 3; what++) {
        struct two_acts two, before;
        struct sitekey other;
        uint8_t hash[CRYPTO_HASH], signature[CRYPTO_SIGNATURE], ignored[CRYPTO_HASH];
        struct buffer end = BUFFER_EMPTY;
        begin_two(&two);
        begin_two(&before);
        sitekey_make(&other);
        if (what == 2) /* its hash says whose it is */
            craft_site(&two.craft, &other, 4, 7),
                craft_act_record(&two.craft, &two.acts[0], 1, two.acts[0].length);
        craft_sign(&two.craft, what == 1 ? &other : &two.craft.key, hash, signature);
        if (what == 0)
            craft_sign(&before.craft, &two.craft.key, ignored, signature);
        buffer_add(&end, hash, sizeof hash);
        buffer_add(&end, signature, sizeof signature);
        craft_record(&two.craft, 'E', &end);
        craft_file(&two.craft, stage->pack);
        must_refuse(stage, "an end from elsewhere", ERROR_DAMAGED);
        buffer_release(&end);
        end_two(&two);
        end_two(&before);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stage_set_up, stage_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(seals_from_elsewhere), TEST(ends_from_elsewhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
