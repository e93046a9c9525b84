/*
 * The scripted meeting of two hours, typed on the real event loop: what stands on the screen, what
 * is in the file, and how many keys it took.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>

#include "script/play.h"
#include "wijk/app/minutes.h"
#include "wijk/domain/quickline.h"

/* The keys that a line takes beyond its text, owner, date and what it is about, Enter included. */
static int keys_beyond(const char *line, struct quickline *read)
{
    struct quickline_context context = {.language = LANGUAGE_NL, .today = date_of(2026, 11, 25)};
    int keys = (int)strspn(line, "!*#=") + 1;
    quickline_read(read, line, &context);
    return read->kind == QUICKLINE_PROBLEM && read->severity > 2 ? keys - read->severity + 2 : keys;
}

static const struct {
    enum entity_kind made;
    int most; /* keys beyond the text, and beyond owner and date */
} kinds[QUICKLINE_KIND_COUNT] = {
    [QUICKLINE_NOTE] = {ENTITY_NONE, 1},
    [QUICKLINE_PROBLEM] = {ENTITY_PROBLEM, 2},
    [QUICKLINE_ACTION] = {ENTITY_ACTION, 2},
    [QUICKLINE_DECISION] = {ENTITY_DECISION, 2},
    [QUICKLINE_MEASUREMENT] = {ENTITY_MEASUREMENT, 2},
};

/* The last words of what was typed stand on the screen, and the composer is empty again. */
static void check_line(struct play *play, const struct quickline *line)
{
    char end[24];
    const char *text = line->kind == QUICKLINE_MEASUREMENT ? "" : line->text.bytes;
    const char *last = strrchr(text, ' ');
    snprintf(end, sizeof end, "%.20s", last == NULL ? text : last + 1);
    if (strstr(stage_screen(play->stage), end) == NULL)
        stage_fail(play->stage, "'%s' of '%s' is not on the screen", end, play->line);
    struct canvas *canvas = term_script_canvas(play->stage->script);
    if (canvas->cursor_x != 3)
        stage_fail(play->stage, "'%s' was not accepted", play->line);
}

/* What depends on the clock of the machine: times of day, and the minutes that an item took. */
static void mask_clock(struct buffer *text)
{
    for (size_t i = 2; i + 2 < text->length; i++) {
        char *at = text->bytes + i;
        if (*at == ':' && isdigit((unsigned char)at[-2]) && isdigit((unsigned char)at[-1]) &&
            isdigit((unsigned char)at[1]) && isdigit((unsigned char)at[2]))
            memcpy(at - 2, "HH:MM", 5);
    }
}

/* The minutes of the whole meeting, byte for byte but for the clock. */
static void check_minutes(struct play *play, enum language language, const char *path)
{
    struct session *session = stage_session(play->stage, true);
    struct buffer made = BUFFER_EMPTY, golden = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    struct minutes_paper paper = {
        .meeting = play->meeting, .format = PAPER_MARKDOWN, .language = language};
    stage_must(minutes_write(session, &paper, &made, &error), &error);
    mask_clock(&made);
    if (getenv("UPDATE_GOLDEN") != NULL)
        stage_must(path_write(path, &made, 0644, &error), &error);
    stage_must(path_read(path, 1 << 20, &golden, &error), &error);
    if (strcmp(golden.bytes, made.bytes) != 0) {
        fprintf(stderr, "%s\n", made.bytes);
        fail_msg("the minutes differ from %s", path);
    }
    buffer_release(&golden);
    buffer_release(&made);
    session_close(session);
}

