#include "wijk/app/erasing.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/store/backup.h"
#include "wijk/store/erase.h"
#include "wijk/store/record.h"

bool erasing_fits(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT;
}

static void add_line(struct erased *out, const char *format, ...) PRINTF_LIKE(2, 3);
static void add_line(struct erased *out, const char *format, ...)
{
    struct buffer line = BUFFER_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(&line, format, arguments);
    va_end(arguments);
    *VECTOR_PUSH(&out->lines) = buffer_detach(&line);
}

void erased_release(struct erased *erased)
{
    for (size_t i = 0; i < erased->lines.count; i++)
        free(erased->lines.items[i]);
    free(erased->lines.items);
    *erased = (struct erased){0};
}

static bool add_backup(void *context, const struct backup_found *found)
{
    struct erased *out = context;
    out->backups++;
    add_line(out, _("This backup still holds it: %s"), path_name(found->path));
    return true;
}

/* The reason stays for ever: it must not say what is erased. */
static bool check_reason(struct session *session, const struct erasing *erasing,
                         const struct field *field, struct error *error)
{
    struct row row;
    if (erasing->why == NULL || erasing->why[strspn(erasing->why, " \t")] == '\0')
        return error_set(error, ERROR_INPUT,
                         _("say why it is erased: that stays in the history, with your name"));
    if (!rows_get(session, erasing->kind, erasing->id, &row, error))
        return false;
    const char *text = erasing_fits(field) ? row_text(&row, field->column) : NULL;
    bool said = text != NULL && strstr(erasing->why, text) != NULL;
    row_release(&row);
    return !said || error_set(error, ERROR_INPUT,
                              _("the reason stays in the history: it must not hold the text that "
                                "is erased"));
}

static bool erase(struct session *session, const struct erasing *erasing, const struct field *field,
                  struct erased *out, struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    struct erase_report report;
    struct error ignored = ERROR_NONE;
    buffer_format(&label, _("Erased: %s (%s): %s"), _(field->label),
                  _(entities[erasing->kind].label), erasing->why);
    struct erase erase = {erasing->kind, erasing->id, erasing->column, label.bytes};
    bool done = erase_field(session->journal, &erase, &report, error);
    buffer_release(&label);
    if (!done)
        return false;
    session->changes++;
    record_names_forget(session->db);
    out->acts = report.acts;
    add_line(out,
             ngettext("Erased: %s, in %lld change; who and why stays in the history",
                      "Erased: %s, in %lld changes; who and why stays in the history",
                      (unsigned long)report.acts),
             _(field->label), (long long)report.acts);
    if (!report.rewritten)
        add_line(out, "%s",
                 _("The file could not be written anew, because another program has it open: "
                   "traces may be left until something is erased again"));
    (void)!backup_each(session->path, add_backup, out, &ignored);
    add_line(out, "%s", _("Copies made elsewhere hold it too"));
    return true;
}

bool erasing_field(struct session *session, const struct erasing *erasing, struct erased *out,
                   struct error *error)
{
    const struct entity *entity = &entities[erasing->kind];
    int at = entity_field(entity, erasing->column);
    *out = (struct erased){0};
    if (at < 0 || !erasing_fits(&entity->fields[at]))
        return error_set(error, ERROR_INPUT, _("%s: only a text can be erased"),
                         at < 0 ? erasing->column : _(entity->fields[at].label));
    const struct field *field = &entity->fields[at];
    if (!session_writable(session, error) || !check_reason(session, erasing, field, error))
        return false;
    if (session->dry_run) {
        add_line(out, _("Would erase: %s"), _(field->label));
        return true;
    }
    return erase(session, erasing, field, out, error);
}
