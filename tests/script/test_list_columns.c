/* A list reads only the fields that its columns, marks and styles need: no cell of any list, of any
 * kind of row, may be another than when all fields are read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/screens/row_list.h"
#include "script/play.h"

#define MOST 200

struct cells {
    struct buffer text;
    int rows;
};

static void need_all(struct row_list *list)
{
    buffer_clear(&list->needed);
    for (size_t i = 0; i < list->entity->field_count; i++)
        buffer_format(&list->needed, "%s ", list->entity->fields[i].column);
}

static struct cells cells_of(struct ui *ui, const struct row_list_request *request, bool all)
{
    struct error error = ERROR_NONE;
    struct row_list list;
    struct list_row rows[MOST];
    struct cells cells = {BUFFER_EMPTY, 0};
    memset(rows, 0, sizeof rows);
    row_list_init(&list, ui, request);
    if (all)
        need_all(&list);
    stage_must(row_list_load(&list, &error), &error);
    cells.rows = list.list.source.fetch(list.list.source.context, 0, MOST, rows);
    for (int i = 0; i < cells.rows; i++)
        for (int column = 0; column < list.column_count; column++)
            buffer_format(&cells.text, "%s|%d\n", rows[i].text[column], rows[i].style[column]);
    row_list_release(&list);
    return cells;
}

static void same(struct ui *ui, const struct row_list_request *request)
{
    struct cells needed = cells_of(ui, request, false), all = cells_of(ui, request, true);
    assert_string_equal(needed.text.bytes, all.text.bytes);
    assert_string_equal(ui->toast, "");
    buffer_release(&needed.text);
    buffer_release(&all.text);
}

/* Every field that may be a column, a few at a time. */
static void compare_fields(struct ui *ui, enum entity_kind kind)
{
    const struct entity *entity = &entities[kind];
    for (size_t i = 0; i < entity->field_count; i++)
        same(ui, &(struct row_list_request){.kind = kind, .columns = entity->fields[i].column});
}

static void test_cells_are_those_of_whole_rows(void **state)
{
    (void)state;
    static const char score[] = "score code title severity owner status";
    struct play *play = play_open(.width = 120);
    stage_type(play->stage, "*call the lab @WC ^1nov2026<Enter>*plan it @BW ^+2w<Enter>"
                            "#we do it<Enter><Esc><Esc>3");
    struct ui ui = {.session = stage_session(play->stage, true)};
    for (int kind = 1; kind < ENTITY_COUNT; kind++) {
        same(&ui, &(struct row_list_request){.kind = (enum entity_kind)kind});
        compare_fields(&ui, (enum entity_kind)kind);
    }
    same(&ui, &(struct row_list_request){
                  .kind = ENTITY_PROBLEM, .columns = score, .ranked = true, .filter = ""});
    same(&ui, &(struct row_list_request){.kind = ENTITY_PROBLEM, .columns = score});
    session_close(ui.session);
    play_close(play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cells_are_those_of_whole_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