static void test_two_hours(void **state)
{
    (void)state;
    struct play *play = play_open(.dutch = true);
    struct quickline line;
    long before[QUICKLINE_KIND_COUNT], made[QUICKLINE_KIND_COUNT] = {0};
    quickline_init(&line);
    for (int kind = 1; kind < QUICKLINE_KIND_COUNT; kind++)
        before[kind] = stage_rows(play->stage, kinds[kind].made, "", NULL);
    while (play_step(play)) {
        if (strcmp(play->line, "undo") == 0)
            made[line.kind]--;
        if (play->line[0] != '>')
            continue;
        int beyond = keys_beyond(play->line + 2, &line);
        made[line.kind]++;
        check_line(play, &line);
        assert_in_range(beyond, 1, kinds[line.kind].most);
    }
    assert_int_equal(play->items, 12);
    assert_int_equal(play->typed, 150);
    assert_int_equal(play_entries(play), 149);
    for (int kind = 1; kind < QUICKLINE_KIND_COUNT; kind++)
        assert_int_equal(stage_rows(play->stage, kinds[kind].made, "", NULL),
                         before[kind] + made[kind]);
    assert_shows(play->stage, "12 Rondvraag");
    assert_value(play->stage, ENTITY_ACTION, "what~sleutelafspraak", "due", "4 dec 2026");
    assert_value(play->stage, ENTITY_PROBLEM, "title~wisselwoningen", "owner",
                 "Woningcorporatie B (voorbeeld)");
    assert_value(play->stage, ENTITY_MEASUREMENT, "indicator=WON-1.1.1 taken_on=2026-11-20",
                 "value", "402");
    assert_rows(play->stage, ENTITY_ATTENDANCE, play_of(play->meeting, "state=replaced"), 1);
    quickline_release(&line);
    stage_type(play->stage, "<F8>");
    assert_rows(play->stage, ENTITY_MEETING, "number=15 status=closed", 1);
    check_minutes(play, LANGUAGE_NL, "tests/data/meeting/two-hours.nl.md");
    check_minutes(play, LANGUAGE_EN, "tests/data/meeting/two-hours.en.md");
    play_close(play);
    language_start("en");
}

/* Closing numbers, carries over, makes the minutes, and walks through what is to be completed. */
static void test_close_and_complete(void **state)
{
    (void)state;
    struct play *play = play_open(.width = 100);
    stage_type(play->stage, "#we do it<Enter>*call the lab @Nobody<Enter>half");
    stage_type(play->stage, "<F8>");
    assert_shows(play->stage, "a line is half typed");
    assert_rows(play->stage, ENTITY_MEETING, "status=running", 1);
    stage_type(play->stage, "<Ctrl-U><F8>");
    assert_rows(play->stage, ENTITY_MEETING, "number=15 status=closed", 1);
    assert_rows(play->stage, ENTITY_DECISION, "text=\"we do it\" number>=1", 1);
    assert_rows(play->stage, ENTITY_MINUTES, play_of(play->meeting, ""), 1);
    assert_shows(play->stage, "to complete");
    stage_select(play->stage, "call the lab");
    stage_type(play->stage, "<Enter>");
    assert_shows(play->stage, "Person");
    stage_type(play->stage, "<Esc><Esc>");
    assert_shows(play->stage, "closed");
    stage_type(play->stage, "nothing more");
    assert_int_equal(play_entries(play), 2);
    play_close(play);
}

static void test_next_previous_and_by_number(void **state)
{
    (void)state;
    struct play *play = play_open();
    assert_shows(play->stage, "1 Opening en mededelingen");
    stage_type(play->stage, "<Alt-Down>");
    assert_value(play->stage, ENTITY_AGENDA_ITEM, play_of(play->meeting, "status=now"), "position",
                 "2");
    assert_value(play->stage, ENTITY_AGENDA_ITEM, play_of(play->meeting, "position=1"), "status",
                 "done");
    stage_type(play->stage, "<Alt-Up>");
    assert_value(play->stage, ENTITY_AGENDA_ITEM, play_of(play->meeting, "status=now"), "position",
                 "1");
    stage_type(play->stage, "<Alt-7>");
    assert_shows(play->stage, "7 Jeugdwerkloosheid (WRK-1.1)");
    stage_type(play->stage, "<F4>11<Enter>");
    assert_value(play->stage, ENTITY_AGENDA_ITEM, play_of(play->meeting, "status=now"), "position",
                 "11");
    stage_type(play->stage, "<F4>99<Enter>");
    assert_shows(play->stage, "is no item");
    stage_type(play->stage, "<Esc><Esc><F4><Ctrl-U>12<Enter><Alt-Down>");
    assert_shows(play->stage, "The agenda is done");
    play_close(play);
}

