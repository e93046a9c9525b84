#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/meeting.h"
#include "wijk/app/meeting_line.h"
#include "wijk/app/minutes.h"
#include "wijk/base/path.h"
#include "wijk/config/config.h"
#include "wijk/store/draft.h"
#include "wijk/store/sha256.h"

/* ---- a meeting ---- */

static void say(struct fixture *fixture, struct id meeting, const char *line)
{
    fixture_must(fixture, meeting_line(fixture->session,
                                       &(struct meeting_line){.meeting = meeting, .typed = line},
                                       NULL, &fixture->error));
}

static void step(struct fixture *fixture, struct id meeting)
{
    fixture_must(fixture,
                 meeting_item_go(fixture->session, meeting, MEETING_STEP_NEXT, 0, &fixture->error));
}

static struct id person_named(struct fixture *fixture, const char *name)
{
    struct id id;
    fixture_must(fixture, rows_find(fixture->session, ENTITY_PERSON, name, &id, &fixture->error));
    return id;
}

static struct id plan(struct fixture *fixture, const char *starts)
{
    struct meeting_new request = {.bare = true, .place = "Huis van de Wijk | zaal <1>"};
    struct id meeting;
    moment_parse(starts, &request.starts);
    fixture_must(fixture, meeting_new(fixture->session, &request, &meeting, &fixture->error));
    return meeting;
}

static void add_item(struct fixture *fixture, struct id meeting, const char *title)
{
    struct meeting_item_new item = {.title = title, .minutes = -1, .about_kind = ENTITY_NONE};
    struct id id;
    fixture_must(fixture, meeting_item_add(fixture->session, meeting, &item, &id, &fixture->error));
}

static void add_people(struct fixture *fixture)
{
    fixture_add(fixture, ENTITY_PERSON, "name", "Fatma Yilmaz", "initials", "FY", "partner",
                "Buurtwerk", NULL);
    fixture_add(fixture, ENTITY_PERSON, "name", "Piet | # Bakker", "initials", "PB", NULL);
    fixture_add(fixture, ENTITY_MEMBERSHIP, "person", "JdV", "role", "chair", NULL);
    fixture_add(fixture, ENTITY_MEMBERSHIP, "person", "FY", "role", "secretary", NULL);
    fixture_add(fixture, ENTITY_MEMBERSHIP, "person", "PB", NULL);
}

/* A meeting that runs, with lines under its items. */
static struct id hold(struct fixture *fixture)
{
    add_people(fixture);
    struct id meeting = plan(fixture, "2025-11-24T13:00:00Z");
    add_item(fixture, meeting, "Jongeren zonder werk <script>alert(1)</script>");
    add_item(fixture, meeting, "1. Speelplaats | *sterren* # kop");
    fixture_must(fixture, meeting_start(fixture->session, meeting, &fixture->error));
    struct meeting_attend attend = {.person = person_named(fixture, "JdV"),
                                    .presence = PRESENCE_PRESENT};
    fixture_must(fixture, meeting_attend(fixture->session, meeting, &attend, &fixture->error));
    attend = (struct meeting_attend){.person = person_named(fixture, "FY"),
                                     .presence = PRESENCE_PRESENT};
    fixture_must(fixture, meeting_attend(fixture->session, meeting, &attend, &fixture->error));
    attend = (struct meeting_attend){.person = person_named(fixture, "PB"),
                                     .presence = PRESENCE_EXCUSED};
    fixture_must(fixture, meeting_attend(fixture->session, meeting, &attend, &fixture->error));
    say(fixture, meeting, "Welkom; geen mededelingen");
    step(fixture, meeting);
    say(fixture, meeting, "\\# geen | kop *maar* een tekst");
    say(fixture, meeting, "! Bodemonderzoek vertraagd | vorst @Woonzorg ^2026-03-01");
    say(fixture, meeting, "# Het plan wordt vastgesteld");
    say(fixture, meeting, "* lab bellen over de datum @JdV ^2025-12-01");
    say(fixture, meeting, "* iets zonder naam");
    return meeting;
}

static void close_it(struct fixture *fixture, struct id meeting)
{
    fixture_must(fixture, meeting_close(fixture->session, meeting, NULL, &fixture->error));
}

static void write_paper(struct fixture *fixture, const struct minutes_paper *paper,
                        struct buffer *out)
{
    buffer_clear(out);
    error_clear(&fixture->error);
    fixture_must(fixture, minutes_write(fixture->session, paper, out, &fixture->error));
}

