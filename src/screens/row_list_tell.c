/* Where a list of rows is, and what it says of itself: the row it is on, and where that stands. */
#include <string.h>

#include "row_list.h"
#include "wijk/app/disagreements.h"
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
        buffer_add_text(out, list->closed_too ? _("open and closed") : _("open"));
    if (list->ranked && list->list.count > 0)
        buffer_add_text(out, " · ");
    list_position(&list->list, out);
}

void row_list_place(struct row_list *list, struct rect rect)
{
    list_place(&list->list, rect);
}

bool row_list_disagreed(struct row_list *list, struct error *error)
{
    int64_t count;
    if (!disagreements_count(list->ui->session, &count, error))
        return false;
    list->disagreed = count > 0;
    return true;
}

void row_list_mark(const struct row_list *list, const struct row *row, int field,
                   struct buffer *out)
{
    bool title = field != ROW_LIST_SCORE &&
                 strcmp(row->entity->fields[field].column, row->entity->title) == 0;
    if (list->disagreed && title && disagreements_mark(list->ui->session, row->id))
        buffer_add_text(out, "≠ ");
}
