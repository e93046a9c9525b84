/* Publishing from the screens: asks for the folder, shows how far it is, Esc stops. */
#include <stdlib.h>
#include <string.h>

#include "row_actions.h"
#include "where.h"
#include "wijk/app/publishing.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"
#include "wijk/screens/screens.h"

/* A folder beside the programme file, named after it. */
static void suggest(const struct ui *ui, struct buffer *out)
{
    char *folder = path_folder(ui->session->path);
    const char *name = path_name(ui->session->path), *end = strrchr(name, '.');
    path_join(out, folder, "");
    buffer_add(out, name, end == NULL || end == name ? strlen(name) : (size_t)(end - name));
    buffer_add_text(out, "-site");
    free(folder);
}

static bool publish_into(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct ui_progress progress = {.ui = ui, .title = _("Publishing")};
    struct buffer folder = BUFFER_EMPTY;
    struct publish_result result;
    where_expand(text, &folder);
    struct publish_options options = {
        .folder = folder.bytes, .progress = ui_progress, .context = &progress};
    bool done = publishing_run(ui->session, &options, &result, error);
    if (done && result.programmes == 0)
        ui_say(ui, STYLE_AMBER, "%s",
               _("No programme is public yet: a programme is, once it is adopted."));
    else if (done)
        ui_say(ui, STYLE_HINT, _("published to %s; new or changed: %ld, the same as before: %ld"),
               folder.bytes, result.written, result.kept);
    buffer_release(&folder);
    return done;
}

void action_publish(struct ui *ui)
{
    struct buffer folder = BUFFER_EMPTY;
    suggest(ui, &folder);
    struct prompt_request request = {
        .label = _("Publish to the folder"), .text = folder.bytes, .done = publish_into};
    ui_push(ui, prompt_screen(ui, &request));
    buffer_release(&folder);
}
