#include "wijk/app/lessons.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/domain/lesson.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

/* ---- one lesson ---- */

static char *name_of(struct session *session, enum entity_kind kind, struct id id)
{
    struct buffer name = BUFFER_EMPTY;
    if (!id_is_none(id))
        rows_name(session, kind, id, &name);
    return buffer_detach(&name);
}

/* A university and a partner of the national alliance are worth telling from the neighbours. */
static char *kind_of(struct session *session, struct id partner)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (id_is_none(partner) || !record_get(session->db, ENTITY_PARTNER, partner, &row, &ignored))
        return memory_string("");
    const struct field *field = &row.entity->fields[entity_field(row.entity, "kind")];
    const char *stored = row_text(&row, "kind");
    char *kind = memory_string(stored == NULL ? "" : field_choice_label(field, stored));
    row_release(&row);
    return kind;
}

struct loading {
    struct session *session;
    struct lesson *lesson;
};

static bool add_adoption(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct loading *loading = context;
    struct session *session = loading->session;
    struct row programme;
    struct id id = row_reference(row, "programme"), area = {{0}};
    struct error ignored = ERROR_NONE; /* it may not have arrived yet */
    if (record_get(session->db, ENTITY_PROGRAMME, id, &programme, &ignored)) {
        area = row_reference(&programme, "area");
        row_release(&programme);
    }
    const char *outcome = row_text(row, "outcome");
    *VECTOR_PUSH(&loading->lesson->adoptions) =
        (struct lesson_adoption){.id = row->id,
                                 .programme = id,
                                 .where = name_of(session, ENTITY_AREA, area),
                                 .outcome = memory_string(outcome == NULL ? "" : outcome),
                                 .on = row_date(row, "adopted_on")};
    loading->lesson->here |= id_equal(id, session->programme);
    return true;
}

