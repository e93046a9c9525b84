/*
 * A disk that fails on purpose: a layer of SQLite over the real one, made the default by
 * fault_install. It fails the n-th operation, is full after n bytes, ends the process at the n-th
 * operation, or loses its power at it: from then on nothing works, and fault_power_back puts into
 * the files what a disk may hold then: what was synced, and of what was written since, each 512
 * bytes or not, in any mixture. Syncs are noted and not passed on, so that a test takes no longer
 * than its work.
 */
#ifndef WIJK_TESTS_FAULT_FAULT_VFS_H
#define WIJK_TESTS_FAULT_FAULT_VFS_H

#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/base/buffer.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"

#define FAULT_SECTOR 512

enum fault_kind { FAULT_NONE, FAULT_FAILS, FAULT_FULL, FAULT_CUT, FAULT_KILL };

/* A write (or, without bytes, a change of size to `offset`) that was not synced yet. */
struct fault_write {
    sqlite3_int64 offset;
    char *bytes; /* owned; NULL: a truncation */
    size_t length;
};

struct fault_disk {
    char *path;         /* owned */
    struct buffer safe; /* the content that was synced */
    bool there;         /* whether the file itself is sure to be there */
    VECTOR(struct fault_write) writes;
};

struct fault_file {
    sqlite3_file base;
    int disk; /* -1: a temporary file, which is left alone */
    sqlite3_file *real;
};

static struct {
    sqlite3_vfs vfs, *real;
    enum fault_kind kind;
    long left;       /* operations, or bytes, until it happens */
    long operations; /* since fault_arm */
    bool happened;
    VECTOR(struct fault_disk) disks;
    uint64_t random;
} fault;

static uint32_t fault_random(void)
{
    fault.random = fault.random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(fault.random >> 33);
}

/* Whether this operation is the one that fails. */
static bool fault_now(void)
{
    fault.operations++;
    if (fault.kind == FAULT_KILL && --fault.left < 0)
        raise(SIGKILL);
    if (fault.kind == FAULT_CUT && fault.happened)
        return true;
    if ((fault.kind == FAULT_FAILS || fault.kind == FAULT_CUT) && !fault.happened &&
        --fault.left < 0)
        return fault.happened = true;
    return false;
}

/* ---- what a disk holds ---- */

static int fault_disk_of(const char *path)
{
    for (size_t i = 0; i < fault.disks.count; i++)
        if (strcmp(fault.disks.items[i].path, path) == 0)
            return (int)i;
    struct fault_disk disk = {.path = memory_string(path), .safe = BUFFER_EMPTY};
    FILE *file = fopen(path, "rb");
    disk.there = file != NULL;
    if (file != NULL) {
        char bytes[4096];
        for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
            buffer_add(&disk.safe, bytes, got);
        fclose(file);
    }
    *VECTOR_PUSH(&fault.disks) = disk;
    return (int)fault.disks.count - 1;
}

static void fault_resize(struct buffer *content, size_t length)
{
    while (content->length < length)
        buffer_add_byte(content, '\0');
    content->length = length;
}

/* Applies a part of a write to the content. */
static void fault_apply(struct buffer *content, const struct fault_write *write, size_t from,
                        size_t length)
{
    size_t offset = (size_t)write->offset;
    if (write->bytes == NULL) {
        fault_resize(content, offset);
        return;
    }
    if (content->length < offset + from + length)
        fault_resize(content, offset + from + length);
    memcpy(content->bytes + offset + from, write->bytes + from, length);
}

static void fault_forget_writes(struct fault_disk *disk)
{
    for (size_t i = 0; i < disk->writes.count; i++)
        free(disk->writes.items[i].bytes);
    disk->writes.count = 0;
}

static void fault_synced(struct fault_disk *disk)
{
    for (size_t i = 0; i < disk->writes.count; i++)
        fault_apply(&disk->safe, &disk->writes.items[i], 0, disk->writes.items[i].length);
    fault_forget_writes(disk);
    disk->there = true;
}

/* A write that was under way: each sector of it has come or has not. */
static void fault_tear(struct fault_disk *disk, const struct fault_write *write)
{
    uint32_t chance = fault_random() % 3; /* lost, whole, torn */
    if (write->bytes == NULL) {
        if (chance != 0)
            fault_apply(&disk->safe, write, 0, 0);
        return;
    }
    for (size_t at = 0; at < write->length; at += FAULT_SECTOR) {
        size_t length = write->length - at < FAULT_SECTOR ? write->length - at : FAULT_SECTOR;
        if (chance == 1 || (chance == 2 && fault_random() % 2 == 0))
            fault_apply(&disk->safe, write, at, length);
    }
}

/* ---- files ---- */

static sqlite3_file *fault_real(sqlite3_file *file)
{
    return ((struct fault_file *)file)->real;
}

static struct fault_disk *fault_disk(sqlite3_file *file)
{
    int at = ((struct fault_file *)file)->disk;
    return at < 0 ? NULL : &fault.disks.items[at];
}

static int fault_close(sqlite3_file *file)
{
    return fault_real(file)->pMethods->xClose(fault_real(file));
}

