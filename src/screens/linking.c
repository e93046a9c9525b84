#include "linking.h"

#include "wijk/app/rows.h"
#include "wijk/tui/widgets/candidates.h"

static void add_candidate(void *context, struct id id, const char *code, const char *name)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%s%s%s", code == NULL ? "" : code,
                  code == NULL || *code == '\0' ? "" : " ", name);
    candidates_add(context, text.bytes, NULL, id);
    buffer_release(&text);
}

void linking_fill(struct ui *ui, const struct linking_kinds *linking, const char *typed,
                  struct candidates *out)
{
    for (size_t i = 0; i < linking->count; i++) {
        struct error error = ERROR_NONE;
        struct rows_completion request = {linking->kinds[i], typed, linking->most};
        if (!rows_complete(ui->session, &request, add_candidate, out, &error))
            ui_fail(ui, &error);
    }
}
