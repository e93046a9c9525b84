/*
 * A programme file that is offered packs, and what must hold when one is refused: a sentence, and
 * not one byte of the file is another.
 */
#ifndef WIJK_TESTS_STORE_REFUSED_H
#define WIJK_TESTS_STORE_REFUSED_H

#include "craft.h"
#include "wijk/base/path.h"
#include "wijk/store/exchange.h"

struct stage {
    struct programme *to;
    char pack[FOLDER_PATH];
    struct buffer before, after; /* owned: the bytes of the file */
};

static inline int stage_set_up(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);
    void *to;
    programme_set_up(&to);
    stage->to = to;
    stage->before = stage->after = BUFFER_EMPTY;
    folder_path(stage->to->folder, "p.wijk", stage->pack);
    add_theme(stage->to->journal, "WON");
    *state = stage;
    return 0;
}

static inline int stage_tear_down(void **state)
{
    struct stage *stage = *state;
    void *to = stage->to;
    programme_tear_down(&to);
    buffer_release(&stage->before);
    buffer_release(&stage->after);
    free(stage);
    return 0;
}

static inline void read_file(const char *path, struct buffer *out)
{
    buffer_clear(out);
    MUST(path_read(path, 1 << 24, out, &error));
}

static inline bool take(struct stage *stage, struct exchange_in *in, struct error *why)
{
    *in = (struct exchange_in){.path = stage->pack, .label = "taken"};
    return exchange_read(stage->to->journal, in, why);
}

static inline void must_refuse(struct stage *stage, const char *what, enum error_code code)
{
    struct exchange_in in;
    struct error why = ERROR_NONE;
    read_file(stage->to->path, &stage->before);
    if (take(stage, &in, &why))
        fail_msg("taken: %s", what);
    if (why.code != code || *why.message == '\0' || strchr(why.message, '\n') != NULL)
        fail_msg("%s: code %d, \"%s\" (%s)", what, (int)why.code, why.message, why.detail);
    read_file(stage->to->path, &stage->after);
    if (stage->before.length != stage->after.length ||
        memcmp(stage->before.bytes, stage->after.bytes, stage->before.length) != 0)
        fail_msg("the file is another after: %s", what);
}

static inline void must_take(struct stage *stage, const char *what)
{
    struct exchange_in in;
    struct error why = ERROR_NONE;
    if (!take(stage, &in, &why) || in.applied == 0)
        fail_msg("%s: %s (%s)", what, why.message, why.detail);
}

/* A body that makes a partner. */
static inline void craft_partner(struct buffer *body)
{
    struct body_writer writer = {.changes = BUFFER_EMPTY};
    craft_change(&writer, BODY_CREATE, "partner", id_from(1, (uint8_t[10]){7}), 2);
    craft_field(&writer, BODY_CREATE, "name", value_text("Partner"));
    craft_field(&writer, BODY_CREATE, "kind", value_text("school"));
    body_writer_end(&writer, body);
    body_writer_release(&writer);
}

#endif
