#include "wijk/base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"

void path_join(struct buffer *out, const char *folder, const char *name)
{
    if (*name != '/') {
        buffer_add_text(out, folder);
        if (out->length > 0 && out->bytes[out->length - 1] != '/')
            buffer_add_byte(out, '/');
    }
    buffer_add_text(out, name);
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

char *path_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return memory_string(".");
    return slash == path ? memory_string("/") : memory_bytes(path, (size_t)(slash - path));
}

static bool xdg(struct buffer *out, const char *variable, const char *fallback, struct error *error)
{
    const char *folder = getenv(variable), *home = getenv("HOME");
    if (folder != NULL && *folder == '/') {
        path_join(out, folder, "wijk");
        return true;
    }
    if (home == NULL || *home != '/')
        return error_set(error, ERROR_NOT_FOUND,
                         _("there is no home folder: set HOME or %s to a folder"), variable);
    path_join(out, home, fallback);
    return true;
}

bool path_config(struct buffer *out, struct error *error)
{
    return xdg(out, "XDG_CONFIG_HOME", ".config/wijk", error);
}

bool path_data(struct buffer *out, struct error *error)
{
    return xdg(out, "XDG_DATA_HOME", ".local/share/wijk", error);
}

bool path_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

bool path_make_folders(const char *folder, struct error *error)
{
    struct stat status;
    if (stat(folder, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    char *copy = memory_string(folder);
    bool made = true;
    for (char *slash = copy + 1; made; slash++) {
        if (*slash != '/' && *slash != '\0')
            continue;
        char kept = *slash;
        *slash = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            made = path_failed(copy, errno, error);
        *slash = kept;
        if (kept == '\0')
            break;
    }
    free(copy);
    return made;
}

bool path_failed(const char *path, int error_number, struct error *error)
{
    switch (error_number) {
    case ENOSPC:
    case EDQUOT:
        return error_set(error, ERROR_FULL, _("%s: the disk is full; make room and try again"),
                         path);
    case EACCES:
    case EPERM:
        return error_set(error, ERROR_READ_ONLY, _("%s: you have no permission for this"), path);
    case EROFS:
        return error_set(error, ERROR_READ_ONLY, _("%s: this disk is read-only"), path);
    case ENOENT:
    case ENOTDIR:
        return error_set(error, ERROR_NOT_FOUND, _("%s: there is no such file or folder"), path);
    case EISDIR:
        return error_set(error, ERROR_INPUT, _("%s: this is a folder, not a file"), path);
    default:
        return error_set(error, ERROR_IO, _("%s: the computer reports: %s"), path,
                         strerror(error_number));
    }
}

bool path_read(const char *path, size_t limit, struct buffer *out, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return path_failed(path, errno, error);
    bool whole = true;
    for (;;) {
        buffer_reserve(out, 65536);
        ssize_t got = read(file, out->bytes + out->length, 65536);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            whole = path_failed(path, errno, error);
        if (got <= 0)
            break;
        out->length += (size_t)got;
        out->bytes[out->length] = '\0';
        if (out->length > limit) {
            whole = error_set(error, ERROR_INPUT,
                              _("%s: larger than %zu bytes, which is the limit"), path, limit);
            break;
        }
    }
    close(file);
    return whole;
}

static bool write_all(int file, const struct buffer *content)
{
    for (size_t done = 0; done < content->length;) {
        ssize_t wrote = write(file, content->bytes + done, content->length - done);
        if (wrote < 0 && errno != EINTR)
            return false;
        if (wrote > 0)
            done += (size_t)wrote;
    }
    return fsync(file) == 0;
}

bool path_write(const char *path, const struct buffer *content, unsigned mode, struct error *error)
{
    struct buffer beside = BUFFER_EMPTY;
    buffer_format(&beside, "%s.new-%ld", path, (long)getpid());
    bool written = true;
    int file = open(beside.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, (mode_t)mode);
    if (file < 0) {
        written = path_failed(path, errno, error);
    } else {
        if (!write_all(file, content))
            written = path_failed(path, errno, error);
        if (close(file) != 0 && written)
            written = path_failed(path, errno, error);
        if (written && rename(beside.bytes, path) != 0)
            written = path_failed(path, errno, error);
        if (!written)
            unlink(beside.bytes);
    }
    buffer_release(&beside);
    return written;
}

enum path_medium path_medium(const char *path)
{
    /* File system magic numbers: linux/magic.h and statfs(2). */
    static const struct {
        unsigned long magic;
        enum path_medium medium;
    } known[] = {{0x6969, PATH_NETWORK},        /* NFS */
                 {0xFF534D42, PATH_NETWORK},    /* CIFS */
                 {0xFE534D42, PATH_NETWORK},    /* SMB2 */
                 {0x517B, PATH_NETWORK},        /* SMB */
                 {0x00C36400, PATH_NETWORK},    /* Ceph */
                 {0x5346414F, PATH_NETWORK},    /* AFS */
                 {0x01021997, PATH_NETWORK},    /* 9p */
                 {0x4D44, PATH_REMOVABLE},      /* FAT */
                 {0x2011BAB0, PATH_REMOVABLE},  /* exFAT */
                 {0x65735546, PATH_REMOVABLE}}; /* FUSE */
    struct statfs status;
    if (statfs(path, &status) != 0)
        return PATH_LOCAL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (((unsigned long)status.f_type & 0xFFFFFFFFUL) == known[i].magic)
            return known[i].medium;
    return PATH_LOCAL;
}
