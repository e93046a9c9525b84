#include "wijk/app/starting.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/app/importing.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/store/draft.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"

static bool find_area(struct session *session, const char *name, struct row *area,
                      struct draft *draft, struct error *error)
{
    struct record_wanted wanted = {.kind = ENTITY_AREA, .typed = name};
    struct record_found found;
    if (!record_find(session->db, &wanted, &found, error))
        return false;
    if (found.matches > 1)
        return error_set(error, ERROR_INPUT,
                         _("'%s' is the beginning of more than one area; give the whole name"),
                         name);
    if (found.matches == 1)
        return record_get(session->db, ENTITY_AREA, found.id, area, error);
    row_init(area, ENTITY_AREA);
    row_set(area, "name", value_text(name));
    row_set(area, "kind", value_text("neighbourhood"));
    if (!row_check(area, error)) {
        row_release(area);
        return false;
    }
    draft_create(draft, area);
    return true;
}

bool starting_programme(struct session *session, const char *area, struct error *error)
{
    struct row place, programme;
    struct draft draft;
    struct buffer title = BUFFER_EMPTY, label = BUFFER_EMPTY;
    char *copy = memory_string(area);
    const char *name = text_trim(copy);
    buffer_format(&label, _("New programme: %s"), name);
    draft_init(&draft, label.bytes);
    bool done = *name != '\0' ||
                error_set(error, ERROR_INPUT, _("the name of the neighbourhood is missing"));
    done =
        done && session_writable(session, error) && find_area(session, name, &place, &draft, error);
    if (done) {
        buffer_format(&title, _("Neighbourhood execution programme %s"), row_text(&place, "name"));
        row_init(&programme, ENTITY_PROGRAMME);
        row_set(&programme, "area", value_id(place.id));
        row_set(&programme, "title", value_text(title.bytes));
        row_set(&programme, "status", value_text("draft"));
        draft_create(&draft, &programme);
        done = row_check(&programme, error) && session_commit(session, &draft, error);
        if (done)
            session->programme = programme.id;
        row_release(&programme);
        row_release(&place);
    }
    draft_release(&draft);
    buffer_release(&title);
    buffer_release(&label);
    free(copy);
    return done;
}

/* With one programme in the file, that is the one looked at. */
static bool first_programme(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct session *session = context;
    bool first = id_is_none(session->programme);
    session->programme = first ? row->id : (struct id){{0}};
    return first;
}

static bool choose_only(struct session *session, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_PROGRAMME);
    session->programme = (struct id){{0}};
    bool read = record_each(session->db, &query, first_programme, session, error);
    query_release(&query);
    return read;
}

static bool fill(struct session *session, const struct starting *starting, struct error *error)
{
    if (!importing_embedded(session, "base-", _("Areas and themes to begin with"), error))
        return false;
    if (starting->demo &&
        (!importing_embedded(session, "example-", _("Example programme"), error) ||
         !choose_only(session, error)))
        return false;
    return starting->area == NULL || starting_programme(session, starting->area, error);
}

bool starting_make(struct session **out, const struct session_options *options,
                   const struct starting *starting, struct error *error)
{
    struct session_options fresh = *options;
    fresh.create = true;
    fresh.read_only = false;
    if (!session_open(out, &fresh, error))
        return false;
    if (fill(*out, starting, error))
        return true;
    session_close(*out);
    *out = NULL;
    unlink(options->path);
    return false;
}
