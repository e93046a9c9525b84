/*
 * Errors: one sentence for the user, a detail for the log.
 *
 * Every function that can fail takes a last parameter `struct error *error`, returns false when it
 * failed and has then filled the error. The caller owns the struct and starts it with ERROR_NONE.
 * The first failure wins: a second error_set() on a filled error changes nothing, so clean-up code
 * may fail without hiding the cause.
 *
 *     struct error error = ERROR_NONE;
 *     if (!db_open(&db, path, &error))
 *         return error_show(&error);
 */
#ifndef WIJK_BASE_ERROR_H
#define WIJK_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

enum error_code {
    ERROR_CODE_NONE = 0,
    ERROR_INPUT,     /* what the user gave is wrong: a field, a file, a key, a date */
    ERROR_NOT_FOUND, /* the row, file or name asked for does not exist */
    ERROR_REFUSED,   /* understood, but may not be done now; the sentence says why */
    ERROR_READ_ONLY, /* the programme file cannot be written */
    ERROR_BUSY,      /* another program holds the file */
    ERROR_FULL,      /* the disk is full */
    ERROR_IO,        /* the machine failed to read or write */
    ERROR_DAMAGED,   /* the file is not what it should be */
    ERROR_VERSION,   /* made by a newer version */
    ERROR_CANCELLED, /* the user stopped it */
    ERROR_BUG        /* a statement or an assumption of ours is wrong */
};

struct error {
    enum error_code code;
    char message[512]; /* one sentence in the user's language, without "wijk:" and without a final
                          line end */
    char detail[256];  /* English, for the log and for people who report a fault; may be empty */
};

#define ERROR_NONE ((struct error){.code = ERROR_CODE_NONE})

/* Fills the error unless it is filled already. Always returns false, so that `return error_set(…)`
 * reads well. `format` is a translated sentence. A NULL error is allowed and ignored. */
bool error_set(struct error *error, enum error_code code, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Adds the technical detail to a filled error that has none yet. Always returns false. */
bool error_detail(struct error *error, const char *format, ...) PRINTF_LIKE(2, 3);

/* Empties the error for a next attempt. */
void error_clear(struct error *error);

/* A statement or an assumption of ours is wrong: says so on standard error, in English, and aborts.
 * The terminal is restored by the handler of SIGABRT. */
_Noreturn void error_bug(const char *format, ...) PRINTF_LIKE(1, 2);

static inline bool error_is_set(const struct error *error)
{
    return error->code != ERROR_CODE_NONE;
}

#endif
