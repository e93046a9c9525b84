/*
 * Builds the files `make bench` measures on, always the same from a fixed seed:
 *
 * city FILE city: 17 programmes, 1,000 indicators, 1,000,000 measurements, 20,000 problems,
 * 5,000 meetings with 200,000 entries, 150 agreements, 300 escalations of which 40 wait for the
 * city board, and for a third of the indicators the same published figure of the city
 *
 * city FILE small: one programme of ordinary size
 *
 * city FILE 1000: the city divided by a number, for tests
 *
 * All of it is invented and says so. It goes through the journal's run: hashed and chained as
 * everything else, sealed once at the end instead of act by act.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "builder.h"
#include "builder_city.h"
#include "builder_meetings.h"
#include "wijk/base/date.h"
#include "wijk/base/memory.h"
#include "wijk/domain/problem.h"
#include "wijk/domain/row.h"
#include "wijk/store/journal.h"

static const struct size city = {17, 1, 4, 1000, 1000000, 1020, 20000, 5000, 200000, 150, 300};
static const struct size small = {1, 1, 3, 30, 600, 24, 20, 10, 400, 10, 2};

static const char *const places[17] = {"Oud-Noord",
                                       "IJplein",
                                       "Nieuwendam Noord",
                                       "de Banne",
                                       "Slotermeer Noord-Oost",
                                       "Slotermeer Zuid-West",
                                       "Geuzenveld",
                                       "Osdorp Midden",
                                       "Kolenkit",
                                       "Slotervaart",
                                       "Oud Bos en Lommer",
                                       "Baarsjes",
                                       "Indische Buurt West",
                                       "Transvaalbuurt",
                                       "E-buurt",
                                       "G-buurt",
                                       "K-buurt"};
static const char *const theme_codes[THEMES] = {"WON", "WER", "LER", "INT", "VEI"};
static const char *const theme_names[THEMES] = {"Wonen", "Werken", "Leren", "Integreren",
                                                "Veiligheid"};

static void build_people(struct builder *b)
{
    struct row row;
    row_init(&row, ENTITY_PARTNER);
    for (int i = 0; i < PARTNERS; i++) {
        set_format(&row, "name", "Partner %d (verzonnen)", i + 1);
        set_choice(b, &row, "kind");
        b->partners[i] = put(b, &row);
    }
    row_release(&row);
    row_init(&row, ENTITY_PERSON);
    for (int i = 0; i < PEOPLE; i++) {
        set_format(&row, "name", "Persoon %d (verzonnen)", i + 1);
        set_format(&row, "initials", "P%d", i + 1);
        set_one_of(b, &row, "partner", b->partners, PARTNERS);
        b->people[i] = put(b, &row);
    }
    row_release(&row);
}

static void build_programmes(struct builder *b)
{
    struct row row;
    row_init(&row, ENTITY_THEME);
    for (int i = 0; i < THEMES; i++) {
        row_set(&row, "code", value_text(theme_codes[i]));
        row_set(&row, "name", value_text(theme_names[i]));
        row_set(&row, "position", value_integer(i + 1));
        b->themes[i] = put(b, &row);
    }
    row_release(&row);
    row_init(&row, ENTITY_AREA);
    row_set(&row, "name", value_text("Amsterdam"));
    row_set(&row, "kind", value_text("city"));
    b->city_area = put(b, &row);
    for (int i = 0; i < b->size.programmes; i++) {
        row_set(&row, "name", value_text(places[i]));
        row_set(&row, "kind", value_text("neighbourhood"));
        row_set(&row, "parent", value_id(b->city_area));
        b->areas[i] = put(b, &row);
    }
    row_release(&row);
    row_init(&row, ENTITY_PROGRAMME);
    for (int i = 0; i < b->size.programmes; i++) {
        row_set(&row, "area", value_id(b->areas[i]));
        set_format(&row, "title", "%s: verzonnen programma om mee te meten", places[i]);
        set_date(&row, "starts", date_of(2008, 1, 1));
        set_date(&row, "ends", date_of(2018, 1, 1));
        row_set(&row, "status", value_text("adopted"));
        b->programmes[i] = put(b, &row);
    }
    row_release(&row);
}

static void build_results(struct builder *b, int programme, int theme, int goal)
{
    struct row row;
    row_init(&row, ENTITY_GOAL);
    row_set(&row, "programme", value_id(b->programmes[programme]));
    row_set(&row, "level", value_text("goal"));
    row_set(&row, "theme", value_id(b->themes[theme]));
    set_format(&row, "code", "%s-%d", theme_codes[theme], goal + 1);
    set_text(b, &row, "statement", 8);
    set_one_of(b, &row, "owner", b->partners, PARTNERS);
    struct id parent = put(b, &row);
    for (int i = 0; i < b->size.results; i++) {
        int at = b->result_count++;
        row_set(&row, "programme", value_id(b->programmes[programme]));
        row_set(&row, "parent", value_id(parent));
        row_set(&row, "level", value_text("result"));
        row_set(&row, "theme", value_id(b->themes[theme]));
        set_format(&row, "code", "%s-%d.%d", theme_codes[theme], goal + 1, i + 1);
        set_text(b, &row, "statement", 8);
        set_one_of(b, &row, "owner", b->partners, PARTNERS);
        set_date(&row, "due", date_of(2011 + i % 4, 1, 1));
        b->results[at] = put(b, &row);
        b->result_programme[at] = programme;
        b->result_theme[at] = theme;
        b->result_number[at] = 10 * (goal + 1) + i + 1;
    }
    row_release(&row);
}

static void build_goals(struct builder *b)
{
    size_t room = (size_t)(b->size.programmes * THEMES * b->size.goals * b->size.results);
    b->results = memory_array(room, sizeof *b->results);
    b->result_programme = memory_array(room, sizeof *b->result_programme);
    b->result_theme = memory_array(room, sizeof *b->result_theme);
    b->result_number = memory_array(room, sizeof *b->result_number);
    for (int programme = 0; programme < b->size.programmes; programme++)
        for (int theme = 0; theme < THEMES; theme++)
            for (int goal = 0; goal < b->size.goals; goal++)
                build_results(b, programme, theme, goal);
}

static void build_indicators(struct builder *b)
{
    struct row row, target;
    b->indicators = memory_array((size_t)b->size.indicators, sizeof *b->indicators);
    b->level = memory_array((size_t)b->size.indicators, sizeof *b->level);
    row_init(&row, ENTITY_INDICATOR);
    row_init(&target, ENTITY_TARGET);
    for (int i = 0; i < b->size.indicators; i++) {
        int result = i % b->result_count;
        bool lower = chance_below(&b->chance, 3) == 0;
        row_set(&row, "goal", value_id(b->results[result]));
        set_format(&row, "code", "%s-%d.%d.%d", theme_codes[b->result_theme[result]],
                   b->result_number[result] / 10, b->result_number[result] % 10,
                   i / b->result_count + 1);
        set_text(b, &row, "name", 4);
        set_text(b, &row, "definition", 20);
        row_set(&row, "unit", value_text("%"));
        row_set(&row, "kind", value_text("percent"));
        row_set(&row, "direction", value_text(lower ? "lower" : "higher"));
        row_set(&row, "source", value_text("O+S (verzonnen)"));
        row_set(&row, "frequency", value_text("quarter"));
        set_benchmark(b, &row, i);
        b->indicators[i] = put(b, &row);
        b->level[i] = 10 + chance_below(&b->chance, 600) / 10.0;
        for (int year = 2011; year <= 2015; year += 4) {
            row_set(&target, "indicator", value_id(b->indicators[i]));
            set_date(&target, "due", date_of(year, 1, 1));
            row_set(&target, "operator", value_text(lower ? "at most" : "at least"));
            row_set(&target, "value", value_real(b->level[i] + (lower ? -1 : 1) * (year - 2007)));
            put(b, &target);
        }
    }
    row_release(&target);
    row_release(&row);
}

static void build_efforts(struct builder *b)
{
    struct row row, part;
    b->efforts = memory_array((size_t)b->size.efforts, sizeof *b->efforts);
    row_init(&row, ENTITY_EFFORT);
    for (int i = 0; i < b->size.efforts; i++) {
        int result = i % b->result_count;
        row_set(&row, "programme", value_id(b->programmes[b->result_programme[result]]));
        set_format(&row, "code", "I-%d", i / b->size.programmes + 1);
        set_text(b, &row, "title", 5);
        set_text(b, &row, "description", 40);
        set_one_of(b, &row, "lead", b->partners, PARTNERS);
        set_one_of(b, &row, "lead_person", b->people, PEOPLE);
        set_choice(b, &row, "phase");
        set_date(&row, "starts", date_of(2008, 1 + chance_below(&b->chance, 12), 1));
        set_date(&row, "ends", date_of(2010, 1 + chance_below(&b->chance, 12), 1));
        row_set(&row, "percent_done", value_integer(chance_below(&b->chance, 101)));
        b->efforts[i] = put(b, &row);
        row_init(&part, ENTITY_CONTRIBUTION);
        row_set(&part, "effort", value_id(b->efforts[i]));
        row_set(&part, "goal", value_id(b->results[result]));
        row_set(&part, "weight", value_integer(1 + chance_below(&b->chance, 3)));
        put(b, &part);
        row_release(&part);
        for (int j = 0; j < 3; j++) {
            row_init(&part, ENTITY_EFFORT_PARTNER);
            row_set(&part, "effort", value_id(b->efforts[i]));
            set_one_of(b, &part, "partner", b->partners, PARTNERS);
            put(b, &part);
            row_release(&part);
            row_init(&part, ENTITY_MILESTONE);
            row_set(&part, "effort", value_id(b->efforts[i]));
            set_text(b, &part, "title", 4);
            set_date(&part, "due", date_of(2008 + j, 1 + chance_below(&b->chance, 12), 15));
            put(b, &part);
            row_release(&part);
            row_init(&part, ENTITY_BUDGET_LINE);
            row_set(&part, "effort", value_id(b->efforts[i]));
            row_set(&part, "year", value_integer(2008 + j));
            set_one_of(b, &part, "funder", b->partners, PARTNERS);
            row_set(&part, "planned",
                    value_integer(100000LL * (1 + chance_below(&b->chance, 200))));
            put(b, &part);
            row_release(&part);
        }
    }
    row_release(&row);
}

static void build_problems(struct builder *b)
{
    struct row row;
    b->open = memory_array((size_t)b->size.problems + 1, sizeof *b->open);
    row_init(&row, ENTITY_PROBLEM);
    for (int i = 0; i < b->size.problems; i++) {
        int result = chance_below(&b->chance, b->result_count);
        row_set(&row, "programme", value_id(b->programmes[b->result_programme[result]]));
        set_format(&row, "code", "K-%d", i / b->size.programmes + 1);
        set_choice(b, &row, "kind");
        set_text(b, &row, "title", 6);
        set_text(b, &row, "cause", 15);
        set_text(b, &row, "consequence", 15);
        if (i % 2 == 0)
            set_text(b, &row, "correction", 20);
        row_set(&row, "severity", value_integer(1 + chance_below(&b->chance, 4)));
        if (strcmp(row_text(&row, "kind"), "risk") == 0)
            row_set(&row, "likelihood", value_integer(1 + chance_below(&b->chance, 4)));
        row_set(&row, "theme", value_id(b->themes[b->result_theme[result]]));
        row_set(&row, "goal", value_id(b->results[result]));
        set_one_of(b, &row, "raised_by", b->people, PEOPLE);
        date_t raised = b->last - chance_below(&b->chance, 700);
        set_date(&row, "raised_on", raised);
        set_one_of(b, &row, "owner", b->partners, PARTNERS);
        set_date(&row, "due", raised + 90);
        set_choice(b, &row, "status");
        if (strcmp(row_text(&row, "status"), "waiting") == 0)
            set_text(b, &row, "waiting_for", 3);
        set_choice(b, &row, "level");
        set_choice(b, &row, "visibility");
        bool open = problem_is_open(row_text(&row, "status"));
        struct id id = put(b, &row);
        if (open)
            b->open[b->open_count++] = id;
    }
    row_release(&row);
}

/* Round after round over all indicators, as figures come in. */
static void build_measurements(struct builder *b)
{
    struct row row;
    int rounds = b->size.measurements / b->size.indicators;
    int days = rounds > 100 ? 7 : 91;
    row_init(&row, ENTITY_MEASUREMENT);
    for (int round = 0; round < rounds; round++) {
        date_t date = b->last - days * (rounds - 1 - round);
        for (int i = 0; i < b->size.indicators; i++) {
            int kind = chance_below(&b->chance, 200);
            b->level[i] += (chance_below(&b->chance, 21) - 10) / 20.0;
            double value = b->level[i] < 1 ? 1 : b->level[i] > 99 ? 99 : b->level[i];
            row_set(&row, "indicator", value_id(b->indicators[i]));
            set_date(&row, "taken_on", date);
            row_set(&row, "status",
                    value_text(kind == 0   ? "secret"
                               : kind < 20 ? "provisional"
                                           : "final"));
            if (kind > 0)
                row_set(&row, "value", value_real((double)(int)(value * 10) / 10));
            if (round == rounds / 2)
                row_set(&row, "is_baseline", value_integer(1));
            if (kind == 1)
                set_text(b, &row, "note", 10);
            put(b, &row);
        }
    }
    row_release(&row);
}

