/* Where a list of rows is, and what it says of itself: the row it is on, and where that stands. */
#include "row_list.h"
#include "wijk/base/language.h"

void row_list_target(const struct row_list *list, struct target *target)
{
    struct id id;
    *target = (struct target){.kind = ENTITY_NONE};
    if (list_selected(&list->list, &id))
        *target = (struct target){.kind = list->entity->kind, .id = id};
}

void row_list_status(const struct row_list *list, struct buffer *out)
{
    const struct id *marks;
    size_t marked = list_marks(&list->list, &marks);
    if (marked > 0) {
        buffer_format(out, ngettext("%zu marked", "%zu marked", (unsigned long)marked), marked);
        buffer_add_text(out, " · ");
    }
    if (list->ranked)
        buffer_format(out, "%s · ", list->closed_too ? _("open and closed") : _("open"));
    list_position(&list->list, out);
}

void row_list_place(struct row_list *list, struct rect rect)
{
    list_place(&list->list, rect);
}
