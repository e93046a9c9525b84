/* The folder of a site: written beside, and put in the place of the old one in one step. */
#define _GNU_SOURCE /* syncfs, renameat2 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publishing_internal.h"
#include "wijk/base/memory.h"
#include "wijk/base/outfile.h"
#include "wijk/base/path.h"

#define MARK ".wijk-site"
#define MARK_FIRST "wijk site 1"
#define BESIDE ".wijk-new"
#define OLD ".wijk-old"
#define MARK_LIMIT (64u << 20)

static char *joined(const char *folder, const char *name)
{
    struct buffer path = BUFFER_EMPTY;
    path_join(&path, folder, name);
    return buffer_detach(&path);
}

static bool dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Removes what is in the folder; what cannot be removed stays. */
static void empty_folder(const char *folder)
{
    DIR *open = opendir(folder);
    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
        if (dots(entry->d_name))
            continue;
        char *path = joined(folder, entry->d_name);
        if (unlink(path) != 0 && (errno == EISDIR || errno == EPERM)) {
            empty_folder(path);
            rmdir(path);
        }
        free(path);
    }
    if (open != NULL)
        closedir(open);
}

static void remove_folder(const char *folder)
{
    empty_folder(folder);
    rmdir(folder);
}

static bool is_empty(const char *folder)
{
    DIR *open = opendir(folder);
    bool empty = open != NULL;
    for (struct dirent *entry; empty && (entry = readdir(open)) != NULL;)
        empty = dots(entry->d_name);
    if (open != NULL)
        closedir(open);
    return empty;
}

static bool is_ours(const char *folder)
{
    char *mark = joined(folder, MARK);
    bool ours = path_exists(mark);
    free(mark);
    return ours;
}

/* ---- the mark ---- */

static void read_line(struct site_target *target, char *line)
{
    long long act, at;
    if (sscanf(line, "edition %lld %lld", &act, &at) == 2)
        *VECTOR_PUSH(&target->editions) = (struct site_edition){.act = act, .at = at};
    else if (strncmp(line, "file ", 5) == 0)
        *VECTOR_PUSH(&target->before) = memory_string(line + 5);
}

