#include "detail_lesson.h"

#include "wijk/app/lessons.h"
#include "wijk/base/language.h"

static void add_adoption(struct detail *detail, const struct lesson_adoption *adoption)
{
    struct buffer text = BUFFER_EMPTY, day = BUFFER_EMPTY;
    date_format(&day, adoption->on, DATE_SHORT, language_now());
    buffer_format(&text, "%s · %s\n%s", adoption->where, day.bytes,
                  *adoption->outcome != '\0' ? adoption->outcome
                                             : _("not known yet what became of it"));
    detail_add(detail, _("Adopted"), text.bytes);
    buffer_release(&text);
    buffer_release(&day);
}

void detail_lesson_links(struct detail *detail, struct session *session, struct id id)
{
    struct lesson lesson;
    struct error ignored = ERROR_NONE;
    if (!lesson_load(session, id, &lesson, &ignored))
        return;
    if (*lesson.kind != '\0')
        detail_add(detail, _("Source is a"), lesson.kind);
    for (size_t i = 0; i < lesson.adoptions.count; i++)
        add_adoption(detail, &lesson.adoptions.items[i]);
    for (size_t i = 0; i < lesson.about.count; i++)
        detail_add(detail, _("About"), lesson.about.items[i].title);
    lesson_release(&lesson);
}
