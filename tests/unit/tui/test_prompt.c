#include "widget_test.h"

#include "wijk/tui/widgets/prompt.h"

/* Understands all but words that begin with "^". */
static void meaning(void *context, const char *text, struct prompt_echo *echo)
{
    (void)context;
    if (*text == '\0')
        return;
    buffer_format(&echo->lines, "action · %s", text);
    const char *wrong = strchr(text, '^');
    if (wrong == NULL)
        return;
    prompt_wrong(echo, (size_t)(wrong - text), (size_t)(wrong - text) + strcspn(wrong, " "));
    buffer_add_text(&echo->lines, "\n'^' is not a date");
}

static void the_echo_stands_under_the_line(void **state)
{
    (void)state;
    struct prompt prompt;
    struct canvas canvas;
    struct rect rect = {0, 1, 60, 3};
    prompt_init(&prompt, ">", meaning, NULL);
    prompt.right = "Enter adds";
    SEND(&prompt, prompt_event, "* l a b Space é Space ^ v q Space x");
    assert_int_equal(prompt.outcome, PROMPT_CHANGED);
    canvas_init(&canvas, 60, 5);
    prompt_place(&prompt, rect);
    prompt_draw(&prompt, &canvas, rect, true);
    GRID(&canvas, "\n"
                  " > *lab é ^vq x\n"
                  "   action · *lab é ^vq x                         Enter adds\n"
                  "   '^' is not a date\n");
    struct buffer styles = BUFFER_EMPTY;
    canvas_dump_styles(&canvas, &styles);
    assert_non_null(strstr(styles.bytes, "FFFFFFFEEEFF"));
    buffer_release(&styles);
    assert_int_equal(canvas.cursor_x, 3 + 12);
    SEND(&prompt, prompt_event, "Enter");
    assert_int_equal(prompt.outcome, PROMPT_ENTER);
    assert_string_equal(prompt_text(&prompt), "*lab é ^vq x");
    SEND(&prompt, prompt_event, "Escape");
    assert_int_equal(prompt.outcome, PROMPT_ESCAPE);
    assert_string_equal(prompt_text(&prompt), "*lab é ^vq x"); /* nothing typed is lost */
    prompt_set(&prompt, "");
    assert_string_equal(prompt.echo.lines.bytes, "");
    struct event tab = key_event_of(KEYS_TAB);
    assert_false(prompt_event(&prompt, &tab));
    canvas_release(&canvas);
    prompt_release(&prompt);
}

static void refusal(void *context, const char *text, struct prompt_echo *echo)
{
    (void)text;
    buffer_add_text(&echo->lines, context);
}

/* What does not fit under the field of a long label has the whole line, and a second one. */
static void a_long_sentence_is_not_cut(void **state)
{
    static const struct {
        const char *label, *sentence;
        int lines;
        const char *grid;
    } examples[] = {
        {"Import which file?", "no such file", 2,
         " Import which file? x\n                    no such file\n"},
        {"Import which file?", "notes.csv cannot be read", 2,
         " Import which file? x\n notes.csv cannot be read\n"},
        {"Import which file?", "notes.csv cannot be read: there is no such file or folder", 3,
         " Import which file? x\n notes.csv cannot be read: there is no\n such file or folder\n"},
        {">", "notes.csv cannot be read: there is no such file or folder", 3,
         " > x\n   notes.csv cannot be read: there is\n   no such file or folder\n"},
        {">", "", 1, " > x\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct prompt prompt;
        struct canvas canvas;
        struct buffer sentence = BUFFER_EMPTY;
        buffer_add_text(&sentence, examples[i].sentence);
        prompt_init(&prompt, examples[i].label, refusal, sentence.bytes);
        prompt_set(&prompt, "x");
        assert_int_equal(prompt_lines(&prompt, 40), examples[i].lines);
        canvas_init(&canvas, 40, 4);
        prompt_draw(&prompt, &canvas, (struct rect){0, 0, 40, examples[i].lines}, false);
        GRID(&canvas, examples[i].grid);
        canvas_release(&canvas);
        prompt_release(&prompt);
        buffer_release(&sentence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_echo_stands_under_the_line),
                                       cmocka_unit_test(a_long_sentence_is_not_cut)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
