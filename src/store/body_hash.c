#include <string.h>

#include "body.h"
#include "wijk/base/language.h"

/* What was hashed raw so far ends at `done`. */
struct walk {
    const struct body *body;
    struct crypto_hash *hash;
    size_t done;
};

static void hash_until(struct walk *walk, size_t at)
{
    crypto_hash_add(walk->hash, walk->body->bytes + walk->done, at - walk->done);
    walk->done = at;
}

/* Of salt, length and text. */
void body_hash_text(const uint8_t *bytes, size_t length, uint8_t digest[CRYPTO_HASH])
{
    struct crypto_hash own;
    crypto_hash_init(&own);
    crypto_hash_add(&own, bytes, length);
    crypto_hash_end(&own, digest);
}

/* A salted text counts as if it were erased. */
static void hash_text(struct walk *walk, size_t begin, size_t end)
{
    static const uint8_t tag = BODY_ERASED;
    uint8_t digest[CRYPTO_HASH];
    hash_until(walk, begin);
    body_hash_text(walk->body->bytes + begin + 1, end - begin - 1, digest);
    crypto_hash_add(walk->hash, &tag, 1);
    crypto_hash_add(walk->hash, digest, sizeof digest);
    walk->done = end;
}

bool body_value_at(const struct body *body, const struct body_change *change, size_t begin,
                   const struct body_field *field, size_t *at)
{
    struct body_cursor cursor = {body->bytes, body->length, begin};
    uint64_t skipped;
    bool fine = body_get_varint(&cursor, &skipped);
    if (change->operation != BODY_CREATE) {
        cursor.at = field->parents;
        for (size_t i = 0; fine && i < 2 * field->parent_count; i++)
            fine = body_get_varint(&cursor, &skipped);
    }
    *at = cursor.at;
    return fine;
}

/* The value ends where the field does: it is found by skipping what is before it. */
static bool hash_field(struct walk *walk, struct body_change *change, struct error *error)
{
    const struct body *body = walk->body;
    struct body_field field;
    size_t begin = change->at;
    if (!body_next_field(body, change, &field, error))
        return false;
    value_release(&field.value);
    size_t at;
    if (!body_value_at(body, change, begin, &field, &at))
        return false;
    if (body->bytes[at] == BODY_TEXT)
        hash_text(walk, at, change->at);
    return true;
}

void body_hash_people(const struct body *body, const char *person, const char *label,
                      uint8_t digest[CRYPTO_HASH])
{
    if ((body->form & BODY_PEOPLE) != 1) {
        memcpy(digest, body->bytes + 2, CRYPTO_HASH);
        return;
    }
    struct crypto_hash own;
    crypto_hash_init(&own);
    crypto_hash_add(&own, body->bytes + 2, CRYPTO_SALT);
    if (person != NULL)
        crypto_hash_add(&own, person, strlen(person));
    crypto_hash_add(&own, "", 1);
    crypto_hash_add(&own, label, strlen(label));
    crypto_hash_end(&own, digest);
}

static void hash_people(struct walk *walk, const char *person, const char *label)
{
    const struct body *body = walk->body;
    uint8_t digest[CRYPTO_HASH];
    body_hash_people(body, person, label, digest);
    walk->done = 2 + ((body->form & BODY_PEOPLE) == 1 ? CRYPTO_SALT : CRYPTO_HASH);
    crypto_hash_add(walk->hash, body->bytes, 1);
    crypto_hash_add(walk->hash, digest, sizeof digest);
}

static bool ends(const struct body *body, size_t place, struct error *error)
{
    if (place == body->length)
        return true;
    error_set(error, ERROR_DAMAGED, _("An act is damaged: its content cannot be read"));
    return error_detail(error, "body: %zu bytes behind the end", body->length - place);
}

/* The parts of a change that are hashed: as they stand, texts as if they were erased. */
static bool hash_change(struct walk *walk, struct body_change *change, struct error *error)
{
    while (change->read < change->field_count)
        if (!hash_field(walk, change, error))
            return false;
    return body_finish(walk->body, change, error);
}

void body_salt(const struct body *body, size_t n, uint8_t salt[CRYPTO_SALT])
{
    crypto_salt(body->salt, n, salt);
}

bool body_hash_change(const struct body *body, size_t n, struct body_change *change,
                      uint8_t digest[CRYPTO_HASH], struct error *error)
{
    uint8_t salt[CRYPTO_SALT];
    struct crypto_hash own;
    struct walk walk = {.body = body, .hash = &own, .done = change->place};
    if (change->operation == BODY_WITHHELD) {
        memcpy(digest, body->bytes + change->place + 1, CRYPTO_HASH);
        return true;
    }
    if (body->salt != NULL) {
        body_salt(body, n, salt);
    } else {
        memcpy(salt, body->bytes + change->place + 1, sizeof salt);
        walk.done += 1 + sizeof salt;
    }
    crypto_hash_init(&own);
    crypto_hash_add(&own, salt, sizeof salt);
    if (!hash_change(&walk, change, error))
        return false;
    hash_until(&walk, change->at);
    crypto_hash_end(&own, digest);
    return true;
}

bool body_hash_root(const struct body *body, uint8_t root[CRYPTO_HASH], size_t *end,
                    struct error *error)
{
    struct crypto_hash own;
    size_t place = body->first;
    crypto_hash_init(&own);
    crypto_hash_add(&own, body->bytes + body->head, body->first - body->head);
    for (size_t n = 0; n < body->change_count; n++) {
        struct body_change change;
        uint8_t digest[CRYPTO_HASH];
        if (!body_change_at(body, place, &change, error) ||
            !body_hash_change(body, n, &change, digest, error))
            return false;
        crypto_hash_add(&own, digest, sizeof digest);
        place = change.at;
    }
    crypto_hash_end(&own, root);
    *end = place;
    return true;
}

static bool hash_root(const struct body *body, uint8_t root[CRYPTO_HASH], struct error *error)
{
    size_t end;
    return body_hash_root(body, root, &end, error) && ends(body, end, error);
}

static bool hash_first_version(struct walk *walk, struct error *error)
{
    const struct body *body = walk->body;
    size_t place = body->first;
    for (size_t i = 0; i < body->change_count; i++) {
        struct body_change change;
        if (!body_change_at(body, place, &change, error) || !hash_change(walk, &change, error))
            return false;
        place = change.at;
    }
    hash_until(walk, place);
    return ends(body, place, error);
}

bool body_hash(const struct body *body, const char *person, const char *label,
               struct crypto_hash *hash, struct error *error)
{
    struct walk walk = {.body = body, .hash = hash};
    uint8_t root[CRYPTO_HASH];
    hash_people(&walk, person, label);
    if (body->bytes[0] == 1)
        return hash_first_version(&walk, error);
    if (body->root == NULL ? !hash_root(body, root, error) : !ends(body, body->first, error))
        return false;
    crypto_hash_add(hash, body->root == NULL ? root : body->root, CRYPTO_HASH);
    return true;
}
