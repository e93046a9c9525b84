#include "internal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wijk/base/language.h"

static void program_name(long process, char *name, size_t size)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/comm", process);
    FILE *file = fopen(path, "r");
    name[0] = '\0';
    if (file == NULL)
        return;
    if (fgets(name, (int)size, file) == NULL)
        name[0] = '\0';
    fclose(file);
    name[strcspn(name, "\n")] = '\0';
}

/* From the kernel's list of locks: opening the file for fcntl and closing it again would drop this
 * process's own locks. */
long db_holder(const struct db *db, char *name, size_t size)
{
    struct stat status;
    name[0] = '\0';
    if (db->file == NULL || stat(db->file, &status) != 0)
        return 0;
    FILE *locks = fopen("/proc/locks", "r");
    if (locks == NULL)
        return 0;
    char line[256];
    long found = 0;
    while (found == 0 && fgets(line, sizeof line, locks) != NULL) {
        long process;
        unsigned long inode;
        char mode[8];
        if (sscanf(line, "%*s POSIX %*s %7s %ld %*x:%*x:%lu", mode, &process, &inode) != 3)
            continue;
        if (inode == (unsigned long)status.st_ino && process > 0 && process != (long)getpid() &&
            strcmp(mode, "WRITE") == 0)
            found = process;
    }
    fclose(locks);
    if (found != 0)
        program_name(found, name, size);
    return found;
}

static bool busy(struct db *db, struct error *error)
{
    char name[64];
    long process = db_holder(db, name, sizeof name);
    if (process != 0 && name[0] != '\0')
        return error_set(error, ERROR_BUSY,
                         _("%s: %s (process %ld) is writing this file; nothing was changed, try "
                           "again when it is ready"),
                         db->path, name, process);
    return error_set(error, ERROR_BUSY,
                     _("%s: another program is writing this file; nothing was changed, try again "
                       "when it is ready"),
                     db->path);
}

static bool vanished(const struct db *db)
{
    struct stat status;
    return db->file != NULL && stat(db->file, &status) != 0;
}

static bool sentence(struct db *db, int code, struct error *error)
{
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return busy(db, error);
    case SQLITE_FULL:
        return error_set(error, ERROR_FULL,
                         _("%s: the disk is full; what was saved before is safe, this change was "
                           "not saved: make room and try again"),
                         db->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return error_set(error, ERROR_READ_ONLY,
                         _("%s: the file may only be read, so nothing was changed"), db->path);
    case SQLITE_CORRUPT:
        return error_set(error, ERROR_DAMAGED,
                         _("%s: the file is damaged; make a copy of it, then try 'wijk check', or "
                           "go back to a backup with 'wijk restore'"),
                         db->path);
    case SQLITE_NOTADB:
        return error_set(error, ERROR_INPUT, _("%s: this is not a file of wijk"), db->path);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return error_set(error, ERROR_IO,
                         _("%s: the computer failed to read or write the file; what was saved "
                           "before is safe, this change was not saved"),
                         db->path);
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
            return error_set(error, ERROR_INPUT,
                             _("A row refers to another that is not there: nothing was saved"));
        return error_set(error, ERROR_INPUT, _("A value is not allowed here: nothing was saved"));
    case SQLITE_TOOBIG:
        return error_set(error, ERROR_INPUT, _("A value is too large: nothing was saved"));
    case SQLITE_NOMEM:
        return error_set(error, ERROR_IO, _("%s: there is not enough memory for this"), db->path);
    case SQLITE_INTERRUPT:
        return error_set(error, ERROR_CANCELLED, _("Stopped; nothing was changed"));
    default:
        return error_set(error, ERROR_BUG,
                         _("%s: the program made a mistake, nothing was changed; please report it"),
                         db->path);
    }
}

bool db_failed(struct db *db, struct error *error)
{
    return db_failed_with(db, sqlite3_extended_errcode(db->sql), error);
}

bool db_failed_with(struct db *db, int code, struct error *error)
{
    int plain = code & 0xFF;
    if ((plain == SQLITE_IOERR || plain == SQLITE_CANTOPEN || plain == SQLITE_READONLY) &&
        vanished(db))
        error_set(error, ERROR_NOT_FOUND,
                  _("%s: the file is no longer there (moved, deleted, or its disk was taken out); "
                    "put it back and open it again"),
                  db->path);
    else
        sentence(db, code, error);
    bool last = sqlite3_extended_errcode(db->sql) == code;
    return error_detail(error, "sqlite %d: %s", code,
                        last ? sqlite3_errmsg(db->sql) : sqlite3_errstr(code));
}
