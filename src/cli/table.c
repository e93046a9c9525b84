#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/text.h"

#define HELD_BACK 400 /* rows by which the widths are found */
#define GAP 2
#define NARROWEST 4

void table_init(struct table *table, struct cli *cli)
{
    *table = (struct table){.cli = cli};
}

static void push(struct table *table, const char *text)
{
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, text, strlen(text), false);
    *VECTOR_PUSH(&table->cells) = memory_string(clean.bytes);
    buffer_release(&clean);
}

void table_column(struct table *table, const char *title, bool right)
{
    if (table->columns == TABLE_COLUMNS)
        error_bug("a table of more than %d columns", TABLE_COLUMNS);
    table->right[table->columns++] = right;
    push(table, title);
}

/* The widest column gives way until the row fits on the terminal. */
static void fit(struct table *table, int room)
{
    int total = table->indent;
    for (size_t i = 0; i < table->columns; i++)
        total += table->width[i] + (i > 0 ? GAP : 0);
    while (total > room) {
        size_t widest = 0;
        for (size_t i = 1; i < table->columns; i++)
            if (table->width[i] >= table->width[widest])
                widest = i;
        if (table->width[widest] <= NARROWEST)
            return;
        table->width[widest]--;
        total--;
    }
}

static void measure(struct table *table)
{
    for (size_t i = 0; i < table->cells.count; i++) {
        int *width = &table->width[i % table->columns];
        int cells = text_width(table->cells.items[i]);
        *width = cells > *width ? cells : *width;
    }
    int room = cli_width();
    if (room > 0)
        fit(table, room);
    table->flowing = true;
}

static void spaces(struct buffer *out, int count)
{
    for (int i = 0; i < count; i++)
        buffer_add_byte(out, ' ');
}

/* A pipe gets the whole text, also where it is wider than its column. */
static void print_cell(struct table *table, size_t column, const char *text, bool cut)
{
    struct buffer *out = &table->cli->out, part = BUFFER_EMPTY;
    if (cut)
        text_cut(&part, text, table->width[column]);
    else
        buffer_add_text(&part, text);
    int left = table->width[column] - text_width(part.bytes);
    if (table->right[column])
        spaces(out, left);
    buffer_add_text(out, part.bytes);
    if (!table->right[column] && column + 1 < table->columns)
        spaces(out, left);
    buffer_release(&part);
}

static void print(struct table *table)
{
    bool cut = cli_width() > 0;
    for (size_t i = 0; i < table->cells.count; i++) {
        size_t column = i % table->columns;
        spaces(&table->cli->out, column == 0 ? table->indent : GAP);
        print_cell(table, column, table->cells.items[i], cut);
        if (column + 1 == table->columns) {
            struct buffer *out = &table->cli->out;
            while (out->length > 0 && out->bytes[out->length - 1] == ' ')
                buffer_delete(out, out->length - 1, 1);
            buffer_add_byte(out, '\n');
            cli_flush(table->cli);
        }
        free(table->cells.items[i]);
    }
    table->cells.count = 0;
}

void table_cell(struct table *table, const char *text)
{
    push(table, text);
    if (table->cells.count % table->columns != 0)
        return;
    if (!table->flowing && table->cells.count >= HELD_BACK * table->columns)
        measure(table);
    if (table->flowing)
        print(table);
}

void table_end(struct table *table)
{
    if (!table->flowing)
        measure(table);
    print(table);
    free(table->cells.items);
    *table = (struct table){0};
}
