/*
 * Recovering: what a damaged programme file still holds, row by row past bad pages, into a new
 * file. The damaged file is read page by page and never written. Rows come from the pages of the
 * typed tables; a row whose page is gone is made again from the acts that still read.
 *
 *     struct recover *recover;
 *     if (recover_read(&recover, path, &options, error) && recover_write(recover, journal, label,
 * error)) … recover_report(recover) … recover_free(recover);
 *
 * Both take long for a large file: they tell how far they are and can be stopped.
 */
#ifndef WIJK_STORE_RECOVER_H
#define WIJK_STORE_RECOVER_H

#include <stdint.h>

#include "wijk/base/error.h"
#include "wijk/domain/entity.h"
#include "wijk/store/journal.h"

/* Called now and then; false cancels (ERROR_CANCELLED). `share` is 0 to 1000 of reading and writing
 * together. */
typedef bool recover_progress(void *context, int share);

struct recover_options {
    recover_progress *progress; /* or NULL */
    void *context;
};

struct recover_report {
    int64_t pages, bad_pages;        /* of the file; those that are of no form a page has */
    int64_t cut_off;                 /* 1: the file ends within a page */
    int64_t rows[ENTITY_COUNT];      /* that were found */
    int64_t remade[ENTITY_COUNT];    /* of those, made again from acts */
    int64_t lost[ENTITY_COUNT + 1];  /* known to have been there, without content; the last: of
                                        which nobody knows what they were */
    int64_t left_out[ENTITY_COUNT];  /* rows of which a reference to a lost row was left out */
    int64_t stand_ins[ENTITY_COUNT]; /* rows that stand for lost ones others cannot be without */
    int64_t acts, acts_lost;         /* that read, and that do not */
    int64_t first_lost, last_lost;   /* numbers of acts; 0: none */
};

struct recover;

/* Reads the whole file. Errors: ERROR_NOT_FOUND, ERROR_INPUT (a file of another program, nothing of
 * a programme in it), ERROR_VERSION, ERROR_IO, ERROR_CANCELLED. */
bool recover_read(struct recover **out, const char *path, const struct recover_options *options,
                  struct error *error) MUST_USE;

/* Makes the rows, with the ids they had, in the file of the journal as one run of acts. */
bool recover_write(struct recover *recover, struct journal *journal, const char *label,
                   struct error *error) MUST_USE;

/* Borrowed until recover_free. */
const struct recover_report *recover_report(const struct recover *recover);

void recover_free(struct recover *recover); /* NULL is allowed */

#endif