/* The clock's times are the same in every run: 00:00. */
static void still(struct buffer *text)
{
    for (size_t i = 0; i + 5 <= text->length; i++) {
        char *c = text->bytes + i;
        if (strspn(c, "0123456789") == 2 && c[2] == ':' && strspn(c + 3, "0123456789") == 2)
            memcpy(c, "00:00", 5);
    }
}

static void compare(const char *path, struct buffer *made)
{
    struct error error = ERROR_NONE;
    struct buffer golden = BUFFER_EMPTY;
    if (getenv("UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fwrite(made->bytes, 1, made->length, file);
        fclose(file);
    }
    assert_true(path_read(path, 1 << 20, &golden, &error));
    assert_string_equal(made->bytes, golden.bytes);
    buffer_release(&golden);
}

/* ---- tests ---- */

static void minutes_are_as_agreed_in_both_languages(void **state)
{
    struct fixture fixture;
    struct buffer text = BUFFER_EMPTY;
    (void)state;
    fixture_start(&fixture);
    struct id meeting = hold(&fixture);
    plan(&fixture, "2025-12-22T13:00:00Z");
    struct minutes_paper paper = {.meeting = meeting, .language = LANGUAGE_EN};
    write_paper(&fixture, &paper, &text);
    assert_non_null(strstr(text.bytes, "**Draft.**"));
    assert_non_null(strstr(text.bytes, "Still to be completed:"));
    close_it(&fixture, meeting);
    write_paper(&fixture, &paper, &text);
    assert_null(strstr(text.bytes, "Draft"));
    still(&text);
    compare("tests/golden/en/minutes.md", &text);
    paper.language = LANGUAGE_NL;
    write_paper(&fixture, &paper, &text);
    assert_non_null(strstr(text.bytes, "**Vertaling**"));
    still(&text);
    compare("tests/golden/nl/minutes.md", &text);
    assert_int_equal(language_now(), LANGUAGE_EN);
    buffer_release(&text);
    fixture_end(&fixture);
}

/* The same bytes, and the hash a person finds with sha256sum, whatever happens afterwards. */
static void frozen_minutes_never_change(void **state)
{
    struct fixture fixture;
    struct buffer first = BUFFER_EMPTY, later = BUFFER_EMPTY;
    struct minutes_versions versions;
    char hash[SHA256_SIZE];
    (void)state;
    fixture_start(&fixture);
    struct id meeting = hold(&fixture);
    close_it(&fixture, meeting);
    struct minutes_paper paper = {.meeting = meeting, .language = LANGUAGE_EN};
    write_paper(&fixture, &paper, &first);
    assert_true(minutes_versions(fixture.session, meeting, &versions, &fixture.error));
    assert_int_equal(versions.count, 1);
    assert_true(versions.items[0].whole);
    sha256_text(first.bytes, first.length, hash);
    assert_string_equal(versions.items[0].sha256, hash);
    struct id row = versions.items[0].id;
    minutes_versions_release(&versions);

    assert_true(fixture_set(&fixture, ENTITY_MEETING, meeting, "place", "Elders"));
    write_paper(&fixture, &paper, &later);
    assert_string_equal(first.bytes, later.bytes);
    assert_false(fixture_set(&fixture, ENTITY_MINUTES, row, "text", "iets anders"));
    assert_non_null(strstr(fixture.error.message, "can never change"));
    assert_false(fixture_set(&fixture, ENTITY_MINUTES, row, "sha256", "00"));
    assert_false(fixture_set(&fixture, ENTITY_MINUTES, row, "version", "7"));
    error_clear(&fixture.error);
    assert_false(rows_delete(fixture.session, ENTITY_MINUTES, row, NULL, &fixture.error));

    /* Below the rules too: an act that tries does nothing to the row. */
    struct draft draft;
    draft_init(&draft, "forged");
    draft_set(&draft, ENTITY_MINUTES, row, "text", value_text("vervalst"));
    error_clear(&fixture.error);
    fixture_must(&fixture, session_commit(fixture.session, &draft, &fixture.error));
    draft_release(&draft);
    write_paper(&fixture, &paper, &later);
    assert_string_equal(first.bytes, later.bytes);

    int64_t version;
    error_clear(&fixture.error);
    assert_false(minutes_make(fixture.session, meeting, &fixture.error));
    error_clear(&fixture.error);
    assert_false(minutes_correct(fixture.session, meeting, " \n ", &version, &fixture.error));
    error_clear(&fixture.error);
    assert_true(minutes_correct(fixture.session, meeting, "De plaats was *fout*.", &version,
                                &fixture.error));
    assert_int_equal(version, 2);
    write_paper(&fixture, &paper, &later);
    assert_non_null(strstr(later.bytes, "Version 2 replaces version 1: De plaats was \\*fout\\*."));
    assert_non_null(strstr(later.bytes, "Elders"));
    paper.version = 1;
    write_paper(&fixture, &paper, &later);
    assert_string_equal(first.bytes, later.bytes);
    paper.version = 3;
    assert_false(minutes_write(fixture.session, &paper, &later, &fixture.error));
    assert_non_null(strstr(fixture.error.message, "no version 3"));
    buffer_release(&first);
    buffer_release(&later);
    fixture_end(&fixture);
}

static void minutes_are_adopted_in_a_later_meeting(void **state)
{
    struct fixture fixture;
    struct buffer text = BUFFER_EMPTY;
    (void)state;
    fixture_start(&fixture);
    struct id meeting = hold(&fixture);
    assert_false(minutes_adopt(fixture.session, meeting, (struct id){{0}}, &fixture.error));
    error_clear(&fixture.error);
    close_it(&fixture, meeting);
    error_clear(&fixture.error);
    assert_false(minutes_adopt(fixture.session, meeting, (struct id){{0}}, &fixture.error));
    assert_non_null(strstr(fixture.error.message, "no later meeting"));
    struct id next = plan(&fixture, "2025-12-22T13:00:00Z");
    error_clear(&fixture.error);
    assert_false(minutes_adopt(fixture.session, meeting, next, &fixture.error));
    error_clear(&fixture.error);
    assert_false(minutes_adopt(fixture.session, meeting, meeting, &fixture.error));
    error_clear(&fixture.error);
    fixture_must(&fixture, meeting_start(fixture.session, next, &fixture.error));
    error_clear(&fixture.error);
    assert_true(minutes_adopt(fixture.session, meeting, (struct id){{0}}, &fixture.error));
    assert_false(minutes_adopt(fixture.session, meeting, next, &fixture.error));
    assert_non_null(strstr(fixture.error.message, "adopted already"));
    write_paper(
        &fixture,
        &(struct minutes_paper){.meeting = meeting, .format = PAPER_HTML, .language = LANGUAGE_EN},
        &text);
    assert_non_null(strstr(text.bytes, "Adopted on"));
    buffer_release(&text);
    fixture_end(&fixture);
}

/* An own template with an error is told of with its place, and does not keep a meeting open. */
static void an_own_template_is_used(void **state)
{
    struct fixture fixture;
    struct buffer text = BUFFER_EMPTY;
    char path[FOLDER_PATH], conf[FOLDER_PATH];
    struct config *config = config_new();
    (void)state;
    fixture_start(&fixture);
    struct id meeting = hold(&fixture);
    FILE *file = fopen(folder_path(fixture.folder, "my.md", path), "w");
    fputs("{{area}}\n{{#each items}}\n{{titel}}\n{{/each}}\n", file);
    fclose(file);
    file = fopen(folder_path(fixture.folder, "wijk.conf", conf), "w");
    fprintf(file, "minutes_template = \"%s\"\n", path);
    fclose(file);
    fixture_must(&fixture, config_read_path(config, conf, &fixture.error));
    fixture.session->config = config;
    struct minutes_paper paper = {.meeting = meeting, .language = LANGUAGE_EN};
    assert_false(minutes_write(fixture.session, &paper, &text, &fixture.error));
    assert_non_null(
        strstr(fixture.error.message, "my.md, line 3, column 1: there is no field 'titel'"));
    error_clear(&fixture.error);
    assert_false(minutes_template_check(fixture.session, &fixture.error));
    error_clear(&fixture.error);
    close_it(&fixture, meeting);
    assert_non_null(fixture.session->warning);
    assert_non_null(strstr(fixture.session->warning, "my.md, line 3, column 1: there is no field"));
    assert_non_null(strstr(fixture.session->warning, "The standard template was used instead."));
    write_paper(&fixture, &paper, &text);
    assert_non_null(strstr(text.bytes, "# Minutes of the"));
    file = fopen(path, "w");
    fputs("{{area}}:{{#each items}}[{{title}}]{{/each}}\n", file);
    fclose(file);
    assert_true(minutes_template_check(fixture.session, &fixture.error));
    paper.draft = true;
    write_paper(&fixture, &paper, &text);
    assert_non_null(strstr(text.bytes, "Voorbeeldbuurt:["));
    buffer_release(&text);
    fixture.session->config = NULL;
    config_free(config);
    fixture_end(&fixture);
}

static int count_of(const char *text, const char *what)
{
    int count = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what))
        count++;
    return count;
}

