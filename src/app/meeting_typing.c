/*
 * What is half typed, in a small file beside the programme file. It is replaced whole: the new one
 * is written beside it and renamed over it, so that a program that is killed in between leaves the
 * one or the other.
 *
 *     wijk typing 1
 *     MEETING ITEM CURSOR
 *     the line
 */
#include "wijk/app/meeting_line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/base/memory.h"
#include "wijk/base/path.h"

#define ENDING ".typing"
#define HEAD "wijk typing 1\n"
#define LONGEST (1 << 20)
#define FIELDS "%36s %36s %zu"

static char *path_of(const struct session *session, const char *more)
{
    struct buffer path = BUFFER_EMPTY;
    buffer_format(&path, "%s%s%s", session->path, ENDING, more);
    return buffer_detach(&path);
}

static bool write_all(int file, const struct buffer *content)
{
    size_t done = 0;
    while (done < content->length) {
        ssize_t written = write(file, content->bytes + done, content->length - done);
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool failed(const char *path, struct error *error)
{
    return error_set(error, errno == ENOSPC ? ERROR_FULL : ERROR_IO,
                     _("%s: what is half typed could not be kept: %s"), path, strerror(errno));
}

static bool replace(const char *path, const char *beside, const struct buffer *content,
                    bool durable, struct error *error)
{
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return failed(path, error);
    bool good = write_all(file, content) && (!durable || fsync(file) == 0);
    int reason = errno;
    close(file);
    if (good && rename(beside, path) == 0)
        return true;
    errno = good ? errno : reason;
    failed(path, error);
    unlink(beside);
    return false;
}

bool meeting_typing_keep(struct session *session, const struct meeting_typing *typing, bool durable,
                         struct error *error)
{
    if (typing->line == NULL || *typing->line == '\0') {
        meeting_typing_forget(session);
        return true;
    }
    char meeting[ID_TEXT_SIZE], item[ID_TEXT_SIZE];
    struct buffer content = BUFFER_EMPTY;
    char *path = path_of(session, ""), *beside = path_of(session, "~");
    id_format(typing->meeting, meeting);
    id_format(typing->item, item);
    buffer_format(&content, HEAD "%s %s %zu\n%s\n", meeting, item, typing->cursor, typing->line);
    bool good = replace(path, beside, &content, durable, error);
    free(path);
    free(beside);
    buffer_release(&content);
    return good;
}

/* The whole file; false: there is none, or it cannot be read. */
static bool read_file(const char *path, struct buffer *content)
{
    char part[4096];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t got;
    while ((got = read(file, part, sizeof part)) > 0 && content->length < LONGEST)
        buffer_add(content, part, (size_t)got);
    close(file);
    return got >= 0;
}

/* A file that another program, or half a disk, left is as good as none. */
static bool parse(const struct buffer *content, struct meeting_typing *typing)
{
    char meeting[ID_TEXT_SIZE], item[ID_TEXT_SIZE];
    size_t head = strlen(HEAD);
    if (content->length <= head || strncmp(content->bytes, HEAD, head) != 0)
        return false;
    const char *fields = content->bytes + head, *line = strchr(fields, '\n');
    if (line == NULL || sscanf(fields, FIELDS, meeting, item, &typing->cursor) != 3 ||
        !id_parse(meeting, &typing->meeting) || !id_parse(item, &typing->item))
        return false;
    size_t length = strlen(line + 1);
    if (length < 2 || line[length] != '\n')
        return false;
    typing->line = memory_bytes(line + 1, length - 1);
    if (typing->cursor > length - 1)
        typing->cursor = length - 1;
    return true;
}

bool meeting_typing_restore(struct session *session, struct meeting_typing *typing, bool *found,
                            struct error *error)
{
    struct buffer content = BUFFER_EMPTY;
    char *path = path_of(session, "");
    (void)error;
    *typing = (struct meeting_typing){.line = NULL};
    *found = read_file(path, &content) && parse(&content, typing);
    free(path);
    buffer_release(&content);
    return true;
}

void meeting_typing_forget(struct session *session)
{
    char *path = path_of(session, "");
    unlink(path);
    free(path);
}
