#include <string.h>

#include "body.h"
#include "wijk/base/memory.h"

/* What was copied of the body so far ends at `done`. */
struct copying {
    const struct body *body;
    struct body_erasing *erasing;
    struct buffer *out;
    size_t done;
};

static void copy_until(struct copying *copying, size_t at)
{
    buffer_add(copying->out, copying->body->bytes + copying->done, at - copying->done);
    copying->done = at;
}

static void replace(struct copying *copying, size_t begin, size_t end, const char *text)
{
    struct body_erasing *erasing = copying->erasing;
    copy_until(copying, begin);
    body_hash_text(copying->body->bytes + begin + 1, end - begin - 1, erasing->last);
    buffer_add_byte(copying->out, BODY_ERASED);
    buffer_add(copying->out, erasing->last, sizeof erasing->last);
    copying->done = end;
    erasing->count++;
    erasing->visit(erasing->context, text);
}

static bool erase_change(struct copying *copying, struct body_change *change, struct error *error)
{
    const struct body *body = copying->body;
    bool wanted = id_equal(change->row, copying->erasing->row);
    while (wanted && change->read < change->field_count) {
        struct body_field field;
        size_t begin = change->at, at;
        if (!body_next_field(body, change, &field, error))
            return false;
        if (strcmp(field.column, copying->erasing->column) == 0 &&
            body_value_at(body, change, begin, &field, &at) && body->bytes[at] == BODY_TEXT)
            replace(copying, at, change->at, field.value.text);
        value_release(&field.value);
    }
    return body_finish(body, change, error);
}

bool body_erase(const struct body *body, struct body_erasing *erasing, struct buffer *out,
                struct error *error)
{
    struct copying copying = {.body = body, .erasing = erasing, .out = out};
    size_t place = body->first;
    for (size_t i = 0; i < body->change_count; i++) {
        struct body_change change;
        if (!body_change_at(body, place, &change, error) || !erase_change(&copying, &change, error))
            return false;
        place = change.at;
    }
    copy_until(&copying, body->length);
    return true;
}
