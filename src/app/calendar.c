#include "calendar.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/library.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"

#define LIBRARY "libical.so.3"

struct calendar {
    __typeof__(&icalcomponent_new) component_new;
    __typeof__(&icalcomponent_free) component_free;
    __typeof__(&icalcomponent_add_component) add_component;
    __typeof__(&icalcomponent_add_property) add_property;
    __typeof__(&icalcomponent_as_ical_string_r) as_text;
    __typeof__(&icalproperty_new) property_new;
    __typeof__(&icalproperty_set_value) set_value;
    __typeof__(&icalproperty_set_value_from_string) set_value_from_text;
    __typeof__(&icalproperty_set_parameter_from_string) set_parameter;
    __typeof__(&icalvalue_new_text) text_new;
    __typeof__(&icalvalue_new_from_string) value_new;
    icalcomponent *whole; /* owned */
};

static bool load(struct calendar *calendar, struct error *error)
{
    const struct library_symbol symbols[] = {
        {"icalcomponent_new", &calendar->component_new},
        {"icalcomponent_free", &calendar->component_free},
        {"icalcomponent_add_component", &calendar->add_component},
        {"icalcomponent_add_property", &calendar->add_property},
        {"icalcomponent_as_ical_string_r", &calendar->as_text},
        {"icalproperty_new", &calendar->property_new},
        {"icalproperty_set_value", &calendar->set_value},
        {"icalproperty_set_value_from_string", &calendar->set_value_from_text},
        {"icalproperty_set_parameter_from_string", &calendar->set_parameter},
        {"icalvalue_new_text", &calendar->text_new},
        {"icalvalue_new_from_string", &calendar->value_new},
    };
    return library_load(LIBRARY, symbols, sizeof symbols / sizeof *symbols, error);
}

/* ---- properties ---- */

/* Words of ours, as they stand in the file. */
static icalproperty *put(struct calendar *calendar, icalcomponent *component,
                         icalproperty_kind kind, const char *word)
{
    icalproperty *property = calendar->property_new(kind);
    calendar->set_value_from_text(property, word, "NO");
    calendar->add_property(component, property);
    return property;
}

/* Text from people: cleaned here, escaped and folded by the library. */
static void put_text(struct calendar *calendar, icalcomponent *component, icalproperty_kind kind,
                     const char *text)
{
    struct buffer clean = BUFFER_EMPTY;
    if (text == NULL || *text == '\0')
        return;
    text_clean(&clean, text, strlen(text), true);
    icalproperty *property = calendar->property_new(kind);
    calendar->set_value(property, calendar->text_new(clean.bytes));
    calendar->add_property(component, property);
    buffer_release(&clean);
}

/* "2009-11-25T13:00:00Z" as 20091125T130000Z. */
static void put_moment(struct calendar *calendar, icalcomponent *component, icalproperty_kind kind,
                       int64_t moment)
{
    char iso[MOMENT_TEXT_SIZE], word[MOMENT_TEXT_SIZE];
    size_t length = 0;
    moment_iso(moment, iso);
    for (const char *c = iso; *c != '\0'; c++)
        if (*c != '-' && *c != ':')
            word[length++] = *c;
    word[length] = '\0';
    icalproperty *property = calendar->property_new(kind);
    calendar->set_value(property, calendar->value_new(ICAL_DATETIME_VALUE, word));
    calendar->add_property(component, property);
}

static void put_date(struct calendar *calendar, icalcomponent *component, date_t date)
{
    char word[16];
    int year, month, day;
    date_parts(date, &year, &month, &day);
    snprintf(word, sizeof word, "%04d%02d%02d", year, month, day);
    icalproperty *property = calendar->property_new(ICAL_DUE_PROPERTY);
    calendar->set_value(property, calendar->value_new(ICAL_DATE_VALUE, word));
    calendar->add_property(component, property);
}

static bool good_mail(const char *mail)
{
    if (mail == NULL || strchr(mail, '@') == NULL || strlen(mail) > 254)
        return false;
    for (const char *c = mail; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7F ||
            strchr("\",;:<>\\", *c) != NULL)
            return false;
    return true;
}

