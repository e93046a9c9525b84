/*
 * Calendars of meetings are read back with libical: events and tasks, their times and texts, and
 * the same identity in every export.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "unit/app/meet.h"
#include "wijk/app/minutes.h"
#include "wijk/base/library.h"

#define LONG_WORDS                                                                                  \
    "Bel de coördinator, vraag naar \\de planning\\; daarna: een überlange regel die zeker niet " \
    "in vijfenzeventig bytes past, met één, twee en drie komma's"
#define PLACE "Huis van de Wijk, zaal 1; achterom"

static struct {
    __typeof__(&icalparser_parse_string) parse;
    __typeof__(&icalcomponent_free) free;
    __typeof__(&icalcomponent_count_components) count;
    __typeof__(&icalcomponent_count_errors) errors;
    __typeof__(&icalcomponent_get_first_component) first;
    __typeof__(&icalcomponent_get_next_component) next;
    __typeof__(&icalcomponent_get_summary) summary;
    __typeof__(&icalcomponent_get_description) description;
    __typeof__(&icalcomponent_get_location) location;
    __typeof__(&icalcomponent_get_uid) uid;
    __typeof__(&icalcomponent_get_dtstart) starts;
    __typeof__(&icalcomponent_get_dtend) ends;
    __typeof__(&icalcomponent_get_due) due;
    __typeof__(&icalcomponent_get_sequence) sequence;
    __typeof__(&icaltime_as_ical_string) time;
} ical;

static void load_library(void)
{
    struct error error = ERROR_NONE;
    const struct library_symbol symbols[] = {
        {"icalparser_parse_string", &ical.parse},
        {"icalcomponent_free", &ical.free},
        {"icalcomponent_count_components", &ical.count},
        {"icalcomponent_count_errors", &ical.errors},
        {"icalcomponent_get_first_component", &ical.first},
        {"icalcomponent_get_next_component", &ical.next},
        {"icalcomponent_get_summary", &ical.summary},
        {"icalcomponent_get_description", &ical.description},
        {"icalcomponent_get_location", &ical.location},
        {"icalcomponent_get_uid", &ical.uid},
        {"icalcomponent_get_dtstart", &ical.starts},
        {"icalcomponent_get_dtend", &ical.ends},
        {"icalcomponent_get_due", &ical.due},
        {"icalcomponent_get_sequence", &ical.sequence},
        {"icaltime_as_ical_string", &ical.time},
    };
    if (!library_load("libical.so.3", symbols, sizeof symbols / sizeof *symbols, &error))
        fail_msg("%s", error.message);
}

/* Lines of at most 75 bytes that end as they must, cut between characters. */
static void check_lines(const char *text)
{
    for (const char *end; *text != '\0'; text = end + 2) {
        end = strstr(text, "\r\n");
        assert_non_null(end);
        assert_null(memchr(text, '\n', (size_t)(end - text)));
        if (end - text > 75)
            fail_msg("a line of %d bytes: %.*s", (int)(end - text), (int)(end - text), text);
    }
}

static icalcomponent *read_back(const struct buffer *text)
{
    icalcomponent *calendar = ical.parse(text->bytes);
    assert_non_null(calendar);
    assert_int_equal(ical.errors(calendar), 0);
    check_lines(text->bytes);
    return calendar;
}

static icalcomponent *write_and_read(struct meet *meet, bool agenda)
{
    struct buffer text = BUFFER_EMPTY;
    struct minutes_paper paper = {
        .meeting = meet->meeting, .format = PAPER_CALENDAR, .language = LANGUAGE_NL};
    fixture_must(&meet->fixture,
                 agenda
                     ? minutes_agenda(meet->fixture.session, &paper, &text, &meet->fixture.error)
                     : minutes_write(meet->fixture.session, &paper, &text, &meet->fixture.error));
    icalcomponent *calendar = read_back(&text);
    buffer_release(&text);
    return calendar;
}

static void keep_uid(char kept[64], icalcomponent *component)
{
    snprintf(kept, 64, "%s", ical.uid(component));
    assert_true(strlen(kept) > 30);
}

