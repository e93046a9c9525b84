/*
 * Exporting rows to files. One entity as CSV or JSON; all entities as a folder of CSV files
 * ("08-goal.csv") or one JSON document. Files have mode 0600 and appear whole or not at all. Rows
 * in the bin are never exported. What `all` writes, importing reads back as an equal programme.
 *
 * CSV is what Dutch Excel opens with a double click: `;`, decimal comma, UTF-8 with byte order
 * mark, CRLF, ISO dates; with NUMBER_ISO it is for machines: `;`, decimal point, no mark, LF. The
 * header holds `id` and the columns of the entities table; a reference is the code or name where
 * that is enough, else the UUID. JSON keeps to "What scripts may rely on"; in `all` references are
 * UUIDs.
 *
 * A spreadsheet (.xlsx) is for reading: cells with types, the first line frozen and with filters,
 * columns named and choices worded in the language of the program, one sheet an entity; `all` has a
 * first sheet with tables and charts. Texts are never formulas. It is written row by row, so its
 * size does not matter; a text longer than a cell takes (32,767 characters) is cut.
 */
#ifndef WIJK_APP_EXPORTING_H
#define WIJK_APP_EXPORTING_H

#include "wijk/app/session.h"
#include "wijk/base/csv.h"
#include "wijk/base/json.h"
#include "wijk/base/number.h"
#include "wijk/domain/query.h"
#include "wijk/domain/row.h"

enum export_format { EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX };

/* From the ending of the path: ".json" is JSON, ".csv" CSV, ".xlsx" a spreadsheet; false: none of
 * them. */
bool exporting_format(const char *path, enum export_format *format);

struct export_options {
    const char *path;
    enum export_format format;
    enum number_style numbers; /* of CSV */
};

/* The rows of a query to a file; *rows (may be NULL) is how many. */
bool exporting_query(struct session *session, const struct query *query,
                     const struct export_options *options, long *rows,
                     struct error *error) MUST_USE;

/* All entities. CSV: the path is a folder, which is made; JSON: a file. */
bool exporting_all(struct session *session, const struct export_options *options, long *rows,
                   struct error *error) MUST_USE;

/* ---- for commands that print ---- */

struct exporting;

/* NULL: the names of other rows could not be read. */
struct exporting *exporting_new(struct session *session, struct error *error) MUST_USE;
void exporting_free(struct exporting *exporting); /* NULL is allowed */

/* The header, and a row. */
void exporting_csv_header(struct csv_writer *writer, const struct entity *entity);
void exporting_csv_row(struct exporting *exporting, struct csv_writer *writer,
                       const struct row *row, enum number_style numbers);

/* The row as an object: id and columns. The second writes the keys and values only, so that the
 * caller can add its own. */
void exporting_json_row(struct exporting *exporting, struct json *json, const struct row *row);
void exporting_json_fields(struct exporting *exporting, struct json *json, const struct row *row);

#endif
