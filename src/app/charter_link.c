/* Linking agreements to what they are about. */
#include "wijk/app/charter.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

struct looking {
    struct id id; /* of the link; none: there is none */
};

static bool keep(void *context, const struct row *row, struct error *error)
{
    (void)error;
    ((struct looking *)context)->id = row->id;
    return false;
}

static bool find(struct session *session, const struct charter_linking *linking, struct id *link,
                 struct error *error)
{
    struct looking looking = {.id = {{0}}};
    struct query query;
    query_init(&query, ENTITY_AGREEMENT_LINK);
    bool read = query_add(&query, "agreement", QUERY_EQUAL, value_id(linking->agreement), error) &&
                query_add(&query, "row", QUERY_EQUAL, value_id(linking->row), error) &&
                record_each(session->db, &query, keep, &looking, error);
    query_release(&query);
    *link = looking.id;
    return read;
}

/* "C-12 and I-4" in words: "C-12 serves I-4 Playgrounds". */
static void label_of(struct session *session, const char *format,
                     const struct charter_linking *linking, struct buffer *label)
{
    struct buffer agreement = BUFFER_EMPTY, row = BUFFER_EMPTY;
    rows_code(session, ENTITY_AGREEMENT, linking->agreement, &agreement);
    rows_title(session, linking->kind, linking->row, &row);
    buffer_format(label, format, agreement.bytes, row.bytes);
    buffer_release(&agreement);
    buffer_release(&row);
}

static bool commit_link(struct session *session, const struct charter_linking *linking,
                        struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    struct draft draft;
    struct row row;
    row_init(&row, ENTITY_AGREEMENT_LINK);
    row_set(&row, "agreement", value_id(linking->agreement));
    row_set(&row, "entity", value_text(entities[linking->kind].table));
    row_set(&row, "row", value_id(linking->row));
    label_of(session, _("Linked: %s and %s"), linking, &label);
    draft_init(&draft, label.bytes);
    draft_create(&draft, &row);
    bool done = row_check(&row, error) && session_commit(session, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    row_release(&row);
    return done;
}

bool charter_link(struct session *session, const struct charter_linking *linking,
                  struct error *error)
{
    struct id link;
    if (linking->kind != ENTITY_AREA && linking->kind != ENTITY_GOAL &&
        linking->kind != ENTITY_EFFORT)
        return error_set(error, ERROR_INPUT,
                         _("An agreement is linked to an area, a goal or an effort"));
    if (!session_writable(session, error) || !find(session, linking, &link, error))
        return false;
    if (!id_is_none(link)) {
        struct buffer label = BUFFER_EMPTY;
        label_of(session, _("%s is linked to %s already"), linking, &label);
        error_set(error, ERROR_REFUSED, "%s", label.bytes);
        buffer_release(&label);
        return false;
    }
    return commit_link(session, linking, error);
}

bool charter_unlink(struct session *session, const struct charter_linking *linking,
                    struct error *error)
{
    struct id link;
    struct draft draft;
    struct buffer label = BUFFER_EMPTY;
    if (!session_writable(session, error) || !find(session, linking, &link, error))
        return false;
    bool found = !id_is_none(link);
    label_of(session, found ? _("Link taken away: %s and %s") : _("%s is not linked to %s itself"),
             linking, &label);
    draft_init(&draft, label.bytes);
    draft_delete(&draft, ENTITY_AGREEMENT_LINK, link);
    bool done = found ? session_commit(session, &draft, error)
                      : error_set(error, ERROR_NOT_FOUND, "%s", label.bytes);
    draft_release(&draft);
    buffer_release(&label);
    return done;
}
