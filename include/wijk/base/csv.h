/*
 * CSV files (RFC 4180), read and written row by row with flat memory.
 *
 * The reader takes what people have: `,` `;` or tab (seen from the first line, or said by Excel's
 * "sep=;" line), quoted line breaks, CRLF, LF or CR, a byte order mark, UTF-8 or else Windows-1252.
 * Empty lines are skipped. A row that cannot be read (CSV_BAD) does not stop those behind it.
 *
 *     struct csv_reader *reader = csv_open(path, &error);
 *     while ((result = csv_read(reader, &error)) != CSV_END) …
 *     csv_close(reader);
 *
 * Columns are counted as a spreadsheet does: column 3 is the third field of the row.
 */
#ifndef WIJK_BASE_CSV_H
#define WIJK_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"

#define CSV_ROW_LIMIT (1024 * 1024) /* bytes of one row, with all its quoted lines */
#define CSV_FIELD_LIMIT (128 * 1024)
#define CSV_FIELDS 500

/* ---- reading ---- */

enum csv_encoding { CSV_UTF8, CSV_WINDOWS_1252 };

/* One field of the row read last; borrowed until the next csv_read. */
struct csv_field {
    const char *text; /* UTF-8, ends with NUL, without quotes and without the guard against
                         formulas */
    size_t length;
    long line; /* where it begins, from 1 */
};

struct csv_reader;

enum csv_result {
    CSV_ROW,   /* a row was read */
    CSV_BAD,   /* this row cannot be read: the error says why; reading can go on */
    CSV_END,   /* no more rows */
    CSV_FAILED /* the file cannot be read at all or any further */
};

/* Opens a file and looks through it once for its encoding. NULL: the error says why. Input that
 * cannot be read twice (a pipe) is put in a temporary file first. csv_open_text reads from memory,
 * which is borrowed until csv_close. csv_open_file takes the descriptor over; `name` is for
 * messages. */
struct csv_reader *csv_open(const char *path, struct error *error) MUST_USE;
struct csv_reader *csv_open_file(int file, const char *name, struct error *error) MUST_USE;
struct csv_reader *csv_open_text(const char *text, size_t length, struct error *error) MUST_USE;
void csv_close(struct csv_reader *reader); /* NULL is allowed */

/* The next row. After CSV_BAD and CSV_FAILED the error holds the reason; csv_place says where. */
enum csv_result csv_read(struct csv_reader *reader, struct error *error) MUST_USE;
/* Line and column of the last CSV_BAD; column 0: the whole row. */
void csv_place(const struct csv_reader *reader, long *line, int *column);

size_t csv_count(const struct csv_reader *reader); /* fields of the row read last */
const struct csv_field *csv_field(const struct csv_reader *reader, size_t at);
long csv_line(const struct csv_reader *reader); /* where the row read last begins */
char csv_delimiter(const struct csv_reader *reader);
enum csv_encoding csv_encoding(const struct csv_reader *reader);
bool csv_marked(const struct csv_reader *reader); /* began with a byte order mark */
/* How far: bytes read of bytes in all. */
void csv_progress(const struct csv_reader *reader, long long *done, long long *all);

/* Reads on from the first row again, as after opening. */
bool csv_rewind(struct csv_reader *reader, struct error *error) MUST_USE;

/* ---- writing ---- */

/* Appends to a buffer that the caller owns and empties when it is full. */
struct csv_writer {
    struct buffer *out; /* borrowed */
    char delimiter;
    const char *line_end; /* "\r\n" or "\n" */
    size_t fields;        /* written in this row */
    bool empty;           /* all of them were empty */
};

/* `mark` writes a byte order mark first. */
void csv_begin(struct csv_writer *writer, struct buffer *out, char delimiter, bool mark);

/* Adds a field: quoted where it must be, and guarded with ' where a spreadsheet would take it for a
 * formula (it begins with = + - @ or a control character and is not a plain number). The reader
 * takes exactly that guard away. Bytes that are not UTF-8 become U+FFFD. NULL is an empty field. */
void csv_add(struct csv_writer *writer, const char *text);
void csv_end_row(struct csv_writer *writer);

#endif