static bool add_about(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct loading *loading = context;
    const char *table = row_text(row, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    struct buffer title = BUFFER_EMPTY;
    if (entity == NULL)
        return true;
    rows_title(loading->session, entity->kind, row_reference(row, "row"), &title);
    *VECTOR_PUSH(&loading->lesson->about) = (struct lesson_about){
        .kind = entity->kind, .id = row_reference(row, "row"), .title = buffer_detach(&title)};
    return true;
}

static bool each_of(struct loading *loading, enum entity_kind kind, record_visit *visit,
                    struct error *error)
{
    struct query query;
    query_init(&query, kind);
    bool read =
        query_add(&query, "lesson", QUERY_EQUAL, value_id(loading->lesson->row.id), error) &&
        record_each(loading->session->db, &query, visit, loading, error);
    query_release(&query);
    return read;
}

bool lesson_load(struct session *session, struct id id, struct lesson *lesson, struct error *error)
{
    struct loading loading = {session, lesson};
    *lesson = (struct lesson){.here = false};
    if (!record_get(session->db, ENTITY_LESSON, id, &lesson->row, error))
        return false;
    lesson->theme = name_of(session, ENTITY_THEME, row_reference(&lesson->row, "theme"));
    lesson->area = name_of(session, ENTITY_AREA, row_reference(&lesson->row, "area"));
    lesson->source = name_of(session, ENTITY_PARTNER, row_reference(&lesson->row, "source"));
    lesson->kind = kind_of(session, row_reference(&lesson->row, "source"));
    if (each_of(&loading, ENTITY_ADOPTION, add_adoption, error) &&
        each_of(&loading, ENTITY_LESSON_LINK, add_about, error))
        return true;
    lesson_release(lesson);
    return false;
}

void lesson_release(struct lesson *lesson)
{
    for (size_t i = 0; i < lesson->adoptions.count; i++) {
        free(lesson->adoptions.items[i].where);
        free(lesson->adoptions.items[i].outcome);
    }
    for (size_t i = 0; i < lesson->about.count; i++)
        free(lesson->about.items[i].title);
    free(lesson->adoptions.items);
    free(lesson->about.items);
    free(lesson->theme);
    free(lesson->area);
    free(lesson->source);
    free(lesson->kind);
    row_release(&lesson->row);
    *lesson = (struct lesson){.here = false};
}

/* ---- adopting ---- */

static bool commit(struct session *session, const char *format, struct id lesson,
                   struct draft *draft, struct error *error)
{
    struct buffer title = BUFFER_EMPTY, label = BUFFER_EMPTY;
    rows_title(session, ENTITY_LESSON, lesson, &title);
    buffer_format(&label, format, title.bytes);
    free(draft->label);
    draft->label = buffer_detach(&label);
    bool done = session_commit(session, draft, error);
    buffer_release(&title);
    return done;
}

static bool adopt(struct session *session, const struct lesson_adopting *adopting,
                  struct error *error)
{
    char on[DATE_TEXT_SIZE];
    struct draft draft;
    struct row row;
    date_iso(adopting->on == DATE_NONE ? session->today : adopting->on, on);
    row_init(&row, ENTITY_ADOPTION);
    row_set(&row, "lesson", value_id(adopting->lesson));
    row_set(&row, "programme", value_id(adopting->programme));
    row_set(&row, "adopted_on", value_text(on));
    row_set(&row, "outcome", value_text(adopting->outcome));
    draft_init(&draft, "");
    draft_create(&draft, &row);
    bool done = row_check(&row, error) &&
                commit(session, _("Adopted: %s"), adopting->lesson, &draft, error);
    draft_release(&draft);
    row_release(&row);
    return done;
}

static bool tell_outcome(struct session *session, const struct lesson_adopting *adopting,
                         const struct lesson_adoption *before, struct error *error)
{
    struct draft draft;
    if (adopting->outcome == NULL || *adopting->outcome == '\0')
        return error_set(error, ERROR_REFUSED,
                         _("%s has adopted this lesson already; say what became of it"),
                         before->where);
    draft_init(&draft, "");
    draft_set(&draft, ENTITY_ADOPTION, before->id, "outcome", value_text(adopting->outcome));
    bool done =
        commit(session, _("What became of the lesson: %s"), adopting->lesson, &draft, error);
    draft_release(&draft);
    return done;
}

bool lesson_adopt(struct session *session, const struct lesson_adopting *adopting,
                  struct error *error)
{
    struct lesson lesson;
    struct lesson_adopting mine = *adopting;
    if (id_is_none(mine.programme))
        mine.programme = session->programme;
    if (id_is_none(mine.programme))
        return error_set(error, ERROR_INPUT,
                         _("Say which neighbourhood adopts the lesson: the file has several "
                           "programmes"));
    if (!session_writable(session, error) || !lesson_load(session, mine.lesson, &lesson, error))
        return false;
    const struct lesson_adoption *before = NULL;
    for (size_t i = 0; i < lesson.adoptions.count && before == NULL; i++)
        if (id_equal(lesson.adoptions.items[i].programme, mine.programme))
            before = &lesson.adoptions.items[i];
    bool done =
        before == NULL ? adopt(session, &mine, error) : tell_outcome(session, &mine, before, error);
    lesson_release(&lesson);
    return done;
}

bool lesson_link(struct session *session, const struct lesson_linking *linking, struct error *error)
{
    struct row row;
    struct lesson lesson;
    if (!session_writable(session, error) || !lesson_load(session, linking->lesson, &lesson, error))
        return false;
    bool linked = false;
    for (size_t i = 0; i < lesson.about.count; i++)
        linked |= id_equal(lesson.about.items[i].id, linking->row);
    lesson_release(&lesson);
    if (linked || id_equal(linking->lesson, linking->row))
        return error_set(error, ERROR_REFUSED, _("The lesson is linked to that row already"));
    row_init(&row, ENTITY_LESSON_LINK);
    row_set(&row, "lesson", value_id(linking->lesson));
    row_set(&row, "entity", value_text(entities[linking->kind].table));
    row_set(&row, "row", value_id(linking->row));
    bool added = rows_add(session, &row, error);
    row_release(&row);
    return added;
}

/* ---- lessons like what is typed ---- */

struct found {
    struct id id;
    double likeness;
};

struct looking {
    const struct lessons_like *like;
    VECTOR(struct found) found; /* the most alike first */
};

static bool look(void *context, const struct row *row, struct error *error)
{
    static const char *const columns[] = {"title", "event",         "effect",
                                          "cause", "early_warning", "recommendation"};
    struct looking *looking = context;
    struct buffer text = BUFFER_EMPTY;
    (void)error;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        buffer_add_text(&text, row_text(row, columns[i]));
        buffer_add_byte(&text, '\n');
    }
    double likeness = lesson_likeness(looking->like->words, text.bytes);
    buffer_release(&text);
    if (likeness < looking->like->least)
        return true;
    *VECTOR_PUSH(&looking->found) = (struct found){row->id, likeness};
    size_t at = looking->found.count - 1;
    for (; at > 0 && looking->found.items[at - 1].likeness < likeness; at--)
        looking->found.items[at] = looking->found.items[at - 1];
    looking->found.items[at] = (struct found){row->id, likeness};
    return true;
}

bool lessons_like(struct session *session, const struct lessons_like *like, lessons_like_call *each,
                  void *context, struct error *error)
{
    struct looking looking = {.like = like};
    struct query query;
    query_init(&query, ENTITY_LESSON);
    bool read = record_each(session->db, &query, look, &looking, error);
    query_release(&query);
    for (size_t i = 0; read && i < looking.found.count && i < like->limit; i++) {
        struct row row;
        read = record_get(session->db, ENTITY_LESSON, looking.found.items[i].id, &row, error);
        if (!read)
            break;
        each(context, &row, looking.found.items[i].likeness);
        row_release(&row);
    }
    free(looking.found.items);
    return read;
}
