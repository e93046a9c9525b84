/* libFuzzer: any bytes as a CSV file. Nothing may crash; reading ends; a written row reads back. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/csv.h"
#include "wijk/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Writes the present row and reads it again; it must be the same. */
static void round_trip(const struct csv_reader *reader)
{
    struct buffer out = BUFFER_EMPTY;
    struct csv_writer writer;
    struct error error = ERROR_NONE;
    csv_begin(&writer, &out, ';', true);
    buffer_add_text(&out, "sep=;\r\n");
    for (size_t i = 0; i < csv_count(reader); i++)
        csv_add(&writer, csv_field(reader, i)->text);
    csv_end_row(&writer);
    struct csv_reader *again = csv_open_text(out.bytes, out.length, &error);
    /* Guards may make a row of many short cells longer than the limit: then it is refused. */
    if (again == NULL || csv_read(again, &error) == CSV_BAD) {
        csv_close(again);
        buffer_release(&out);
        return;
    }
    if (csv_count(again) != csv_count(reader))
        abort();
    for (size_t i = 0; i < csv_count(again); i++)
        if (strcmp(csv_field(again, i)->text, csv_field(reader, i)->text) != 0)
            abort();
    csv_close(again);
    buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = ERROR_NONE;
    struct csv_reader *reader = csv_open_text((const char *)data, size, &error);
    if (reader == NULL)
        return 0;
    for (size_t rows = 0;; rows++) {
        enum csv_result result = csv_read(reader, &error);
        if (result == CSV_END || result == CSV_FAILED)
            break;
        if (rows > 2 * size + 2)
            abort();
        if (result == CSV_ROW)
            round_trip(reader);
        error_clear(&error);
    }
    csv_close(reader);
    return 0;
}