static void put_person(struct calendar *calendar, icalcomponent *component, icalproperty_kind kind,
                       const struct calendar_person *person)
{
    struct buffer text = BUFFER_EMPTY;
    if (!good_mail(person->mail))
        return;
    buffer_format(&text, "mailto:%s", person->mail);
    icalproperty *property = put(calendar, component, kind, text.bytes);
    buffer_clear(&text);
    text_clean(&text, person->name, strlen(person->name), false);
    for (char *c = text.bytes; *c != '\0'; c++)
        if (*c == '"')
            *c = '\'';
    if (text.length > 0)
        calendar->set_parameter(property, "CN", text.bytes);
    if (kind == ICAL_ATTENDEE_PROPERTY)
        calendar->set_parameter(property, "RSVP", "TRUE");
    buffer_release(&text);
}

/* ---- calendars ---- */

struct calendar *calendar_new(const char *method, struct error *error)
{
    struct calendar *calendar = memory_new(sizeof *calendar);
    if (!load(calendar, error)) {
        free(calendar);
        return NULL;
    }
    calendar->whole = calendar->component_new(ICAL_VCALENDAR_COMPONENT);
    put(calendar, calendar->whole, ICAL_VERSION_PROPERTY, "2.0");
    put(calendar, calendar->whole, ICAL_PRODID_PROPERTY, "-//wijk//wijk " WIJK_VERSION "//NL");
    put(calendar, calendar->whole, ICAL_METHOD_PROPERTY, method);
    return calendar;
}

static void put_identity(struct calendar *calendar, icalcomponent *component,
                         const struct calendar_entry *entry)
{
    char id[ID_TEXT_SIZE], word[64];
    id_format(entry->id, id);
    snprintf(word, sizeof word, "%s@wijk", id);
    put(calendar, component, ICAL_UID_PROPERTY, word);
    put_moment(calendar, component, ICAL_DTSTAMP_PROPERTY, moment_now());
    snprintf(word, sizeof word, "%lld", (long long)entry->sequence);
    put(calendar, component, ICAL_SEQUENCE_PROPERTY, word);
}

void calendar_add(struct calendar *calendar, const struct calendar_entry *entry)
{
    icalcomponent *component =
        calendar->component_new(entry->task ? ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT);
    put_identity(calendar, component, entry);
    if (!entry->task)
        put_moment(calendar, component, ICAL_DTSTART_PROPERTY, entry->starts);
    if (!entry->task && entry->ends > entry->starts)
        put_moment(calendar, component, ICAL_DTEND_PROPERTY, entry->ends);
    if (entry->task && entry->due != DATE_NONE)
        put_date(calendar, component, entry->due);
    put_text(calendar, component, ICAL_SUMMARY_PROPERTY, entry->summary);
    put_text(calendar, component, ICAL_LOCATION_PROPERTY, entry->location);
    put_text(calendar, component, ICAL_DESCRIPTION_PROPERTY, entry->description);
    if (entry->status != NULL)
        put(calendar, component, ICAL_STATUS_PROPERTY, entry->status);
    if (entry->priority > 0)
        put(calendar, component, ICAL_PRIORITY_PROPERTY, (char[2]){(char)('0' + entry->priority)});
    if (entry->organizer != NULL)
        put_person(calendar, component, ICAL_ORGANIZER_PROPERTY, entry->organizer);
    for (size_t i = 0; i < entry->attendee_count; i++)
        put_person(calendar, component, ICAL_ATTENDEE_PROPERTY, &entry->attendees[i]);
    calendar->add_component(calendar->whole, component);
}

void calendar_write(const struct calendar *calendar, struct buffer *out)
{
    char *text = calendar->as_text(calendar->whole);
    buffer_add_text(out, text);
    free(text);
}

void calendar_free(struct calendar *calendar)
{
    if (calendar == NULL)
        return;
    calendar->component_free(calendar->whole);
    free(calendar);
}
