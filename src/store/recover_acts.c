#include <stdlib.h>
#include <string.h>

#include "journal_site.h"
#include "recover_parts.h"
#include "wijk/base/language.h"

/* The columns of an act that are used. */
enum {
    SITE = 1,
    SEQ,
    LAMPORT,
    AT,
    PERSON,
    LABEL,
    UNDOES_SITE,
    UNDOES_SEQ,
    RUN,
    MEETING,
    PREVIOUS,
    HASH,
    BODY = 15
};

/* An act that is looked at. */
struct reading_act {
    struct recover *recover;
    struct act act;
    struct body body;
    size_t sound; /* bytes of the body */
};

static struct id cell_id(const struct record_cell *cell)
{
    return record_value(cell).id;
}

static bool find_site(const struct recover *recover, int64_t number, struct id *id)
{
    for (size_t i = 0; i < recover->sites.count; i++)
        if (recover->sites.items[i].number == number) {
            *id = recover->sites.items[i].id;
            return true;
        }
    return false;
}

/* Whether the act is what its hash says; with a site nobody knows that cannot be asked. */
static bool is_true(struct reading_act *reading, const struct record *record)
{
    struct act *act = &reading->act;
    const struct record_cell *cells = record->cells;
    uint8_t hash[JOURNAL_HASH];
    struct error ignored = ERROR_NONE;
    if (!find_site(reading->recover, record_integer(&cells[SITE]), &act->site))
        return true;
    struct value person = record_value(&cells[PERSON]), label = record_value(&cells[LABEL]);
    act->seq = record_integer(&cells[SEQ]);
    act->at = record_integer(&cells[AT]);
    act->person = person.text;
    act->label = label.text == NULL ? "" : label.text;
    act->undoes_site = cell_id(&cells[UNDOES_SITE]);
    act->undoes_seq = record_integer(&cells[UNDOES_SEQ]);
    act->run = record_integer(&cells[RUN]);
    act->meeting = cell_id(&cells[MEETING]);
    memcpy(act->previous, cells[PREVIOUS].bytes, sizeof act->previous);
    bool same = journal_hash(act, &reading->body, hash, &ignored) &&
                memcmp(hash, cells[HASH].bytes, sizeof hash) == 0;
    value_release(&person);
    value_release(&label);
    return same;
}

static void bind_text(struct statement *statement, int at, const char *text)
{
    struct value value = value_text(text);
    statement_bind_value_at(statement, at, &value);
    value_release(&value);
}

static void bind_number(struct statement *statement, int at, int64_t number)
{
    struct value value = value_integer(number);
    statement_bind_value_at(statement, at, &value);
}

static bool keep_piece(const struct reading_act *reading, const struct body_change *change,
                       const struct body_field *field, int64_t n, struct error *error)
{
    struct statement *add = reading->recover->add_piece;
    struct value row = value_id(change->row), site = value_id(reading->act.site);
    statement_bind_value_at(add, 1, &row);
    bind_text(add, 2, change->entity);
    bind_text(add, 3, field == NULL ? "" : field->column);
    bind_number(add, 4, change->operation == BODY_CREATE);
    bind_number(add, 5, reading->act.lamport);
    statement_bind_value_at(add, 6, &site);
    bind_number(add, 7, n);
    struct value none = value_none();
    statement_bind_value_at(add, 8, field == NULL ? &none : &field->value);
    bind_number(add, 9, field != NULL && field->erased);
    return statement_run(add, error);
}

static bool keep_wanted(struct recover *recover, struct id row, const char *entity,
                        struct error *error)
{
    struct value id = value_id(row);
    statement_bind_value_at(recover->add_wanted, 1, &id);
    bind_text(recover->add_wanted, 2, entity);
    return statement_run(recover->add_wanted, error);
}

/* A change of a row that was not found, as far as the body is sound. */
static bool keep_change(const struct reading_act *reading, struct body_change change, int64_t n,
                        struct error *error)
{
    struct error malformed = ERROR_NONE;
    struct body_change whole = change;
    if (!body_finish(&reading->body, &whole, &malformed) || whole.at > reading->sound)
        return true;
    bool fine = keep_piece(reading, &change, NULL, n, error) &&
                keep_wanted(reading->recover, change.row, change.entity, error);
    while (fine && change.read < change.field_count) {
        struct body_field field;
        if (!body_next_field(&reading->body, &change, &field, &malformed))
            break;
        fine = keep_piece(reading, &change, &field, n, error);
        value_release(&field.value);
    }
    return fine;
}

