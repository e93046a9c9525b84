/* Packs that no program of ours would write: lengths and counts beyond everything, sizes that grow,
 * other versions. Each is refused with one sentence, and not one byte of the file
 * is another afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "refused.h"

#define NOUGHT (UINT64_MAX - 1) /* in the tables below, where 0 says "as it should be" */

/* ---- blocks ---- */

struct block {
    const char *what;
    unsigned kind;
    uint32_t size, stored;
    uint32_t zeros; /* so many are in it, compressed */
};

static void put_size(struct buffer *out, uint32_t size)
{
    for (int i = 0; i < 4; i++)
        buffer_add_byte(out, (char)(size >> (8 * i)));
}

static void write_block(struct stage *stage, const struct block *block)
{
    struct buffer out = BUFFER_EMPTY;
    buffer_add(&out, "WIJKPACK\1\0\0\0", PACK_START);
    unsigned char *zeros = calloc(1, block->zeros + 1), pressed[4096] = {0};
    uLongf length = sizeof pressed;
    assert_int_equal(compress(pressed, &length, zeros, block->zeros), Z_OK);
    free(zeros);
    buffer_add_byte(&out, (char)block->kind);
    put_size(&out, block->size);
    put_size(&out, block->stored == 0 ? (uint32_t)length : block->stored);
    buffer_add(&out, pressed, length);
    craft_write(stage->pack, &out);
    buffer_release(&out);
}

static void blocks_that_cannot_be(void **state)
{
    static const struct block blocks[] = {
        {"a block larger than any", PACK_LAST, PACK_BLOCK + 1, PACK_BLOCK + 1, 10},
        {"a block of four gigabytes", PACK_LAST, UINT32_MAX, UINT32_MAX, 10},
        {"a block of two gigabytes", PACK_LAST, 0x80000000u, 0x80000000u, 10},
        {"stored larger than it is", PACK_LAST | PACK_COMPRESSED, 100, 101, 10},
        {"stored four gigabytes", PACK_LAST | PACK_COMPRESSED, 100, UINT32_MAX, 10},
        {"stored smaller, and not compressed", PACK_LAST, 100, 50, 10},
        {"more stored than there is", PACK_LAST, 4000, 4000, 10},
        {"another kind", 4, 100, 100, 10},
        {"it grows beyond what is said", PACK_LAST | PACK_COMPRESSED, 100, 0, 60000},
        {"it grows beyond any block", PACK_LAST | PACK_COMPRESSED, PACK_BLOCK, 0, 1000000},
        {"it is less than is said", PACK_LAST | PACK_COMPRESSED, 60001, 0, 60000},
        {"nothing in it", PACK_LAST | PACK_COMPRESSED, 0, 0, 0},
    };
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        write_block(stage, &blocks[i]);
        must_refuse(stage, blocks[i].what, ERROR_DAMAGED);
    }
}

/* ---- the body of an act ---- */

/* 0: as it should be. */
struct raw {
    const char *what;
    uint64_t version, form, names, name, sites, changes, operation, entity, fields, column, parents,
        tag, text, seen, more;
};

static uint64_t number(uint64_t said, uint64_t right)
{
    return said == 0 ? right : said == NOUGHT ? 0 : said;
}

static void put_name(struct buffer *out, const char *name, uint64_t length)
{
    body_put_varint(out, number(length, strlen(name)));
    buffer_add_text(out, name);
}

