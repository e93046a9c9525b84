#include "wijk/base/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "csv_source.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"

/* How many bytes may be read again after quotes that never close: else a file of nothing but such
 * quotes would be read a million times. */
#define AGAIN_LIMIT (64LL << 20)

struct csv_reader {
    struct csv_source source;
    char delimiter;
    off_t first; /* of the first row */
    long first_line, line, row_line;
    struct buffer text, field; /* the row without its quotes; the field being read */
    bool too_long;             /* the field */
    size_t starts[CSV_FIELDS];
    struct csv_field fields[CSV_FIELDS];
    size_t count;
    off_t row_start;
    long long again;
    /* What is wrong with this row. */
    struct error problem;
    long problem_line;
    int problem_column;
    /* Where to go on when a quote turns out never to close. */
    off_t resume;
    long resume_line;
};

static void wrong(struct csv_reader *reader, long line, const char *message)
{
    if (error_is_set(&reader->problem))
        return;
    error_set(&reader->problem, ERROR_INPUT, "%s", message);
    reader->problem_line = line;
    reader->problem_column = (int)reader->count + 1;
}

/* Takes a CR, LF or CRLF, which is next; answers how many bytes. */
static int take_line_end(struct csv_reader *reader)
{
    struct csv_source *source = &reader->source;
    int first = csv_source_peek(source);
    source->at++;
    reader->line++;
    if (first != '\r' || csv_source_peek(source) != '\n')
        return 1;
    source->at++;
    return 2;
}

/* Adds the bytes up to the next `stop` (or NUL or line end) to the field. */
static void take_run(struct csv_reader *reader, char stop)
{
    struct csv_source *source = &reader->source;
    const char *block = source->block + source->at;
    size_t left = source->used - source->at, length = 0;
    while (length < left && block[length] != stop && block[length] != '\n' &&
           block[length] != '\r' && block[length] != '\0')
        length++;
    source->at += length;
    if (reader->field.length + length > CSV_FIELD_LIMIT)
        reader->too_long = true;
    else if (csv_source_tell(source) - reader->row_start > CSV_ROW_LIMIT)
        wrong(reader, reader->line, _("this row is longer than 1 MiB"));
    else
        buffer_add(&reader->field, block, length);
}

static void take_nul(struct csv_reader *reader)
{
    reader->source.at++;
    wrong(reader, reader->line, _("a byte 0 is in the text; is this a CSV file?"));
}

/* Removes the guard against formulas that csv_add gives. */
static size_t guard_length(const char *text)
{
    if (*text != '\'')
        return 0;
    const char *at = text + strspn(text, "'");
    unsigned char byte = (unsigned char)*at;
    return byte != 0 && (strchr("=+-@", byte) != NULL || byte < 0x20 || byte == 0x7F);
}

static void end_field(struct csv_reader *reader, long line)
{
    struct buffer *field = &reader->field;
    size_t skip = guard_length(field->bytes), before = reader->text.length;
    /* Said here, so that a quote that never closes is told as that. */
    if (reader->too_long)
        wrong(reader, line, _("this cell is longer than 128 KiB"));
    reader->too_long = false;
    if (reader->count == CSV_FIELDS) {
        wrong(reader, line, _("this row has more than 500 columns"));
        buffer_clear(field);
        return;
    }
    if (reader->source.encoding == CSV_WINDOWS_1252)
        text_from_windows_1252(&reader->text, field->bytes + skip, field->length - skip);
    else if (text_valid(field->bytes, field->length, NULL))
        buffer_add(&reader->text, field->bytes + skip, field->length - skip);
    else
        wrong(reader, line, _("bytes that are not UTF-8 are in this cell"));
    reader->starts[reader->count] = before;
    reader->fields[reader->count].length = reader->text.length - before;
    reader->fields[reader->count].line = line;
    buffer_add_byte(&reader->text, '\0');
    buffer_clear(field);
    reader->count++;
}