static int by_text(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static bool read_mark(struct site_target *target, struct error *error)
{
    struct buffer text = BUFFER_EMPTY;
    char *mark = joined(target->path, MARK), *rest = NULL;
    bool read = path_read(mark, MARK_LIMIT, &text, error);
    for (char *line = read ? strtok_r(text.bytes, "\n", &rest) : NULL; line != NULL;
         line = strtok_r(NULL, "\n", &rest))
        read_line(target, line);
    if (target->before.count > 1)
        qsort(target->before.items, target->before.count, sizeof(char *), by_text);
    buffer_release(&text);
    free(mark);
    return read;
}

static bool write_mark(struct site_target *target, struct error *error)
{
    struct outfile file;
    char *mark = joined(target->beside, MARK);
    bool done = outfile_begin(&file, mark, 0644, error);
    free(mark);
    if (!done)
        return false;
    buffer_add_text(&file.content, MARK_FIRST "\n");
    for (size_t i = 0; i < target->editions.count; i++)
        buffer_format(&file.content, "edition %lld %lld\n",
                      (long long)target->editions.items[i].act,
                      (long long)target->editions.items[i].at);
    for (size_t i = 0; done && i < target->files.count; i++) {
        buffer_format(&file.content, "file %s\n", target->files.items[i]);
        done = outfile_flush(&file, error);
    }
    return done && outfile_commit(&file, error);
}

/* ---- opening ---- */

static bool refuse_foreign(const char *path, struct error *error)
{
    return error_set(error, ERROR_REFUSED,
                     _("%s: this folder holds other things and no site of wijk; name an empty "
                       "folder or a new one"),
                     path);
}

/* The real place of the folder, whose own folder is made when it is not there. */
static bool find_place(struct site_target *target, const char *folder, struct error *error)
{
    char real[PATH_MAX];
    struct buffer place = BUFFER_EMPTY;
    buffer_add_text(&place, folder);
    while (place.length > 1 && place.bytes[place.length - 1] == '/')
        buffer_delete(&place, place.length - 1, 1);
    if (realpath(place.bytes, real) != NULL) {
        target->path = memory_string(real);
        buffer_release(&place);
        return true;
    }
    bool found = errno == ENOENT || path_failed(folder, errno, error);
    char *above = path_folder(place.bytes);
    found = found && (path_exists(above) || path_make_folders(above, error)) &&
            (realpath(above, real) != NULL || path_failed(above, errno, error));
    if (found)
        target->path = joined(real, path_name(place.bytes));
    free(above);
    buffer_release(&place);
    return found;
}

/* After a loss of power between two renames the old edition may stand aside. */
static void bring_back(const struct site_target *target)
{
    struct buffer old = BUFFER_EMPTY;
    buffer_format(&old, "%s" OLD, target->path);
    if (is_ours(old.bytes) && (!path_exists(target->path) || is_empty(target->path)))
        rename(old.bytes, target->path);
    else if (is_ours(old.bytes))
        remove_folder(old.bytes);
    buffer_release(&old);
}

static bool look_at_old(struct site_target *target, struct error *error)
{
    struct stat status;
    if (stat(target->path, &status) != 0)
        return errno == ENOENT || path_failed(target->path, errno, error);
    if (!S_ISDIR(status.st_mode))
        return error_set(error, ERROR_INPUT, _("%s: this is a file, not a folder"), target->path);
    target->replaces = true;
    if (is_ours(target->path))
        return read_mark(target, error);
    return is_empty(target->path) || refuse_foreign(target->path, error);
}

/* Makes the folder beside, locks it, and empties what an interrupted run left in it. */
static bool make_beside(struct site_target *target, struct error *error)
{
    if (mkdir(target->beside, 0755) != 0 && errno != EEXIST)
        return path_failed(target->beside, errno, error);
    if (!is_ours(target->beside) && !is_empty(target->beside))
        return refuse_foreign(target->beside, error);
    target->lock = open(target->beside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (target->lock < 0)
        return path_failed(target->beside, errno, error);
    if (flock(target->lock, LOCK_EX | LOCK_NB) != 0) {
        close(target->lock);
        target->lock = -1;
        return error_set(error, ERROR_BUSY,
                         _("%s: another program publishes into this folder just now"),
                         target->path);
    }
    empty_folder(target->beside);
    return write_mark(target, error);
}

bool target_open(struct site_target *target, const char *folder, struct error *error)
{
    *target = (struct site_target){.lock = -1};
    if (*folder == '\0')
        return error_set(error, ERROR_INPUT, _("publish needs the name of a folder"));
    if (!find_place(target, folder, error))
        return false;
    struct buffer beside = BUFFER_EMPTY;
    buffer_format(&beside, "%s" BESIDE, target->path);
    target->beside = buffer_detach(&beside);
    bring_back(target);
    return look_at_old(target, error) && make_beside(target, error);
}

/* ---- files ---- */

static bool same_content(const char *path, const struct buffer *content, struct stat *status)
{
    char piece[65536];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return false;
    bool same = fstat(file, status) == 0 && S_ISREG(status->st_mode) &&
                (size_t)status->st_size == content->length;
    for (size_t at = 0; same && at < content->length;) {
        ssize_t got = read(file, piece, sizeof piece);
        same = got > 0 && (size_t)got <= content->length - at &&
               memcmp(piece, content->bytes + at, (size_t)got) == 0;
        at += same ? (size_t)got : 0;
    }
    close(file);
    return same;
}

static bool write_file(const char *path, const struct buffer *content, struct error *error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    bool written = file >= 0;
    for (size_t done = 0; written && done < content->length;) {
        ssize_t wrote = write(file, content->bytes + done, content->length - done);
        written = wrote >= 0 || errno == EINTR;
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    int reason = errno;
    if (file >= 0 && close(file) != 0 && written) {
        written = false;
        reason = errno;
    }
    return written || path_failed(path, reason, error);
}

/* Makes the folder that the name begins with. */
static bool make_folder_of(const struct site_target *target, const char *name, struct error *error)
{
    const char *slash = strrchr(name, '/');
    if (slash == NULL)
        return true;
    char *below = memory_bytes(name, (size_t)(slash - name));
    char *folder = joined(target->beside, below);
    bool made = mkdir(folder, 0755) == 0 || errno == EEXIST || path_failed(folder, errno, error);
    free(below);
    free(folder);
    return made;
}

bool target_put(struct site_target *target, const char *name, const struct buffer *content,
                struct error *error)
{
    struct stat status;
    char *old = joined(target->path, name), *new = joined(target->beside, name);
    bool same = target->replaces && same_content(old, content, &status);
    bool done = make_folder_of(target, name, error);
    /* The very file where the disk knows links, else a copy with its time. */
    if (done && !(same && link(old, new) == 0)) {
        done = write_file(new, content, error);
        if (done && same) {
            struct timespec times[2] = {status.st_atim, status.st_mtim};
            utimensat(AT_FDCWD, new, times, 0);
        }
    }
    if (done) {
        *(same ? &target->kept : &target->written) += 1;
        *VECTOR_PUSH(&target->files) = memory_string(name);
    }
    free(old);
    free(new);
    return done;
}

/* ---- taking the place of the old edition ---- */

/* What others put into the old folder goes along: links to it, folder by folder. */
static bool carry(struct site_target *target, const char *below, struct error *error)
{
    char *folder = *below == '\0' ? memory_string(target->path) : joined(target->path, below);
    DIR *open = opendir(folder);
    bool done = open != NULL || path_failed(folder, errno, error);
    for (struct dirent *entry; done && open != NULL && (entry = readdir(open)) != NULL;) {
        if (dots(entry->d_name) || (*below == '\0' && strcmp(entry->d_name, MARK) == 0))
            continue;
        struct stat status;
        char *name = *below == '\0' ? memory_string(entry->d_name) : joined(below, entry->d_name);
        char *old = joined(target->path, name), *new = joined(target->beside, name);
        bool folder_too = lstat(old, &status) == 0 && S_ISDIR(status.st_mode);
        bool ours =
            target->before.count > 0 && bsearch(&name, target->before.items, target->before.count,
                                                sizeof(char *), by_text) != NULL;
        if (folder_too)
            done = (mkdir(new, status.st_mode & 07777) == 0 || errno == EEXIST ||
                    path_failed(new, errno, error)) &&
                   carry(target, name, error);
        else if (!ours && link(old, new) != 0 && errno != EEXIST)
            done = path_failed(old, errno, error);
        free(name);
        free(old);
        free(new);
    }
    if (open != NULL)
        closedir(open);
    free(folder);
    return done;
}

/* Where two folders cannot change places in one step, two steps follow each other. */
static bool take_place(struct site_target *target, struct error *error)
{
    if (!target->replaces)
        return rename(target->beside, target->path) == 0 || path_failed(target->path, errno, error);
    if (renameat2(AT_FDCWD, target->beside, AT_FDCWD, target->path, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return path_failed(target->path, errno, error);
    struct buffer old = BUFFER_EMPTY;
    buffer_format(&old, "%s" OLD, target->path);
    bool moved = rename(target->path, old.bytes) == 0 || path_failed(target->path, errno, error);
    if (moved && rename(target->beside, target->path) != 0) {
        path_failed(target->path, errno, error);
        rename(old.bytes, target->path);
        moved = false;
    } else if (moved) {
        remove_folder(old.bytes);
    }
    buffer_release(&old);
    return moved;
}

bool target_commit(struct site_target *target, struct error *error)
{
    struct stat status;
    char *above = path_folder(target->path);
    bool done = write_mark(target, error) && (!target->replaces || carry(target, "", error));
    if (done && target->replaces && stat(target->path, &status) == 0)
        done = fchmod(target->lock, status.st_mode & 07777) == 0 ||
               path_failed(target->beside, errno, error);
    done = done && (syncfs(target->lock) == 0 || path_failed(target->beside, errno, error)) &&
           take_place(target, error);
    int folder = done ? open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (folder >= 0) {
        fsync(folder);
        close(folder);
    }
    free(above);
    return done;
}

static void free_all(char **items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(items[i]);
    free(items);
}

void target_close(struct site_target *target)
{
    if (target->lock >= 0) {
        remove_folder(target->beside); /* the new edition that failed, or the old one */
        close(target->lock);
    }
    free_all(target->before.items, target->before.count);
    free_all(target->files.items, target->files.count);
    free(target->editions.items);
    free(target->path);
    free(target->beside);
    *target = (struct site_target){.lock = -1};
}