/* Two changes of one row: it is made, and then its name is set. */
static void make_body(const struct raw *raw, struct buffer *out)
{
    static const uint8_t salt[16] = {1, 2, 3};
    struct id row = id_from(1, (uint8_t[10]){7});
    buffer_clear(out);
    buffer_add_byte(out, (char)number(raw->version, BODY_VERSION));
    buffer_add_byte(out, (char)number(raw->form, 1));
    buffer_add(out, salt, 16);
    buffer_add(out, salt, 16);
    body_put_varint(out, number(raw->names, 3));
    put_name(out, "partner", raw->name);
    put_name(out, "name", 0);
    put_name(out, "kind", 0);
    body_put_varint(out, number(raw->sites, 0));
    body_put_varint(out, number(raw->changes, 2));
    buffer_add_byte(out, BODY_CREATE);
    body_put_varint(out, number(raw->entity, 0));
    buffer_add(out, row.bytes, 16);
    buffer_add_byte(out, 2);
    body_put_varint(out, 1);
    buffer_add_byte(out, (char)number(raw->tag, BODY_TEXT));
    buffer_add(out, salt, 16);
    put_name(out, "Partner", raw->text);
    body_put_varint(out, 2);
    buffer_add_byte(out, BODY_PLAIN);
    put_name(out, "school", 0);
    buffer_add_byte(out, (char)number(raw->operation, BODY_SET_SEEN));
    body_put_varint(out, 0);
    buffer_add(out, row.bytes, 16);
    buffer_add_byte(out, (char)number(raw->fields, 1));
    body_put_varint(out, number(raw->column, 1));
    body_put_varint(out, number(raw->parents, 0));
    buffer_add_byte(out, BODY_PLAIN);
    put_name(out, "Other", 0);
    body_put_varint(out, number(raw->seen, 0));
    for (uint64_t i = 0; i < raw->more; i++)
        buffer_add_byte(out, 0);
}

static void take_body(struct stage *stage, const struct raw *raw, bool good)
{
    struct craft craft;
    struct act act = {0};
    struct buffer body = BUFFER_EMPTY;
    craft_begin(&craft);
    make_body(raw, &body);
    craft_act(&craft, &act, &body);
    craft_end(&craft, stage->pack);
    if (good)
        must_take(stage, raw->what);
    else
        must_refuse(stage, raw->what, ERROR_DAMAGED);
    buffer_release(&body);
    craft_release(&craft);
}

#define HUGE_NUMBER ((uint64_t)1 << 63)

static void bodies_that_cannot_be(void **state)
{
    static const struct raw bodies[] = {
        {.what = "a version to come", .version = BODY_VERSION + 1},
        {.what = "version 255", .version = 255},
        {.what = "version 0", .version = NOUGHT},
        {.what = "form 0", .form = NOUGHT},
        {.what = "form 3", .form = 3},
        {.what = "a part of nothing", .form = 1 | BODY_PART | BODY_NOTHING},
        {.what = "form 16", .form = 17},
        {.what = "more names than may be", .names = 65537},
        {.what = "more names than there are", .names = 60000},
        {.what = "names without end", .names = HUGE_NUMBER},
        {.what = "a name of 257 bytes", .name = 257},
        {.what = "a name of no bytes", .name = NOUGHT},
        {.what = "a name without end", .name = HUGE_NUMBER},
        {.what = "sites that are not there", .sites = 60},
        {.what = "sites whose size is no number", .sites = (uint64_t)1 << 60},
        {.what = "sites without end", .sites = HUGE_NUMBER},
        {.what = "changes that are not there", .changes = 3},
        {.what = "changes without end", .changes = HUGE_NUMBER},
        {.what = "fewer changes than there are", .changes = 1},
        {.what = "an operation to come", .operation = 6},
        {.what = "operation 0", .operation = NOUGHT},
        {.what = "withheld in a whole body", .operation = BODY_WITHHELD},
        {.what = "an entity that has no name", .entity = 3},
        {.what = "an entity without end", .entity = HUGE_NUMBER},
        {.what = "fields that are not there", .fields = 255},
        {.what = "a column that has no name", .column = 3},
        {.what = "parents that are not there", .parents = 1},
        {.what = "parents without end", .parents = HUGE_NUMBER},
        {.what = "a value of an unknown tag", .tag = BODY_NAME + 1},
        {.what = "a text longer than all", .text = 4000},
        {.what = "a text without end", .text = UINT64_MAX},
        {.what = "a text of no bytes", .text = NOUGHT},
        {.what = "seen that is not there", .seen = 1},
        {.what = "seen without end", .seen = HUGE_NUMBER},
        {.what = "a byte behind the end", .more = 1},
    };
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        take_body(stage, &bodies[i], false);
    take_body(stage, &(struct raw){.what = "as it should be"}, true);
    assert_int_equal(count(stage->to->db, "SELECT count(*) FROM partner WHERE name = 'Other'"), 1);
}

