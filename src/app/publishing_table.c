/* A table: on the page, and as CSV and JSON beside it, from the same calls. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/base/number.h"

static struct buffer *grid_page(struct site_table *table)
{
    return &table->page->out;
}

static bool shown(const struct site_table *table)
{
    return !table->hidden && (table->columns[table->at].flags & COLUMN_DATA) == 0;
}

static bool in_data(const struct site_table *table)
{
    return table->writes;
}

void grid_begin(struct site_table *table, struct site_page *page, const char *caption,
                const char *data)
{
    *table = (struct site_table){.page = page,
                                 .data = data,
                                 .hidden = caption == NULL,
                                 .writes = page->site->data && data != NULL,
                                 .csv = BUFFER_EMPTY,
                                 .text = BUFFER_EMPTY};
    csv_begin(&table->writer, &table->csv, ';', false);
    table->writer.line_end = "\n";
    json_begin(&table->json, &table->text, false);
    json_open(&table->json, '[');
    if (caption == NULL)
        return;
    bool same = page->heading != NULL && strcmp(page->heading, caption) == 0;
    html_add(grid_page(table), "<div class=\"wide\" tabindex=\"0\">\n<table>\n");
    html_add(grid_page(table),
             same ? "<caption class=\"unseen\">%s</caption>\n" : "<caption>%s</caption>\n",
             caption);
}

void grid_columns(struct site_table *table, const struct site_column *columns, size_t count)
{
    table->columns = columns;
    table->count = count;
    for (size_t i = 0; i < count && table->writes; i++)
        csv_add(&table->writer, columns[i].key);
    if (table->writes)
        csv_end_row(&table->writer);
    if (table->hidden)
        return;
    buffer_add_text(grid_page(table), "<thead>\n<tr>\n");
    for (size_t i = 0; i < count; i++) {
        if ((columns[i].flags & COLUMN_DATA) != 0)
            continue;
        buffer_add_text(grid_page(table), (columns[i].flags & COLUMN_NUMBER) != 0
                                              ? "<th scope=\"col\" class=\"number\">"
                                              : "<th scope=\"col\">");
        if (columns[i].own != NULL)
            page_own(table->page, columns[i].own);
        else
            html_text(grid_page(table), _(columns[i].label));
        buffer_add_text(grid_page(table), "</th>\n");
    }
    buffer_add_text(grid_page(table), "</tr>\n</thead>\n<tbody>\n");
}

static void end_row(struct site_table *table)
{
    if (table->at == 0)
        return;
    if (!table->hidden)
        buffer_add_text(grid_page(table), "</tr>\n");
    if (in_data(table)) {
        csv_end_row(&table->writer);
        json_close(&table->json);
    }
    table->at = 0;
}

void grid_row(struct site_table *table)
{
    end_row(table);
    if (in_data(table))
        json_open(&table->json, '{');
    if (!table->hidden)
        buffer_add_text(grid_page(table), "<tr>\n");
}

/* ---- cells ---- */

static void open_cell(struct site_table *table)
{
    if (!shown(table))
        return;
    bool number = (table->columns[table->at].flags & COLUMN_NUMBER) != 0;
    buffer_add_text(grid_page(table), table->at == 0 ? "<th scope=\"row\"" : "<td");
    buffer_add_text(grid_page(table), number ? " class=\"number\">" : ">");
}

static void close_cell(struct site_table *table)
{
    if (shown(table))
        buffer_add_text(grid_page(table), table->at == 0 ? "</th>\n" : "</td>\n");
    table->at++;
}

static void data_text(struct site_table *table, const char *text)
{
    if (!in_data(table))
        return;
    csv_add(&table->writer, text);
    json_key(&table->json, table->columns[table->at].key);
    json_text(&table->json, text);
}

void grid_open(struct site_table *table, const char *value)
{
    data_text(table, value);
    open_cell(table);
}

void grid_close(struct site_table *table)
{
    close_cell(table);
}

void grid_own(struct site_table *table, const char *href, const char *text)
{
    data_text(table, text);
    open_cell(table);
    if (shown(table) && text != NULL) {
        if (href != NULL)
            html_add(grid_page(table), "<a href=\"%s\">", href);
        page_own(table->page, text);
        if (href != NULL)
            buffer_add_text(grid_page(table), "</a>");
    }
    close_cell(table);
}

void grid_words(struct site_table *table, const char *words, const char *value)
{
    data_text(table, value);
    open_cell(table);
    if (shown(table))
        html_text(grid_page(table), words);
    close_cell(table);
}

static void data_number(struct site_table *table, double value)
{
    struct buffer text = BUFFER_EMPTY;
    number_exact(&text, value, NUMBER_ISO);
    csv_add(&table->writer, text.bytes);
    json_key(&table->json, table->columns[table->at].key);
    json_real(&table->json, value);
    buffer_release(&text);
}

void grid_integer(struct site_table *table, long value)
{
    if (in_data(table))
        data_number(table, (double)value);
    open_cell(table);
    if (shown(table))
        html_add(grid_page(table), "%ld", value);
    close_cell(table);
}

void grid_figure(struct site_table *table, const char *words, bool known, double value)
{
    if (in_data(table) && known)
        data_number(table, value);
    else
        data_text(table, NULL);
    open_cell(table);
    if (shown(table))
        html_text(grid_page(table), words);
    close_cell(table);
}

void grid_date(struct site_table *table, date_t date)
{
    char iso[DATE_TEXT_SIZE] = "";
    if (date != DATE_NONE)
        date_iso(date, iso);
    data_text(table, date == DATE_NONE ? NULL : iso);
    open_cell(table);
    if (shown(table))
        page_date(table->page, date);
    close_cell(table);
}

void grid_light(struct site_table *table, enum light light)
{
    data_text(table, light_value(light));
    open_cell(table);
    if (shown(table))
        page_light(table->page, light);
    close_cell(table);
}

void grid_choice(struct site_table *table, const struct row *row, const char *column)
{
    grid_words(table, site_choice(row, column), site_text(row, column));
}

/* ---- the end ---- */

static bool write_data(struct site_table *table, struct error *error)
{
    struct site_target *target = &table->page->site->target;
    struct buffer name = BUFFER_EMPTY;
    json_end(&table->json);
    buffer_format(&name, "data/%s.csv", table->data);
    bool written = target_put(target, name.bytes, &table->csv, error);
    buffer_clear(&name);
    buffer_format(&name, "data/%s.json", table->data);
    written = written && target_put(target, name.bytes, &table->text, error);
    buffer_release(&name);
    return written;
}

bool grid_end(struct site_table *table, struct error *error)
{
    end_row(table);
    if (!table->hidden) {
        buffer_add_text(grid_page(table), "</tbody>\n</table>\n</div>\n");
        if (table->data != NULL)
            html_add(grid_page(table),
                     "<p class=\"data\">%s <a href=\"../data/%s.csv\">CSV</a> \u00B7 "
                     "<a href=\"../data/%s.json\">JSON</a></p>\n",
                     _("These data:"), table->data, table->data);
    }
    bool written = !table->writes || write_data(table, error);
    buffer_release(&table->csv);
    buffer_release(&table->text);
    return written;
}
