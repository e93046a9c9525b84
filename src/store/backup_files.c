#include "backup_files.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wijk/base/path.h"

#define STAMP_LENGTH 15

/* The file's name without ".db". */
static size_t stem_length(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".db") == 0 ? length - 3 : length;
}

void backup_folder(const char *path, struct buffer *out)
{
    char *folder = path_folder(path);
    const char *name = path_name(path);
    path_join(out, folder, "");
    if (out->length == 0 || out->bytes[out->length - 1] != '/')
        buffer_add_byte(out, '/');
    buffer_add(out, name, stem_length(name));
    buffer_add_text(out, ".backups");
    free(folder);
}

void backup_file_path(const char *path, const char *reason, int64_t moment, struct buffer *out)
{
    char iso[MOMENT_TEXT_SIZE];
    const char *name = path_name(path);
    moment_iso(moment, iso);
    backup_folder(path, out);
    buffer_add_byte(out, '/');
    buffer_add(out, name, stem_length(name));
    buffer_format(out, "-%.4s%.2s%.2s-%.2s%.2s%.2s-%s.db", iso, iso + 5, iso + 8, iso + 11,
                  iso + 14, iso + 17, reason);
}

/* Whether the name is one of ours for the stem; fills stamp and reason. */
static bool parse(const char *name, const char *stem, size_t stem_bytes, struct backup_file *file)
{
    size_t length = strlen(name);
    if (length < stem_bytes + 1 + STAMP_LENGTH + 1 + 1 + 3 ||
        strncmp(name, stem, stem_bytes) != 0 || name[stem_bytes] != '-' ||
        strcmp(name + length - 3, ".db") != 0)
        return false;
    const char *stamp = name + stem_bytes + 1, *reason = stamp + STAMP_LENGTH + 1;
    for (int i = 0; i < STAMP_LENGTH; i++)
        if (i == 8 ? stamp[i] != '-' : !isdigit((unsigned char)stamp[i]))
            return false;
    size_t reason_length = length - 3 - (size_t)(reason - name);
    if (stamp[STAMP_LENGTH] != '-' || reason_length == 0 || reason_length >= BACKUP_REASON)
        return false;
    memcpy(file->stamp, stamp, STAMP_LENGTH);
    file->stamp[STAMP_LENGTH] = '\0';
    memcpy(file->reason, reason, reason_length);
    file->reason[reason_length] = '\0';
    return true;
}

static int newest_first(const void *one, const void *other)
{
    const struct backup_file *first = one, *second = other;
    int order = strcmp(second->stamp, first->stamp);
    return order != 0 ? order : strcmp(second->path, first->path);
}

bool backup_files_read(const char *path, struct backup_files *out, struct error *error)
{
    struct buffer folder = BUFFER_EMPTY;
    const char *stem = path_name(path);
    memset(out, 0, sizeof *out);
    backup_folder(path, &folder);
    DIR *open = opendir(folder.bytes);
    if (open == NULL) {
        bool none = errno == ENOENT || path_failed(folder.bytes, errno, error);
        buffer_release(&folder);
        return none;
    }
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;) {
        struct backup_file file = {.path = NULL};
        if (!parse(entry->d_name, stem, stem_length(stem), &file))
            continue;
        struct buffer full = BUFFER_EMPTY;
        path_join(&full, folder.bytes, entry->d_name);
        file.path = buffer_detach(&full);
        *VECTOR_PUSH(&out->files) = file;
    }
    closedir(open);
    buffer_release(&folder);
    if (out->files.count > 1)
        qsort(out->files.items, out->files.count, sizeof *out->files.items, newest_first);
    return true;
}

void backup_files_release(struct backup_files *files)
{
    for (size_t i = 0; i < files->files.count; i++)
        free(files->files.items[i].path);
    free(files->files.items);
    memset(files, 0, sizeof *files);
}

bool backup_each(const char *path, backup_visit *visit, void *context, struct error *error)
{
    struct backup_files files;
    if (!backup_files_read(path, &files, error))
        return false;
    for (size_t i = 0; i < files.files.count; i++) {
        const struct backup_file *file = &files.files.items[i];
        struct stat status;
        char iso[MOMENT_TEXT_SIZE];
        struct backup_found found = {.path = file->path, .reason = file->reason};
        const char *at = file->stamp;
        snprintf(iso, sizeof iso, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", at, at + 4, at + 6, at + 9,
                 at + 11, at + 13);
        if (!moment_parse(iso, &found.made))
            continue;
        found.bytes = stat(file->path, &status) == 0 ? (int64_t)status.st_size : 0;
        if (!visit(context, &found))
            break;
    }
    backup_files_release(&files);
    return true;
}

bool backup_rotate(const char *path, int keep, struct error *error)
{
    struct backup_files files;
    if (!backup_files_read(path, &files, error))
        return false;
    bool good = true, migration_kept = false;
    size_t most = keep < 1 ? 1 : (size_t)keep;
    for (size_t i = 0; i < files.files.count; i++) {
        const struct backup_file *file = &files.files.items[i];
        bool migration = strcmp(file->reason, "migrate") == 0;
        if (i >= most && (!migration || migration_kept) && unlink(file->path) != 0 &&
            errno != ENOENT)
            good = path_failed(file->path, errno, error);
        migration_kept = migration_kept || migration;
    }
    backup_files_release(&files);
    return good;
}