/* ---- records ---- */

/* A record whose length is said as it likes. */
static void put_record(struct craft *craft, char type, uint64_t length)
{
    buffer_add_byte(&craft->stream, type);
    body_put_varint(&craft->stream, length);
    buffer_add_text(&craft->stream, "0123456789");
}

static void spoil_act(struct craft *craft, int what)
{
    struct act act = {.label = "Crafted", .person = "Crafted"};
    struct buffer body = BUFFER_EMPTY;
    craft_partner(&body);
    act.lamport = what == 0 ? ((int64_t)1 << 60) + 1 : 1;
    craft_fill(craft, &act, &body);
    static const uint64_t sites[] = {1, PACK_SITES_LIMIT, HUGE_NUMBER};
    static const uint64_t lengths[] = {JOURNAL_BODY_LIMIT + 1, HUGE_NUMBER, UINT64_MAX};
    if (what == 1)
        act.seq = 0;
    if (what == 2)
        act.hash[31] ^= 1;
    if (what == 3)
        act.previous[0] ^= 1;
    uint64_t length = what >= 4 && what < 7 ? lengths[what - 4] : act.length;
    if (what == 7)
        length++;
    craft_act_record(craft, &act, what >= 8 ? sites[what - 8] : 0, length);
    buffer_release(&body);
}

/* One more site than may be. */
static void put_sites(struct craft *craft)
{
    for (unsigned i = 0; i < PACK_SITES_LIMIT; i++)
        craft_site(craft, &craft->key, 4, 7);
}

static const char *spoil(struct craft *craft, int what)
{
    struct sitekey other = craft->key;
    struct buffer first = BUFFER_EMPTY;
    switch (what) {
    case 11:
        return put_record(craft, 'A', PACK_RECORD_LIMIT + 1), "a record larger than any";
    case 12:
        return put_record(craft, 'A', PACK_RECORD_LIMIT), "a record that is not all there";
    case 13:
        return put_record(craft, 'z', UINT64_MAX), "a record without end, of an unknown kind";
    case 14:
        return put_record(craft, 'Z', 10), "a kind of record that must be known";
    case 15:
        return put_record(craft, 'H', 10), "a second header";
    case 16:
        return craft_header(craft, HUGE_NUMBER, 1), "a name of the sender without end";
    case 17:
        return craft_header(craft, PACK_TEXT_LIMIT + 1, 1), "a name of the sender too long";
    case 18:
        return craft_header(craft, 7, HUGE_NUMBER), "acts without end";
    case 19:
        return craft_site(craft, &other, HUGE_NUMBER, 7), "letters without end";
    case 20:
        return craft_site(craft, &other, 4, UINT64_MAX), "a name of a site without end";
    case 21:
        other.site.bytes[0] ^= 1;
        return craft_site(craft, &other, 4, 7), "a site that its key does not name";
    case 22:
        return put_sites(craft), "more sites than may be";
    case 23:
        buffer_clear(&craft->stream);
        return craft_site(craft, &other, 4, 7), "no header";
    case 24:
        return put_record(craft, 'L', 10), "a seal cut short";
    case 25:
        return put_record(craft, 'P', 10), "a programme cut short";
    case 26:
        buffer_add_text(&first, "\200\200\200\200\200\200\200\200\200\200\200\1");
        buffer_add_byte(&craft->stream, 'A');
        buffer_add(&craft->stream, first.bytes, first.length);
        buffer_release(&first);
        return "a length of twelve bytes";
    case 27:
        return NULL;
    default:
        return spoil_act(craft, what), "an act that cannot be";
    }
}