static bool walk_body(const struct reading_act *reading, struct error *error)
{
    struct error malformed = ERROR_NONE;
    size_t place = reading->body.first;
    for (size_t n = 0; n < reading->body.change_count; n++) {
        struct body_change change;
        if (place >= reading->sound || !body_change_at(&reading->body, place, &change, &malformed))
            return true;
        if (change.operation != BODY_WITHHELD &&
            !recover_ids_has(&reading->recover->found, change.row) &&
            !keep_change(reading, change, (int64_t)n, error))
            return false;
        if (!body_finish(&reading->body, &change, &malformed))
            return true;
        place = change.at;
    }
    return true;
}

static bool take_act(struct recover *recover, const struct record *record, struct error *error)
{
    struct error malformed = ERROR_NONE;
    struct reading_act reading = {.recover = recover, .sound = 0};
    const struct record_cell *cells = record->cells;
    if (record->count <= BODY || record_form(&cells[BODY]) != RECORD_BLOB ||
        cells[HASH].length != JOURNAL_HASH || cells[PREVIOUS].length != JOURNAL_HASH)
        return true;
    reading.sound = record->last == BODY ? record->sound : cells[BODY].length;
    bool whole = record->whole;
    if (record->rowid > recover->newest)
        recover->newest = record->rowid;
    if (!body_open(&reading.body, cells[BODY].bytes, cells[BODY].length, &malformed))
        return true;
    reading.act.lamport = record_integer(&cells[LAMPORT]);
    bool trusted = !whole || is_true(&reading, record);
    if (whole && trusted)
        *VECTOR_PUSH(&recover->acts) = record->rowid;
    bool fine = !trusted || walk_body(&reading, error);
    body_release(&reading.body);
    return fine;
}

/* An index names rows. */
static bool take_name(struct recover *recover, const struct recover_purpose *purpose,
                      const struct record *record, struct error *error)
{
    size_t at = purpose->use == USE_INDEX ? purpose->index->at : 0;
    if (at >= record->count || record_form(&record->cells[at]) != RECORD_BLOB ||
        record->cells[at].length != 16)
        return true;
    struct id id = cell_id(&record->cells[at]);
    if (purpose->use == USE_CHANGES && record->count == 4 &&
        record_integer(&record->cells[1]) > recover->newest)
        recover->newest = record_integer(&record->cells[1]);
    if (recover_ids_has(&recover->found, id))
        return true;
    return keep_wanted(recover, id,
                       purpose->use == USE_INDEX ? entities[purpose->index->kind].table : NULL,
                       error);
}

static bool take_page(struct recover *recover, uint32_t number, struct error *error)
{
    struct pages *pages = &recover->pages;
    struct recover_purpose purpose = recover_purpose(recover, number);
    bool table = pages->kind == PAGE_TABLE_LEAF, fine = true;
    bool acts = purpose.use == USE_ACTS && table;
    if (!acts && ((purpose.use != USE_CHANGES && purpose.use != USE_INDEX) || table))
        return true;
    for (size_t i = 0; fine && i < pages->cells; i++) {
        struct record record;
        if (pages_record(pages, i, &record))
            fine = acts ? take_act(recover, &record, error)
                        : take_name(recover, &purpose, &record, error);
    }
    return fine;
}

static int by_number(const void *one, const void *other)
{
    int64_t first = *(const int64_t *)one, second = *(const int64_t *)other;
    return first < second ? -1 : first > second;
}

/* Numbers go up without a gap: what is missing between them is lost. */
static void count_acts(struct recover *recover)
{
    struct recover_report *report = &recover->report;
    int64_t expected = 1, all = 0;
    for (size_t i = 0; i < recover->sites.count; i++)
        all += recover->sites.items[i].seq > 0 ? recover->sites.items[i].seq : 0;
    if (all > recover->newest)
        recover->newest = all;
    if (recover->acts.count > 0)
        qsort(recover->acts.items, recover->acts.count, sizeof *recover->acts.items, by_number);
    for (size_t i = 0; i <= recover->acts.count; i++) {
        int64_t number = i < recover->acts.count ? recover->acts.items[i] : recover->newest + 1;
        if (number > expected) {
            report->first_lost = report->first_lost == 0 ? expected : report->first_lost;
            report->last_lost = number - 1;
            report->acts_lost += number - expected;
        }
        report->acts += i < recover->acts.count && number >= expected;
        expected = number >= expected ? number + 1 : expected;
    }
}

bool recover_acts(struct recover *recover, struct error *error)
{
    struct pages *pages = &recover->pages;
    for (uint32_t number = 1; number <= pages->count; number++) {
        if (number % 64 == 0 && !recover_goes_on(recover, number, pages->count))
            return false;
        if (pages_load(pages, number) && !take_page(recover, number, error))
            return false;
    }
    count_acts(recover);
    return true;
}