/* After a quote that is not closed, or closed in the wrong place: goes on behind the line in which
 * it was opened, as if that line had been the whole row. */
static void resume(struct csv_reader *reader)
{
    long long back = csv_source_tell(&reader->source) - reader->resume;
    if (reader->resume <= 0 || reader->again + back > AGAIN_LIMIT)
        return;
    reader->again += back;
    csv_source_seek(&reader->source, reader->resume);
    reader->line = reader->resume_line;
}

/* Reads up to the closing quote; false: there is none. The opening one was taken. */
static bool take_quoted(struct csv_reader *reader)
{
    struct csv_source *source = &reader->source;
    for (;;) {
        int byte = csv_source_peek(source);
        if (byte < 0 || csv_source_tell(source) - reader->row_start > CSV_ROW_LIMIT)
            return false;
        if (byte == '"') {
            source->at++;
            if (csv_source_peek(source) != '"')
                return true;
            source->at++;
            buffer_add_byte(&reader->field, '"');
        } else if (byte == '\n' || byte == '\r') {
            if (byte == '\r')
                buffer_add_byte(&reader->field, '\r');
            if (take_line_end(reader) == 2 || byte == '\n')
                buffer_add_byte(&reader->field, '\n');
            if (reader->resume == 0) {
                reader->resume = csv_source_tell(source);
                reader->resume_line = reader->line;
            }
        } else if (byte == '\0') {
            take_nul(reader);
        } else {
            take_run(reader, '"');
        }
    }
}

static void take_plain(struct csv_reader *reader)
{
    for (;;) {
        int byte = csv_source_peek(&reader->source);
        if (byte == '\0')
            take_nul(reader);
        else if (byte < 0 || byte == '\n' || byte == '\r' || byte == reader->delimiter)
            return;
        else
            take_run(reader, reader->delimiter);
    }
}

/* Reads one field with what ends it; false: the row ends here. */
static bool take_field(struct csv_reader *reader)
{
    struct csv_source *source = &reader->source;
    long line = reader->line;
    if (csv_source_peek(source) == '"') {
        source->at++;
        reader->resume = 0;
        if (!take_quoted(reader)) {
            wrong(reader, line, _("the quote that opens here is never closed"));
            resume(reader);
            return false;
        }
        while (csv_source_peek(source) == ' ')
            source->at++;
        int byte = csv_source_peek(source);
        if (byte >= 0 && byte != reader->delimiter && byte != '\n' && byte != '\r') {
            wrong(reader, line, _("text follows the closing quote of this cell"));
            if (reader->resume > 0) {
                resume(reader);
                return false;
            }
        }
    }
    take_plain(reader);
    end_field(reader, line);
    int byte = csv_source_peek(source);
    if (byte == reader->delimiter && byte >= 0) {
        source->at++;
        return true;
    }
    if (byte >= 0)
        take_line_end(reader);
    return false;
}

enum csv_result csv_read(struct csv_reader *reader, struct error *error)
{
    struct csv_source *source = &reader->source;
    int byte = csv_source_peek(source);
    while (byte == '\n' || byte == '\r') {
        take_line_end(reader);
        byte = csv_source_peek(source);
    }
    buffer_clear(&reader->text);
    buffer_clear(&reader->field);
    reader->too_long = false;
    reader->count = 0;
    reader->row_line = reader->line;
    reader->row_start = csv_source_tell(source);
    error_clear(&reader->problem);
    if (byte >= 0)
        while (take_field(reader))
            continue;
    if (error_is_set(&source->failure)) {
        error_set(error, source->failure.code, "%s", source->failure.message);
        return CSV_FAILED;
    }
    if (byte < 0)
        return CSV_END;
    if (error_is_set(&reader->problem)) {
        error_set(error, ERROR_INPUT, "%s", reader->problem.message);
        return CSV_BAD;
    }
    for (size_t i = 0; i < reader->count; i++)
        reader->fields[i].text = reader->text.bytes + reader->starts[i];
    return CSV_ROW;
}

