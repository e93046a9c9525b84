/* Publishing from the city screen: the folder that is offered, one that is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/neighbourhoods.h"

static void publishes_where_it_is_told(void **state)
{
    (void)state;
    char path[256];
    struct stage *stage = neighbourhoods_open(132, 40, false);
    char *folder = path_folder(stage->path);
    stage_type(stage, "p");
    assert_shows(stage, "Publish to the folder");
    assert_shows(stage, "city-site");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "published to");
    snprintf(path, sizeof path, "%s/city-site/nl/index.html", folder);
    assert_true(path_exists(path));
    stage_type(stage, "p<Enter>");
    assert_shows(stage, "new or changed: 0");
    free(folder);
    stage_close(stage);
}

/* The prompt stays, with what was typed and the reason; nothing of another's is touched. */
static void refuses_a_foreign_folder(void **state)
{
    (void)state;
    char path[256];
    struct buffer text = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    struct stage *stage = neighbourhoods_open(132, 40, false);
    char *folder = path_folder(stage->path);
    snprintf(path, sizeof path, "%s/letters", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/letters/mine.txt", folder);
    buffer_add_text(&text, "mine");
    stage_must(path_write(path, &text, 0600, &error), &error);
    snprintf(path, sizeof path, "%s/letters", folder);
    stage_type(stage, "p<Ctrl-U>");
    stage_paste(stage, path);
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Publish to the folder");
    assert_hides(stage, "published to");
    snprintf(path, sizeof path, "%s/letters/mine.txt", folder);
    assert_true(path_exists(path));
    snprintf(path, sizeof path, "%s/letters/index.html", folder);
    assert_false(path_exists(path));
    stage_type(stage, "<Esc>");
    assert_hides(stage, "Publish to the folder");
    buffer_release(&text);
    free(folder);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(publishes_where_it_is_told),
        cmocka_unit_test(refuses_a_foreign_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
