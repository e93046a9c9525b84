#include "paper.h"

#include <stdlib.h>

#include "wijk/app/meeting.h"
#include "wijk/app/minutes.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/screens/screens.h"

struct paper {
    enum paper_kind kind;
    struct id meeting;
};

static bool write_paper(struct ui *ui, const struct paper *wanted, enum paper_format format,
                        struct buffer *out, struct error *error)
{
    struct minutes_paper paper = {
        .meeting = wanted->meeting, .format = format, .language = language_now()};
    switch (wanted->kind) {
    case PAPER_OF_MEETING:
        return minutes_write(ui->session, &paper, out, error);
    case PAPER_OF_AGENDA:
        return minutes_agenda(ui->session, &paper, out, error);
    case PAPER_OF_DECISIONS:
        return minutes_decisions(ui->session, &paper, out, error);
    case PAPER_OF_ACTIONS:
        return minutes_actions(ui->session, &paper, out, error);
    }
    return false;
}

static bool save(struct ui *ui, void *context, const char *path, struct error *error)
{
    struct buffer text = BUFFER_EMPTY;
    enum paper_format format;
    if (*path == '\0')
        return error_set(error, ERROR_INPUT, _("Type the path of a file"));
    if (!minutes_format_of(path, &format))
        return error_set(
            error, ERROR_INPUT,
            _("'%s' must end in .md, .html, .ics, .csv or .json: that says the format"), path);
    bool done = write_paper(ui, context, format, &text, error) && minutes_save(path, &text, error);
    if (done)
        ui_say(ui, STYLE_GOOD, _("written: %s"), path);
    buffer_release(&text);
    return done;
}

/* Beside the programme file, with the number of the meeting: "…/minutes-14.html". */
static void offer_path(struct ui *ui, const struct paper *paper, struct buffer *out)
{
    static const char *const names[] = {
        [PAPER_OF_MEETING] = N_("minutes"),
        [PAPER_OF_AGENDA] = N_("agenda"),
        [PAPER_OF_DECISIONS] = N_("decisions"),
        [PAPER_OF_ACTIONS] = N_("actions"),
    };
    struct error ignored = ERROR_NONE;
    struct row row;
    char *folder = path_folder(ui->session->path);
    buffer_format(out, "%s/%s", folder, _(names[paper->kind]));
    free(folder);
    if (!id_is_none(paper->meeting) &&
        rows_get(ui->session, ENTITY_MEETING, paper->meeting, &row, &ignored)) {
        buffer_add_byte(out, '-');
        meeting_number(ui->session, &row, out);
        row_release(&row);
    }
    buffer_add_text(out, ".html");
}

void paper_ask(struct ui *ui, enum paper_kind kind, struct id meeting)
{
    struct paper *paper = memory_new(sizeof *paper);
    struct buffer path = BUFFER_EMPTY;
    *paper = (struct paper){kind, meeting};
    offer_path(ui, paper, &path);
    struct prompt_request request = {
        .label = _("Write to"), .text = path.bytes, .done = save, .context = paper};
    ui_push(ui, prompt_screen(ui, &request));
    buffer_release(&path);
}