/* "sep=;" in the first line, as Excel writes and reads it. */
static bool separator_line(struct csv_reader *reader)
{
    const struct csv_source *source = &reader->source;
    const char *at = source->block + source->at;
    if (source->used - source->at < 6 || strncmp(at, "sep=", 4) != 0 ||
        strchr(",;\t", at[4]) == NULL || at[4] == '\0' || (at[5] != '\n' && at[5] != '\r'))
        return false;
    reader->delimiter = at[4];
    reader->source.at += 5;
    take_line_end(reader);
    return true;
}

/* The delimiter that the first line holds most of, outside quotes. */
static void find_delimiter(struct csv_reader *reader)
{
    static const char candidates[] = ";\t,";
    size_t counts[3] = {0}, best = 0;
    bool quoted = false, begun = false;
    const struct csv_source *source = &reader->source;
    for (size_t i = source->at; i < source->used; i++) {
        char byte = source->block[i];
        if (byte == '"')
            quoted = !quoted;
        if (!quoted && begun && (byte == '\n' || byte == '\r'))
            break;
        begun = begun || (byte != '\n' && byte != '\r');
        const char *found = byte == '\0' || quoted ? NULL : strchr(candidates, byte);
        if (found != NULL)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (counts[i] > counts[best])
            best = i;
    reader->delimiter = candidates[best];
}

static struct csv_reader *start(struct csv_reader *reader, bool fine)
{
    if (!fine) {
        csv_close(reader);
        return NULL;
    }
    reader->text = reader->field = BUFFER_EMPTY;
    reader->line = 1;
    csv_source_peek(&reader->source); /* so that the first block is there */
    if (!separator_line(reader))
        find_delimiter(reader);
    reader->first = csv_source_tell(&reader->source);
    reader->first_line = reader->line;
    return reader;
}

struct csv_reader *csv_open(const char *path, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        path_failed(path, errno, error);
        return NULL;
    }
    return csv_open_file(file, path, error);
}

struct csv_reader *csv_open_file(int file, const char *name, struct error *error)
{
    struct csv_reader *reader = memory_new(sizeof *reader);
    return start(reader, csv_source_file(&reader->source, file, name, error));
}

struct csv_reader *csv_open_text(const char *text, size_t length, struct error *error)
{
    struct csv_reader *reader = memory_new(sizeof *reader);
    return start(reader, csv_source_text(&reader->source, text, length, error));
}

void csv_close(struct csv_reader *reader)
{
    if (reader == NULL)
        return;
    csv_source_release(&reader->source);
    buffer_release(&reader->text);
    buffer_release(&reader->field);
    free(reader);
}

bool csv_rewind(struct csv_reader *reader, struct error *error)
{
    csv_source_seek(&reader->source, reader->first);
    reader->line = reader->first_line;
    reader->again = 0;
    if (error_is_set(&reader->source.failure))
        return error_set(error, reader->source.failure.code, "%s", reader->source.failure.message);
    return true;
}

size_t csv_count(const struct csv_reader *reader)
{
    return reader->count;
}

const struct csv_field *csv_field(const struct csv_reader *reader, size_t at)
{
    return &reader->fields[at];
}

long csv_line(const struct csv_reader *reader)
{
    return reader->row_line;
}

void csv_place(const struct csv_reader *reader, long *line, int *column)
{
    *line = reader->problem_line;
    *column = reader->problem_column;
}

char csv_delimiter(const struct csv_reader *reader)
{
    return reader->delimiter;
}

enum csv_encoding csv_encoding(const struct csv_reader *reader)
{
    return reader->source.encoding;
}

bool csv_marked(const struct csv_reader *reader)
{
    return reader->source.first > 0;
}

void csv_progress(const struct csv_reader *reader, long long *done, long long *all)
{
    *done = csv_source_tell(&reader->source);
    *all = reader->source.size;
}
