/* What a person has seen of a file: one line a file and person in the data folder, "FILE ACT
 * PERSON", in which FILE is the site that made the file's first act. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/app/past.h"
#include "wijk/base/path.h"
#include "wijk/store/history.h"

#define SEEN_LIMIT ((size_t)1 << 20)

static bool file_id(struct session *session, char id[ID_TEXT_SIZE], struct error *error)
{
    struct history history = {.acts = {0}};
    struct id none = {{0}};
    bool read = history_of_act(session->db, 1, 1, &history, error);
    id_format(history.acts.count > 0 ? history.acts.items[0].site : none, id);
    history_release(&history);
    return read;
}

static bool seen_path(struct buffer *path, struct error *error)
{
    if (!path_data(path, error) || !path_make_folders(path->bytes, error))
        return false;
    buffer_add_text(path, "/seen");
    return true;
}

/* The act of a line, when it is this file's and this person's; -1: it is another's. */
static int64_t act_of(const char *line, size_t length, const char *id, const char *person)
{
    size_t mark = strlen(id);
    char *end;
    if (length <= mark || strncmp(line, id, mark) != 0 || line[mark] != ' ')
        return -1;
    int64_t act = strtoll(line + mark + 1, &end, 10);
    size_t left = length - (size_t)(end - line);
    bool same =
        left == strlen(person) + 1 && *end == ' ' && strncmp(end + 1, person, left - 1) == 0;
    return same ? act : -1;
}

/* Adds the lines of other files and persons to `others` (may be NULL); *seen is that of this one.
 */
static void sift(const struct buffer *content, struct session *session, const char *id,
                 struct buffer *others, int64_t *seen)
{
    *seen = 0;
    for (const char *line = content->bytes; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        int64_t act = act_of(line, length, id, session->person);
        if (act >= 0)
            *seen = act;
        else if (others != NULL && length > 0)
            buffer_format(others, "%.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

static bool read_seen(struct buffer *path, struct buffer *content, struct error *error)
{
    return seen_path(path, error) &&
           (!path_exists(path->bytes) || path_read(path->bytes, SEEN_LIMIT, content, error));
}

bool past_seen(struct session *session, int64_t *seen, struct error *error)
{
    struct buffer path = BUFFER_EMPTY, content = BUFFER_EMPTY;
    char id[ID_TEXT_SIZE];
    *seen = 0;
    bool good = file_id(session, id, error) && read_seen(&path, &content, error);
    if (good)
        sift(&content, session, id, NULL, seen);
    buffer_release(&path);
    buffer_release(&content);
    return good;
}

bool past_look(struct session *session, struct error *error)
{
    struct buffer path = BUFFER_EMPTY, content = BUFFER_EMPTY, lines = BUFFER_EMPTY;
    char id[ID_TEXT_SIZE];
    int64_t before, newest;
    bool good = file_id(session, id, error) && history_newest(session->db, &newest, error) &&
                read_seen(&path, &content, error);
    if (good) {
        sift(&content, session, id, &lines, &before);
        buffer_format(&lines, "%s %" PRId64 " %s\n", id, newest, session->person);
        good = path_write(path.bytes, &lines, 0600, error);
    }
    buffer_release(&path);
    buffer_release(&content);
    buffer_release(&lines);
    return good;
}
