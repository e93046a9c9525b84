/* Bodies of which a part may not go: the hash of a change stands in its place. */
#include <string.h>

#include "body.h"
#include "wijk/base/language.h"

struct cutting {
    const struct body *body;
    struct body_withholding *withholding;
    struct buffer *out;
    int64_t shown;
};

static void put_people(const struct body *body, const char *person, const char *label, uint8_t form,
                       struct buffer *out)
{
    uint8_t digest[CRYPTO_HASH];
    body_hash_people(body, person, label, digest);
    buffer_add_byte(out, BODY_VERSION);
    buffer_add_byte(out, (char)(2 | form));
    buffer_add(out, digest, sizeof digest);
}

static void put_withheld(struct buffer *out, const uint8_t digest[CRYPTO_HASH])
{
    buffer_add_byte(out, BODY_WITHHELD);
    buffer_add(out, digest, CRYPTO_HASH);
}

/* A change as it is in a body with its salt, from a body of either form. */
static void put_shown(const struct body *body, size_t n, const struct body_change *change,
                      struct buffer *out)
{
    if (body->salt != NULL) {
        uint8_t salt[CRYPTO_SALT];
        body_salt(body, n, salt);
        buffer_add_byte(out, BODY_SALTED);
        buffer_add(out, salt, sizeof salt);
    }
    buffer_add(out, body->bytes + change->place, change->at - change->place);
}

static bool cut_change(struct cutting *cutting, size_t n, struct body_change *change,
                       struct error *error)
{
    struct body_withholding *withholding = cutting->withholding;
    const struct body *body = cutting->body;
    uint8_t digest[CRYPTO_HASH];
    bool keep = change->operation != BODY_WITHHELD;
    if (keep) {
        struct body_change copy = *change;
        keep = withholding->keep(withholding->context, body, &copy);
    }
    if (!body_hash_change(body, n, change, digest, error))
        return false;
    if (keep)
        put_shown(body, n, change, cutting->out);
    else
        put_withheld(cutting->out, digest);
    cutting->shown += keep;
    withholding->withheld += !keep;
    return true;
}

/* One hash for everything, which is made as body_hash makes it. */
static bool cut_all(struct cutting *cutting, struct error *error)
{
    const struct body *body = cutting->body;
    uint8_t root[CRYPTO_HASH];
    size_t end;
    if (!body_hash_root(body, root, &end, error))
        return false;
    put_people(body, cutting->withholding->person, cutting->withholding->label, BODY_NOTHING,
               cutting->out);
    buffer_add(cutting->out, root, sizeof root);
    return true;
}

bool body_withhold(const struct body *body, struct body_withholding *withholding,
                   struct buffer *out, struct error *error)
{
    struct cutting cutting = {.body = body, .withholding = withholding, .out = out};
    size_t before = out->length, place = body->first;
    withholding->withheld = 0;
    if (body->root != NULL) {
        withholding->withheld = BODY_WITHHELD_ALL;
        return true;
    }
    put_people(body, withholding->person, withholding->label, BODY_PART, out);
    buffer_add(out, body->bytes + body->head, body->first - body->head);
    for (size_t n = 0; n < body->change_count; n++) {
        struct body_change change;
        if (!body_change_at(body, place, &change, error) ||
            !cut_change(&cutting, n, &change, error))
            return false;
        place = change.at;
    }
    if (withholding->withheld == 0 || withholding->withheld == body_withheld(body)) {
        buffer_delete(out, before, out->length - before);
        return true;
    }
    if (body->bytes[0] == 1)
        return error_set(error, ERROR_REFUSED,
                         _("'%s' was written by an early version of wijk, of which no part can be "
                           "withheld; nothing was packed"),
                         withholding->label);
    if (cutting.shown > 0)
        return true;
    buffer_delete(out, before, out->length - before);
    withholding->withheld = BODY_WITHHELD_ALL;
    return cut_all(&cutting, error);
}

int64_t body_withheld(const struct body *body)
{
    struct error ignored = ERROR_NONE;
    size_t place = body->first;
    int64_t withheld = 0;
    if (body->root != NULL)
        return BODY_WITHHELD_ALL;
    for (size_t n = 0; (body->form & BODY_PART) != 0 && n < body->change_count; n++) {
        struct body_change change;
        if (!body_change_at(body, place, &change, &ignored) ||
            !body_finish(body, &change, &ignored))
            break;
        withheld += change.operation == BODY_WITHHELD;
        place = change.at;
    }
    return withheld;
}

static bool same_head(const struct body *first, const struct body *second)
{
    size_t length = first->first - first->head;
    return second->first - second->head == length && first->change_count == second->change_count &&
           memcmp(first->bytes + first->head, second->bytes + second->head, length) == 0;
}

bool body_join(const struct body *first, const struct body *second, struct buffer *out,
               struct error *error)
{
    if (first->root != NULL || second->root != NULL || !same_head(first, second)) {
        const struct body *more = first->root != NULL ? second : first;
        buffer_add(out, more->bytes, more->length);
        return true;
    }
    /* Person and label can be checked where their salt is. */
    const struct body *people = (first->form & BODY_PEOPLE) == 1 ? first : second;
    buffer_add_byte(out, BODY_VERSION);
    buffer_add_byte(out, (char)((people->form & BODY_PEOPLE) | BODY_PART));
    buffer_add(out, people->bytes + 2,
               (people->form & BODY_PEOPLE) == 1 ? CRYPTO_SALT : CRYPTO_HASH);
    buffer_add(out, first->bytes + first->head, first->first - first->head);
    size_t one = first->first, other = second->first;
    for (size_t n = 0; n < first->change_count; n++) {
        struct body_change change, theirs;
        if (!body_change_at(first, one, &change, error) || !body_finish(first, &change, error) ||
            !body_change_at(second, other, &theirs, error) || !body_finish(second, &theirs, error))
            return false;
        if (change.operation != BODY_WITHHELD)
            put_shown(first, n, &change, out);
        else
            put_shown(second, n, &theirs, out);
        one = change.at;
        other = theirs.at;
    }
    return true;
}