static void test_carry_over(void **state)
{
    (void)state;
    struct play *play = play_open();
    stage_type(play->stage, "<Alt-6><F6>");
    assert_shows(play->stage, "carried over to the next meeting: Vierde speelplek");
    assert_value(play->stage, ENTITY_AGENDA_ITEM, play_of(play->meeting, "position=6"), "status",
                 "carried over");
    assert_value(play->stage, ENTITY_AGENDA_ITEM, play_of(play->meeting, "status=now"), "position",
                 "7");
    stage_type(play->stage, "<F7>");
    assert_value(play->stage, ENTITY_AGENDA_ITEM, play_of(play->meeting, "status=now"), "position",
                 "6");
    play_close(play);
}

static void test_change_strike_move_and_undo(void **state)
{
    (void)state;
    struct play *play = play_open();
    stage_type(play->stage, "first<Enter>!!soil test is late @WC<Enter>half a line");
    stage_type(play->stage, "<Esc>e");
    assert_shows(play->stage, "!! soil test is late");
    stage_type(play->stage, " again<Enter>");
    assert_value(play->stage, ENTITY_PROBLEM, "title~soil", "severity", "high");
    assert_int_equal(play_entries(play), 2);
    assert_shows(play->stage, "half a line");
    stage_type(play->stage, "<Esc><Home>M2<Enter>");
    assert_shows(play->stage, "moved to item 2");
    assert_hides(play->stage, "first");
    stage_type(play->stage, "<Home>d");
    assert_int_equal(play_entries(play), 1);
    assert_rows(play->stage, ENTITY_PROBLEM, "title~soil", 0);
    stage_type(play->stage, "u");
    assert_rows(play->stage, ENTITY_PROBLEM, "title~soil", 1);
    stage_type(play->stage, "<Home><Enter>");
    assert_shows(play->stage, "soil test is late");
    stage_type(play->stage, "<Esc>i");
    assert_shows(play->stage, "> half a line");
    stage_type(play->stage, "<Enter><F7>");
    assert_rows(play->stage, ENTITY_ENTRY, "text=\"half a line\"", 0);
    play_close(play);
}

/* How the minutes of last time stand is said at their item, and F3 adopts them. */
static void test_adopt(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "4<Enter>S<Alt-2>");
    assert_shows(stage, "minutes of last time: version 1, not adopted yet");
    assert_shows(stage, "F3 adopts the minutes");
    stage_type(stage, "<F3>");
    assert_shows(stage, "the minutes are adopted");
    assert_shows(stage, "minutes of last time: version 1, adopted");
    stage_type(stage, "<F3>");
    assert_shows(stage, "is adopted already");
    stage_close(stage);
}

/* A goal's figures stand above its causes; a figure that could be of two asks which. */
static void test_context_and_asking(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "4<Enter>S<Alt-7>");
    assert_shows(stage, "WRK-1.1.1 Jeugdwerkloosheid");
    assert_shows(stage, "7 WRK-1.1 De jeugdwerkloosheid  ");
    stage_type(stage, "=14,2<Enter>");
    assert_shows(stage, "Say which figure it is: &WRK-1.1.1, &WRK-1.1.2");
    int x = 0, y = 0;
    assert_true(stage_find(stage, "Say which", &x, &y));
    assert_int_equal(canvas_at(term_script_canvas(stage->script), x, y)->style, STYLE_HINT);
    stage_type(stage, " &WRK-1.1.1<Enter>*lab bellen ^volgende week vrijdag<Enter>");
    assert_value(stage, ENTITY_ACTION, "what=\"lab bellen\"", "due", "4 Dec 2026");
    stage_close(stage);
}

/* What was saved says what it is worth, in a meeting and in the quick line. */
static void test_an_estimate_is_called_one(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *said;
    } lines[] = {{"=14,2 estimate", "; an estimate"}, {"=14,3 provisional", "; provisional"}};
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "4<Enter>S<Alt-7>");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        stage_type(stage, lines[i].typed);
        stage_type(stage, " &WRK-1.1.1<Enter>");
        assert_shows(stage, lines[i].said);
    }
    stage_type(stage, "<Esc>2");
    stage_select(stage, "WRK-1.1.1");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        stage_type(stage, "m");
        stage_type(stage, lines[i].typed + 1);
        stage_type(stage, "<Enter>");
        assert_shows(stage, lines[i].said);
    }
    stage_close(stage);
}