static void records_that_cannot_be(void **state)
{
    struct stage *stage = *state;
    for (int what = 0;; what++) {
        struct craft craft;
        craft_begin(&craft);
        const char *name = spoil(&craft, what);
        if (name != NULL) {
            char text[80];
            snprintf(text, sizeof text, "%d: %s", what, name);
            craft_end(&craft, stage->pack);
            must_refuse(stage, text, ERROR_DAMAGED);
        }
        craft_release(&craft);
        if (name == NULL)
            break;
    }
}

/* What a minor version adds is passed over. */
static void what_may_be_unknown_is_passed_over(void **state)
{
    struct stage *stage = *state;
    struct craft craft;
    struct act act = {0};
    struct buffer body = BUFFER_EMPTY;
    craft_begin(&craft);
    craft.start[9] = PACK_MINOR + 7;
    put_record(&craft, 'z', 10);
    craft_partner(&body);
    craft_act(&craft, &act, &body);
    put_record(&craft, 'q', 10);
    craft_end(&craft, stage->pack);
    must_take(stage, "records of a minor version to come");
    buffer_release(&body);
    craft_release(&craft);
}

/* One pack of a site by its number, which says that it lacks a change or that it does not. */
static void take_numbered(struct stage *stage, struct craft *craft, bool wish, bool first)
{
    struct buffer body = BUFFER_EMPTY, wanted = BUFFER_EMPTY;
    struct act act = {0};
    craft_header(craft, 7, 1);
    craft_site(craft, &craft->key, 4, 7);
    if (wish) {
        body_put_varint(&wanted, 0);
        body_put_varint(&wanted, 1);
        body_put_varint(&wanted, 3);
        craft_record(craft, 'w', &wanted);
    }
    craft_partner(&body);
    if (first)
        craft_act(craft, &act, &body);
    craft_end(craft, stage->pack);
    struct exchange_in in;
    MUST(take(stage, &in, &error));
    buffer_release(&body);
    buffer_release(&wanted);
}

/* The later pack of a site says what it lacks: that with the higher number, not with the later
 * clock, which may have been years ahead. */
static void later_is_by_number_and_not_by_clock(void **state)
{
    struct stage *stage = *state;
    struct craft craft;
    craft_begin(&craft);
    craft.made_at = 4070908800000; /* 2099 */
    take_numbered(stage, &craft, false, true);
    craft.made_at = 1700000000000;
    craft.number = 2;
    take_numbered(stage, &craft, true, false);
    assert_int_equal(count(stage->to->db, "SELECT count(*) FROM peer_wants"), 1);
    craft.made_at = 4070908800000;
    craft.number = 1;
    take_numbered(stage, &craft, false, false);
    assert_int_equal(count(stage->to->db, "SELECT count(*) FROM peer_wants"), 1);
    craft.made_at = 1000000000000;
    craft.number = 3;
    take_numbered(stage, &craft, false, false);
    assert_int_equal(count(stage->to->db, "SELECT count(*) FROM peer_wants"), 0);
    craft_release(&craft);
}

static void versions_that_are_not_known(void **state)
{
    static const struct {
        int at, byte;
        enum error_code code;
    } versions[] = {{8, 0, ERROR_VERSION},    {8, PACK_MAJOR + 1, ERROR_VERSION},
                    {8, 255, ERROR_VERSION},  {10, 2, ERROR_DAMAGED},
                    {10, 255, ERROR_DAMAGED}, {11, 1, ERROR_DAMAGED},
                    {0, 'w', ERROR_INPUT}};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        struct craft craft;
        struct act act = {0};
        struct buffer body = BUFFER_EMPTY;
        craft_begin(&craft);
        craft.start[versions[i].at] = (uint8_t)versions[i].byte;
        craft_partner(&body);
        craft_act(&craft, &act, &body);
        craft_end(&craft, stage->pack);
        must_refuse(stage, "another version", versions[i].code);
        buffer_release(&body);
        craft_release(&craft);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stage_set_up, stage_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(blocks_that_cannot_be),
        TEST(bodies_that_cannot_be),
        TEST(records_that_cannot_be),
        TEST(what_may_be_unknown_is_passed_over),
        TEST(later_is_by_number_and_not_by_clock),
        TEST(versions_that_are_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
