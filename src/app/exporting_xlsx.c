/* Spreadsheets of rows: one sheet an entity, as many as it takes. */
#include <stdlib.h>
#include <string.h>

#include "exporting_internal.h"
#include "exporting_xlsx.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/store/record.h"

struct sheet {
    struct exporting *exporting;
    struct xlsx_book book;
    const struct entity *entity;
    long row;  /* the next in the sheet */
    long rows; /* of all sheets, without heads */
};

static double width_of(const struct field *field)
{
    switch (field->type) {
    case FIELD_LONG_TEXT:
        return 50;
    case FIELD_TEXT:
        return strcmp(field->column, "code") == 0 ? 10 : 28;
    case FIELD_MOMENT:
        return 17;
    case FIELD_REFERENCE:
    case FIELD_ROW:
        return 24;
    default:
        return 13;
    }
}

static bool begin_sheet(struct sheet *sheet, const struct entity *entity, struct error *error)
{
    int columns = (int)entity->field_count;
    if (!xlsx_sheet(&sheet->book, _(entity->plural), error))
        return false;
    sheet->entity = entity;
    sheet->row = 1;
    for (int i = 0; i < columns; i++) {
        xlsx_width(&sheet->book, i, width_of(&entity->fields[i]));
        xlsx_text(&sheet->book, 0, i, _(entity->fields[i].label), XLSX_HEAD);
    }
    xlsx_width(&sheet->book, columns, 37);
    xlsx_text(&sheet->book, 0, columns, "id", XLSX_HEAD);
    return true;
}

static void end_sheet(struct sheet *sheet)
{
    xlsx_finish_table(&sheet->book, sheet->row - 1, (int)sheet->entity->field_count + 1);
}

/* ---- one value ---- */

static void write_text(struct sheet *sheet, int column, const struct field *field, const char *text)
{
    date_t date;
    int64_t moment;
    struct value value = {.type = VALUE_TEXT, .text = (char *)text};
    struct buffer shown = BUFFER_EMPTY;
    if (field->type == FIELD_DATE && date_parse_iso(text, &date))
        xlsx_date(&sheet->book, sheet->row, column, date);
    else if (field->type == FIELD_MOMENT && moment_parse(text, &moment))
        xlsx_moment(&sheet->book, sheet->row, column, moment);
    else {
        field_show(&shown, field, &value, language_now());
        xlsx_text(&sheet->book, sheet->row, column, shown.bytes, XLSX_PLAIN);
    }
    buffer_release(&shown);
}

static void write_reference(struct sheet *sheet, const struct row *row, size_t at)
{
    struct buffer text = BUFFER_EMPTY;
    if (exporting_reference(sheet->exporting, row, at, &text))
        xlsx_text(&sheet->book, sheet->row, (int)at, text.bytes, XLSX_PLAIN);
    buffer_release(&text);
}

static void write_value(struct sheet *sheet, const struct row *row, size_t at)
{
    const struct field *field = &row->entity->fields[at];
    const struct value *value = &row->values[at];
    switch (value->type) {
    case VALUE_NONE:
        break;
    case VALUE_TEXT:
        write_text(sheet, (int)at, field, value->text);
        break;
    case VALUE_ID:
        write_reference(sheet, row, at);
        break;
    case VALUE_REAL:
        xlsx_number(&sheet->book, sheet->row, (int)at, value->real, XLSX_PLAIN);
        break;
    case VALUE_INTEGER:
        if (field->type == FIELD_FLAG)
            xlsx_flag(&sheet->book, sheet->row, (int)at, value->integer != 0);
        else if (field->type == FIELD_MONEY)
            xlsx_number(&sheet->book, sheet->row, (int)at, (double)value->integer / 100,
                        XLSX_MONEY);
        else
            xlsx_number(&sheet->book, sheet->row, (int)at, (double)value->integer, XLSX_PLAIN);
        break;
    }
}

static bool write_row(void *context, const struct row *row, struct error *error)
{
    struct sheet *sheet = context;
    char id[ID_TEXT_SIZE];
    if (sheet->row == XLSX_ROWS) {
        end_sheet(sheet);
        if (!begin_sheet(sheet, sheet->entity, error))
            return false;
    }
    for (size_t i = 0; i < row->entity->field_count; i++)
        write_value(sheet, row, i);
    id_format(row->id, id);
    xlsx_text(&sheet->book, sheet->row, (int)row->entity->field_count, id, XLSX_PLAIN);
    sheet->row++;
    sheet->rows++;
    return true;
}

static bool write_query(struct session *session, struct sheet *sheet, const struct query *query,
                        struct error *error)
{
    if (!begin_sheet(sheet, query->entity, error) ||
        !record_each(session->db, query, write_row, sheet, error))
        return false;
    end_sheet(sheet);
    return true;
}

/* ---- files ---- */

static bool begin(struct session *session, struct sheet *sheet, const char *path,
                  struct error *error)
{
    *sheet = (struct sheet){.exporting = exporting_new(session, error)};
    if (sheet->exporting != NULL && xlsx_begin(&sheet->book, path, error))
        return true;
    exporting_free(sheet->exporting);
    return false;
}

static bool end(struct sheet *sheet, bool good, long *rows, struct error *error)
{
    if (good)
        good = xlsx_end(&sheet->book, error);
    else
        xlsx_abort(&sheet->book);
    exporting_free(sheet->exporting);
    if (rows != NULL)
        *rows = sheet->rows;
    return good;
}

bool exporting_xlsx_query(struct session *session, const struct query *query, const char *path,
                          long *rows, struct error *error)
{
    struct sheet sheet;
    if (!begin(session, &sheet, path, error))
        return false;
    return end(&sheet, write_query(session, &sheet, query, error), rows, error);
}

bool exporting_xlsx_all(struct session *session, const char *path, long *rows, struct error *error)
{
    struct sheet sheet;
    if (!begin(session, &sheet, path, error))
        return false;
    bool good = exporting_dashboard(session, &sheet.book, error);
    for (size_t kind = 0; good && kind < ENTITY_COUNT; kind++) {
        struct query query;
        query_init(&query, (enum entity_kind)kind);
        good = write_query(session, &sheet, &query, error);
        query_release(&query);
    }
    return end(&sheet, good, rows, error);
}
