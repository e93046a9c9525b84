#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "wijk/app/keeping.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/domain/entity.h"
#include "wijk/store/recover.h"

static void add_line(struct keeping_recovered *out, const char *format, ...) PRINTF_LIKE(2, 3);
static void add_line(struct keeping_recovered *out, const char *format, ...)
{
    struct buffer line = BUFFER_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(&line, format, arguments);
    va_end(arguments);
    *VECTOR_PUSH(&out->lines) = buffer_detach(&line);
}

void keeping_recovered_release(struct keeping_recovered *recovered)
{
    for (size_t i = 0; i < recovered->lines.count; i++)
        free(recovered->lines.items[i]);
    free(recovered->lines.items);
    *recovered = (struct keeping_recovered){0};
}

static void tell_entity(const struct recover_report *report, const struct entity *entity,
                        struct keeping_recovered *out)
{
    enum entity_kind kind = entity->kind;
    if (report->rows[kind] > 0)
        add_line(out, _("%s: %lld back, of which %lld from the journal"), _(entity->plural),
                 (long long)report->rows[kind], (long long)report->remade[kind]);
    if (report->lost[kind] > 0)
        add_line(out, _("%s: %lld lost: they were there, but nothing is left of them"),
                 _(entity->plural), (long long)report->lost[kind]);
    if (report->left_out[kind] > 0)
        add_line(out, _("%s: %lld times a reference to a lost row was left out"), _(entity->plural),
                 (long long)report->left_out[kind]);
    if (report->stand_ins[kind] > 0)
        add_line(out, _("%s: %lld stand for lost ones that others refer to; look for “(lost)”"),
                 _(entity->plural), (long long)report->stand_ins[kind]);
    out->rows += report->rows[kind];
    out->remade += report->remade[kind];
    out->lost += report->lost[kind];
    out->left_out += report->left_out[kind];
    out->stand_ins += report->stand_ins[kind];
}

static void tell_acts(const struct recover_report *report, struct keeping_recovered *out)
{
    out->acts = report->acts;
    out->acts_lost = report->acts_lost;
    add_line(out,
             ngettext("The history of %lld change stays in the old file: keep it",
                      "The history of %lld changes stays in the old file: keep it",
                      (unsigned long)report->acts),
             (long long)report->acts);
    if (report->acts_lost > 0)
        add_line(out, _("The history of %lld changes is gone, between number %lld and %lld"),
                 (long long)report->acts_lost, (long long)report->first_lost,
                 (long long)report->last_lost);
}

static void tell(const struct recover_report *report, struct keeping_recovered *out)
{
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        tell_entity(report, &entities[i], out);
    if (report->lost[ENTITY_COUNT] > 0)
        add_line(out, _("Lost as well: %lld rows of which not even the kind is known"),
                 (long long)report->lost[ENTITY_COUNT]);
    out->lost += report->lost[ENTITY_COUNT];
    if (report->cut_off != 0)
        add_line(out, "%s", _("The end of the file is cut off: what was there is not counted"));
    if (report->bad_pages > 0)
        add_line(out, _("Of %lld pages %lld hold nothing that can be read"),
                 (long long)report->pages, (long long)report->bad_pages);
    tell_acts(report, out);
}

static bool write_new(struct recover *recover, const char *from, const struct session_options *to,
                      struct error *error)
{
    struct session_options fresh = *to;
    struct session *session;
    struct buffer label = BUFFER_EMPTY;
    fresh.create = true;
    fresh.read_only = false;
    if (!session_open(&session, &fresh, error))
        return false;
    buffer_format(&label, _("Recovered from %s"), path_name(from));
    bool done = recover_write(recover, session->journal, label.bytes, error);
    buffer_release(&label);
    session_close(session);
    if (!done)
        unlink(to->path);
    return done;
}

bool keeping_recover(const char *from, const struct session_options *to,
                     const struct keeping_recovering *recovering, struct keeping_recovered *out,
                     struct error *error)
{
    struct recover *recover;
    struct recover_options options = {0};
    *out = (struct keeping_recovered){0};
    if (recovering != NULL)
        options = (struct recover_options){recovering->progress, recovering->context};
    if (path_exists(to->path))
        return error_set(error, ERROR_REFUSED,
                         _("%s: there is a file of this name already; choose another name"),
                         to->path);
    if (!recover_read(&recover, from, &options, error))
        return false;
    bool done = to->dry_run || write_new(recover, from, to, error);
    if (done)
        tell(recover_report(recover), out);
    recover_free(recover);
    return done;
}
