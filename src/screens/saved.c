#include "saved.h"

#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/base/language.h"

static bool has_status(const struct row *measurement, const char *status)
{
    const char *value = row_text(measurement, "status");
    return value != NULL && strcmp(value, status) == 0;
}

void saved_figure(struct ui *ui, struct id measurement)
{
    struct buffer name = BUFFER_EMPTY;
    struct error ignored = ERROR_NONE;
    struct row row;
    const char *sentence = _("saved: %s");
    rows_name(ui->session, ENTITY_MEASUREMENT, measurement, &name);
    if (rows_get(ui->session, ENTITY_MEASUREMENT, measurement, &row, &ignored)) {
        if (has_status(&row, "estimate"))
            sentence = _("saved: %s; an estimate");
        else if (has_status(&row, "provisional"))
            sentence = _("saved: %s; provisional");
        row_release(&row);
    }
    ui_saved(ui, sentence, name.bytes);
    buffer_release(&name);
}