static int fault_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
    if (fault_now())
        return SQLITE_IOERR_READ;
    return fault_real(file)->pMethods->xRead(fault_real(file), bytes, length, offset);
}

static int fault_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
    if (fault_now())
        return SQLITE_IOERR_WRITE;
    if (fault.kind == FAULT_FULL && (fault.left -= length) < 0) {
        fault.happened = true;
        return SQLITE_FULL;
    }
    struct fault_disk *disk = fault_disk(file);
    if (disk != NULL)
        *VECTOR_PUSH(&disk->writes) =
            (struct fault_write){offset, memory_bytes(bytes, (size_t)length), (size_t)length};
    return fault_real(file)->pMethods->xWrite(fault_real(file), bytes, length, offset);
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (fault_now())
        return SQLITE_IOERR_TRUNCATE;
    struct fault_disk *disk = fault_disk(file);
    if (disk != NULL)
        *VECTOR_PUSH(&disk->writes) = (struct fault_write){size, NULL, 0};
    return fault_real(file)->pMethods->xTruncate(fault_real(file), size);
}

static int fault_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    if (fault_now())
        return SQLITE_IOERR_FSYNC;
    if (fault_disk(file) != NULL)
        fault_synced(fault_disk(file));
    return SQLITE_OK;
}

static int fault_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return fault_real(file)->pMethods->xFileSize(fault_real(file), size);
}

static int fault_lock(sqlite3_file *file, int level)
{
    return fault_real(file)->pMethods->xLock(fault_real(file), level);
}

static int fault_unlock(sqlite3_file *file, int level)
{
    return fault_real(file)->pMethods->xUnlock(fault_real(file), level);
}

static int fault_reserved(sqlite3_file *file, int *reserved)
{
    return fault_real(file)->pMethods->xCheckReservedLock(fault_real(file), reserved);
}

static int fault_control(sqlite3_file *file, int operation, void *argument)
{
    return fault_real(file)->pMethods->xFileControl(fault_real(file), operation, argument);
}

static int fault_sector(sqlite3_file *file)
{
    return fault_real(file)->pMethods->xSectorSize(fault_real(file));
}

static int fault_device(sqlite3_file *file)
{
    return fault_real(file)->pMethods->xDeviceCharacteristics(fault_real(file));
}

static const sqlite3_io_methods fault_methods = {
    .iVersion = 1,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_reserved,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_device,
};

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                      int *out_flags)
{
    (void)vfs;
    struct fault_file *ours = (struct fault_file *)file;
    file->pMethods = NULL;
    if (fault_now())
        return SQLITE_CANTOPEN;
    ours->real = (sqlite3_file *)(ours + 1);
    ours->disk = name == NULL ? -1 : fault_disk_of(name);
    int code = fault.real->xOpen(fault.real, name, ours->real, flags, out_flags);
    if (code == SQLITE_OK)
        file->pMethods = &fault_methods;
    return code;
}

static int fault_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    if (fault_now())
        return SQLITE_IOERR_DELETE;
    struct fault_disk *disk = &fault.disks.items[fault_disk_of(name)];
    if (sync) {
        fault_forget_writes(disk);
        buffer_clear(&disk->safe);
        disk->there = false;
    }
    return fault.real->xDelete(fault.real, name, 0);
}

/* ---- for tests ---- */

static void fault_install(void)
{
    fault.real = sqlite3_vfs_find(NULL);
    fault.vfs = *fault.real;
    fault.vfs.zName = "fault";
    fault.vfs.pNext = NULL;
    fault.vfs.szOsFile = (int)sizeof(struct fault_file) + fault.real->szOsFile;
    fault.vfs.xOpen = fault_open;
    fault.vfs.xDelete = fault_delete;
    sqlite3_vfs_register(&fault.vfs, 1);
}

/* From now on, with what is in the files now as what is safe. */
static void fault_arm(enum fault_kind kind, long left, uint64_t seed)
{
    for (size_t i = 0; i < fault.disks.count; i++) {
        fault_forget_writes(&fault.disks.items[i]);
        free(fault.disks.items[i].writes.items);
        free(fault.disks.items[i].path);
        buffer_release(&fault.disks.items[i].safe);
    }
    fault.disks.count = 0;
    fault.kind = kind;
    fault.left = left;
    fault.operations = 0;
    fault.happened = false;
    fault.random = seed;
}

/* Puts into the files what the disk holds after the cut; every connection is closed by then. */
static inline void fault_power_back(void)
{
    for (size_t i = 0; i < fault.disks.count; i++) {
        struct fault_disk *disk = &fault.disks.items[i];
        bool there = disk->there || fault_random() % 2 == 0;
        for (size_t at = 0; at < disk->writes.count; at++)
            fault_tear(disk, &disk->writes.items[at]);
        FILE *file = there ? fopen(disk->path, "wb") : NULL;
        if (file == NULL) {
            unlink(disk->path);
            continue;
        }
        if (fwrite(disk->safe.bytes, 1, disk->safe.length, file) != disk->safe.length)
            abort();
        fclose(file);
    }
    fault_arm(FAULT_NONE, 0, 0);
}

#endif