/* The invitation: when, where, the agenda line by line; a change raises the sequence alone. */
static void test_invitation(void **state)
{
    struct meet meet;
    char uid[64];
    (void)state;
    start(&meet);
    struct fixture *fixture = &meet.fixture;
    fixture_set(fixture, ENTITY_MEETING, meet.meeting, "place", PLACE);
    struct meeting_item_new item = {
        .title = "Geld, ruimte; en tijd", .minutes = -1, .about_kind = ENTITY_NONE, .position = 2};
    struct id added;
    fixture_must(fixture,
                 meeting_item_add(fixture->session, meet.meeting, &item, &added, &fixture->error));
    icalcomponent *calendar = write_and_read(&meet, true);
    assert_int_equal(ical.count(calendar, ICAL_VEVENT_COMPONENT), 1);
    assert_int_equal(ical.count(calendar, ICAL_VTODO_COMPONENT), 0);
    icalcomponent *event = ical.first(calendar, ICAL_VEVENT_COMPONENT);
    keep_uid(uid, event);
    int sequence = ical.sequence(event);
    char starts[32];
    int64_t moment = moment_at(fixture->session->today, 14 * 60);
    moment_iso(moment, starts);
    assert_int_equal(strtol(starts + 11, NULL, 10), ical.starts(event).hour);
    assert_int_equal(ical.starts(event).day, 24);
    assert_true(ical.starts(event).zone != NULL); /* UTC */
    assert_non_null(strstr(ical.location(event), "Huis van de Wijk, zaal 1;"));
    assert_non_null(strstr(ical.description(event), "\n2. Geld, ruimte; en tijd\n3. "));
    ical.free(calendar);
    fixture_set(fixture, ENTITY_MEETING, meet.meeting, "place", "Elders");
    calendar = write_and_read(&meet, true);
    event = ical.first(calendar, ICAL_VEVENT_COMPONENT);
    assert_string_equal(ical.uid(event), uid);
    assert_true(ical.sequence(event) > sequence);
    assert_string_equal(ical.location(event), "Elders");
    ical.free(calendar);
    end(&meet);
}

/* The minutes: the next meeting, and a task for each action. */
static void test_minutes(void **state)
{
    struct meet meet;
    char uids[2][64];
    (void)state;
    start(&meet);
    begin(&meet);
    type(&meet, "*" LONG_WORDS " @JdV ^2025-12-05");
    type(&meet, "*Zonder datum @Buurtwerk");
    close_it(&meet);
    struct id closed = meet.meeting;
    plan(&meet, meet.fixture.session->today + 28);
    meet.meeting = closed;
    for (int round = 0; round < 2; round++) {
        icalcomponent *calendar = write_and_read(&meet, false);
        assert_int_equal(ical.count(calendar, ICAL_VEVENT_COMPONENT), 1);
        assert_int_equal(ical.count(calendar, ICAL_VTODO_COMPONENT), 2);
        assert_int_equal(ical.starts(ical.first(calendar, ICAL_VEVENT_COMPONENT)).day, 22);
        icalcomponent *task = ical.first(calendar, ICAL_VTODO_COMPONENT);
        assert_string_equal(ical.summary(task),
                            "A-1 Bel de coördinator, vraag naar \\de planning\\; "
                            "daarna: een überlange regel die zeker niet in "
                            "vijfenzeventig bytes past, met één, twee en drie "
                            "komma's");
        assert_string_equal(ical.description(task), "Jan de Vries (Woonzorg)");
        assert_string_equal(ical.time(ical.due(task)), "20251205");
        icalcomponent *other = ical.next(calendar, ICAL_VTODO_COMPONENT);
        assert_int_equal(ical.due(other).year, 0); /* none */
        if (round == 0) {
            keep_uid(uids[0], task);
            keep_uid(uids[1], other);
        }
        assert_string_equal(ical.uid(task), uids[0]);
        assert_string_equal(ical.uid(other), uids[1]);
        ical.free(calendar);
    }
    assert_string_not_equal(uids[0], uids[1]);
    end(&meet);
}

int main(void)
{
    load_library();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invitation),
        cmocka_unit_test(test_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