static void test_attendance(void **state)
{
    (void)state;
    struct play *play = play_open();
    stage_type(play->stage, "<F5>pp");
    assert_shows(play->stage, "Attendance: 2 present");
    stage_type(play->stage, "e");
    assert_rows(play->stage, ENTITY_ATTENDANCE, play_of(play->meeting, "state=excused"), 1);
    stage_select(play->stage, "Gebieds");
    stage_type(play->stage, "rA. Vervanger<Enter>");
    assert_shows(play->stage, "replaced by A. Vervanger");
    stage_select(play->stage, "Intern");
    stage_type(play->stage, "l<Ctrl-U>14:20<Enter>");
    assert_shows(play->stage, "present from 14:20");
    stage_type(play->stage, "v<Ctrl-U>15:10<Enter>");
    assert_shows(play->stage, "14:20–15:10");
    stage_type(play->stage, "v<Ctrl-U>soon<Enter>");
    assert_shows(play->stage, "is not a time");
    stage_type(play->stage, "<Ctrl-U><Esc>A");
    assert_rows(play->stage, ENTITY_ATTENDANCE, play_of(play->meeting, "state=invited"), 0);
    stage_type(play->stage, "<Esc>typing goes on");
    assert_shows(play->stage, "> typing goes on");
    play_close(play);
}

/* Bad input and bad moments: sentences, and nothing is lost. */
static void test_what_goes_wrong(void **state)
{
    (void)state;
    struct play *play = play_open();
    struct buffer longest = BUFFER_EMPTY;
    stage_type(play->stage, "*lab ^31feb<Enter>");
    assert_shows(play->stage, "is not a date");
    assert_int_equal(play_entries(play), 0);
    stage_type(play->stage, "<Ctrl-U>");
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&longest, "tien teken");
    stage_paste(play->stage, longest.bytes);
    stage_type(play->stage, "<Enter>");
    assert_int_equal(play_entries(play), 1);
    stage_paste(play->stage, "one\ntwo\nthree\n");
    assert_shows(play->stage, "pasted lines became one line");
    assert_shows(play->stage, "> one two three");
    stage_type(play->stage, "<Enter>");
    assert_rows(play->stage, ENTITY_ENTRY, "text~\"two three\"", 1);
    buffer_release(&longest);
    play_close(play);
}

/* The start goes straight back to the meeting that runs, with what was half typed. */
static void test_restored(void **state)
{
    (void)state;
    struct play *play = play_open();
    stage_type(play->stage, "<Alt-4>!half typed @W<Left><Left>");
    stage_close(play->stage);
    play->stage = stage_open(.path = play->path);
    assert_shows(play->stage, "4 Renovatie blok 2");
    assert_shows(play->stage, "> !half typed @W");
    stage_type(play->stage, "<End>C<Enter>");
    assert_rows(play->stage, ENTITY_PROBLEM, "title=\"half typed\"", 1);
    stage_close(play->stage);
    play->stage = stage_open(.path = play->path);
    assert_hides(play->stage, "> !half");
    stage_close(play->stage);
    play->stage = stage_open(.path = play->path, .read_only = true);
    stage_type(play->stage, "4");
    assert_shows(play->stage, "may only be read");
    play_close(play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_hours),
        cmocka_unit_test(test_close_and_complete),
        cmocka_unit_test(test_next_previous_and_by_number),
        cmocka_unit_test(test_carry_over),
        cmocka_unit_test(test_change_strike_move_and_undo),
        cmocka_unit_test(test_adopt),
        cmocka_unit_test(test_context_and_asking),
        cmocka_unit_test(test_an_estimate_is_called_one),
        cmocka_unit_test(test_attendance),
        cmocka_unit_test(test_what_goes_wrong),
        cmocka_unit_test(test_restored),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