static struct size size_of(const char *name)
{
    if (strcmp(name, "city") == 0)
        return city;
    if (strcmp(name, "small") == 0)
        return small;
    int by = atoi(name);
    if (by < 1) {
        fprintf(stderr, "usage: city FILE city|small|NUMBER\n");
        exit(2);
    }
    struct size size = {.programmes = 17, .goals = 1, .results = 1, .indicators = 17};
    size.measurements = city.measurements / by;
    size.efforts = city.efforts / by + 1;
    size.problems = city.problems / by + 1;
    size.meetings = city.meetings / by + 1;
    size.entries = city.entries / by + 1;
    size.agreements = city.agreements / by + 1;
    size.escalations = city.escalations / by + 1;
    return size;
}

static void build(struct builder *b)
{
    struct error error = ERROR_NONE;
    if (!journal_run_begin(b->journal, "Verzonnen gegevens om mee te meten", &error))
        stop(&error);
    build_people(b);
    build_programmes(b);
    build_goals(b);
    build_indicators(b);
    build_efforts(b);
    build_problems(b);
    build_charter(b);
    build_meetings(b);
    build_measurements(b);
    build_escalations(b);
    flush(b);
    if (!journal_run_end(b->journal, &error))
        stop(&error);
}

int main(int count, char **arguments)
{
    struct error error = ERROR_NONE;
    struct builder b = {.chance = {20091127}, .moment = 1196121600000};
    struct db *db;
    struct timespec begin, end;
    b.size = size_of(count == 3 ? arguments[2] : "");
    b.first = date_of(2000, 1, 1);
    b.last = date_of(2009, 11, 20);
    unlink(arguments[1]);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    struct buffer key = BUFFER_EMPTY;
    buffer_format(&key, "%s.key", arguments[1]);
    if (!db_open(&db, arguments[1], &(struct db_options){.create = true}, &error) ||
        !journal_open(&b.journal, db, key.bytes, &error))
        stop(&error);
    journal_person(b.journal, "city");
    draft_init(&b.draft, "Verzonnen gegevens om mee te meten");
    build(&b);
    build_figures(&b, db);
    draft_release(&b.draft);
    if (!journal_close(b.journal, &error))
        stop(&error);
    db_close(db);
    buffer_release(&key);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double took =
        (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
    struct stat status;
    if (stat(arguments[1], &status) != 0)
        return 1;
    printf("rows %ld seconds %.2f rows_per_second %.0f bytes %lld\n", b.rows, took,
           (double)b.rows / took, (long long)status.st_size);
    free(b.results);
    free(b.result_programme);
    free(b.result_theme);
    free(b.result_number);
    free(b.indicators);
    free(b.level);
    free(b.efforts);
    free(b.open);
    return 0;
}
