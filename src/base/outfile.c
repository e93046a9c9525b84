#include "wijk/base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "wijk/base/memory.h"
#include "wijk/base/path.h"

#define MUCH 65536

static bool failed(struct outfile *outfile, struct error *error)
{
    path_failed(outfile->path, errno, error);
    outfile_abort(outfile);
    return false;
}

static bool write_out(struct outfile *outfile)
{
    const struct buffer *content = &outfile->content;
    for (size_t done = 0; done < content->length;) {
        ssize_t wrote = write(outfile->file, content->bytes + done, content->length - done);
        if (wrote < 0 && errno != EINTR)
            return false;
        if (wrote > 0)
            done += (size_t)wrote;
    }
    buffer_clear(&outfile->content);
    return true;
}

bool outfile_begin(struct outfile *outfile, const char *path, unsigned mode, struct error *error)
{
    struct buffer beside = BUFFER_EMPTY;
    buffer_format(&beside, "%s.new-%ld", path, (long)getpid());
    *outfile = (struct outfile){.content = BUFFER_EMPTY,
                                .path = memory_string(path),
                                .beside = buffer_detach(&beside),
                                .file = -1};
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
    outfile->file = open(outfile->beside, flags, (mode_t)mode);
    return outfile->file >= 0 || failed(outfile, error);
}

bool outfile_flush(struct outfile *outfile, struct error *error)
{
    if (outfile->content.length < MUCH)
        return true;
    return write_out(outfile) || failed(outfile, error);
}

bool outfile_commit(struct outfile *outfile, struct error *error)
{
    if (!write_out(outfile) || fsync(outfile->file) != 0)
        return failed(outfile, error);
    int file = outfile->file;
    outfile->file = -1;
    if (close(file) != 0 || rename(outfile->beside, outfile->path) != 0) {
        path_failed(outfile->path, errno, error);
        unlink(outfile->beside);
        outfile_abort(outfile);
        return false;
    }
    outfile_abort(outfile);
    return true;
}

void outfile_abort(struct outfile *outfile)
{
    if (outfile->file >= 0) {
        close(outfile->file);
        unlink(outfile->beside);
    }
    outfile->file = -1;
    free(outfile->path);
    free(outfile->beside);
    outfile->path = outfile->beside = NULL;
    buffer_release(&outfile->content);
}