static void hostile_titles_break_nothing(void **state)
{
    struct fixture fixture;
    struct buffer text = BUFFER_EMPTY;
    (void)state;
    fixture_start(&fixture);
    struct id meeting = hold(&fixture);
    close_it(&fixture, meeting);
    struct minutes_paper paper = {
        .meeting = meeting, .format = PAPER_HTML, .language = LANGUAGE_NL};
    write_paper(&fixture, &paper, &text);
    assert_null(strstr(text.bytes, "<script"));
    assert_int_equal(count_of(text.bytes, "<h1>"), 1);
    assert_int_equal(count_of(text.bytes, "<h2>"), 4 + 2); /* the items, decisions, actions */
    assert_int_equal(count_of(text.bytes, "<table>"), 2);
    assert_int_equal(count_of(text.bytes, "<tr>"), 2 + 1 + 2);
    assert_non_null(strstr(text.bytes, "lang=\"nl\""));
    buffer_release(&text);
    fixture_end(&fixture);
}

static void lists_and_calendars_are_made(void **state)
{
    struct fixture fixture;
    struct buffer text = BUFFER_EMPTY;
    (void)state;
    fixture_start(&fixture);
    struct id meeting = hold(&fixture);
    close_it(&fixture, meeting);
    plan(&fixture, "2025-12-22T13:00:00Z");
    struct minutes_paper paper = {.language = LANGUAGE_EN};
    assert_true(minutes_decisions(fixture.session, &paper, &text, &fixture.error));
    assert_non_null(strstr(text.bytes, "| 1 | 24 Nov 2025 | Het plan wordt vastgesteld |"));
    buffer_clear(&text);
    assert_true(minutes_actions(fixture.session, &paper, &text, &fixture.error));
    assert_non_null(strstr(text.bytes, "## Woonzorg\n"));
    assert_non_null(strstr(text.bytes, "## Without a partner\n"));
    buffer_clear(&text);
    paper.format = PAPER_CSV;
    assert_true(minutes_actions(fixture.session, &paper, &text, &fixture.error));
    assert_non_null(strstr(text.bytes, "code;what;owner;partner;due"));
    buffer_clear(&text);
    paper.meeting = meeting;
    paper.format = PAPER_CALENDAR;
    assert_true(minutes_write(fixture.session, &paper, &text, &fixture.error));
    assert_int_equal(count_of(text.bytes, "BEGIN:VEVENT"), 1);
    assert_int_equal(count_of(text.bytes, "BEGIN:VTODO"), 2);
    assert_non_null(strstr(text.bytes, "DTSTART:20251222T130000Z"));
    assert_non_null(strstr(text.bytes, "DUE;VALUE=DATE:20251201"));
    buffer_clear(&text);
    paper.format = PAPER_MARKDOWN;
    assert_true(minutes_agenda(fixture.session, &paper, &text, &fixture.error));
    assert_non_null(strstr(text.bytes, "# Agenda"));
    buffer_release(&text);
    fixture_end(&fixture);
}

static void a_file_is_written_whole_or_not_at_all(void **state)
{
    struct fixture fixture;
    struct buffer text = BUFFER_EMPTY;
    char path[FOLDER_PATH];
    (void)state;
    fixture_start(&fixture);
    buffer_add_text(&text, "x\n");
    assert_true(minutes_save(folder_path(fixture.folder, "x.md", path), &text, &fixture.error));
    assert_false(
        minutes_save(folder_path(fixture.folder, "none/x.md", path), &text, &fixture.error));
    assert_int_not_equal(fixture.error.message[0], '\0');
    buffer_release(&text);
    fixture_end(&fixture);
}

int main(void)
{
    char *path = realpath("build/locale", NULL); /* the Dutch words, wherever they are run */
    if (path != NULL)
        setenv("WIJK_LOCALE_DIR", path, 0);
    free(path);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_are_as_agreed_in_both_languages),
        cmocka_unit_test(frozen_minutes_never_change),
        cmocka_unit_test(minutes_are_adopted_in_a_later_meeting),
        cmocka_unit_test(an_own_template_is_used),
        cmocka_unit_test(hostile_titles_break_nothing),
        cmocka_unit_test(lists_and_calendars_are_made),
        cmocka_unit_test(a_file_is_written_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
