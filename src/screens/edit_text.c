/* Changing a long text in the person's own editor: the action `edit-text`. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "row_actions.h"
#include "wijk/app/settings.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/screens/edit_text.h"

static int long_field(const struct entity *entity)
{
    for (size_t i = 0; i < entity->field_count; i++)
        if (entity->fields[i].type == FIELD_LONG_TEXT)
            return (int)i;
    return -1;
}

bool row_action_can_edit_text(struct ui *ui, struct buffer *why)
{
    if (long_field(&entities[ui_target(ui).kind]) >= 0)
        return true;
    buffer_add_text(why, _("this row has no long text"));
    return false;
}

static const char *editor_command(const struct ui *ui)
{
    const char *configured = settings_text(ui->config, "editor");
    if (*configured != '\0')
        return configured;
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    if (visual != NULL && *visual != '\0')
        return visual;
    return editor != NULL && *editor != '\0' ? editor : "sensible-editor";
}

/* Runs "EDITOR FILE" through the shell, which splits the words of $EDITOR; the file's name is an
 * argument, never part of the command. */
static bool run_editor(const char *command, const char *path, struct error *error)
{
    struct buffer line = BUFFER_EMPTY;
    buffer_format(&line, "%s \"$1\"", command);
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", line.bytes, "sh", path, (char *)NULL);
        _exit(127);
    }
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    buffer_release(&line);
    if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return error_set(error, ERROR_REFUSED,
                     _("the editor '%s' did not end well; the text is as it was (set 'editor' in "
                       "the settings)"),
                     command);
}

bool edit_text(struct ui *ui, const char *text, struct buffer *out, struct error *error)
{
    const char *folder = getenv("TMPDIR");
    struct buffer path = BUFFER_EMPTY, content = BUFFER_EMPTY;
    path_join(&path, folder != NULL && *folder == '/' ? folder : "/tmp", "wijk-XXXXXX");
    int file = mkstemp(path.bytes);
    bool done = file >= 0 || path_failed(path.bytes, errno, error);
    if (file >= 0)
        close(file);
    buffer_add_text(&content, text);
    done = done && path_write(path.bytes, &content, 0600, error);
    if (done) {
        ui->term->calls->leave(ui->term);
        done = run_editor(editor_command(ui), path.bytes, error);
        ui->term->calls->enter(ui->term);
        ui->redraw = true;
    }
    done = done && path_read(path.bytes, FIELD_LONG_TEXT_LIMIT, out, error);
    while (done && out->length > 0 && out->bytes[out->length - 1] == '\n')
        buffer_delete(out, out->length - 1, 1);
    if (file >= 0)
        unlink(path.bytes);
    buffer_release(&path);
    buffer_release(&content);
    return done;
}

void row_action_edit_text(struct ui *ui)
{
    struct target target = ui_target(ui);
    struct error error = ERROR_NONE;
    struct row before;
    if (!rows_get(ui->session, target.kind, target.id, &before, &error)) {
        ui_fail(ui, &error);
        return;
    }
    struct row after;
    struct buffer text = BUFFER_EMPTY;
    row_copy(&after, &before);
    const char *column = before.entity->fields[long_field(before.entity)].column;
    const char *old = row_text(&before, column);
    bool done = edit_text(ui, old == NULL ? "" : old, &text, &error);
    if (done) {
        row_set(&after, column, value_text(text.bytes));
        done = rows_change(ui->session, &before, &after, &error);
    }
    if (done)
        ui_saved(ui, _("saved"));
    else
        ui_fail(ui, &error);
    buffer_release(&text);
    row_release(&after);
    row_release(&before);
}
