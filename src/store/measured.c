#include "wijk/store/measured.h"

#include <string.h>

#include "statements.h"
#include "wijk/base/vector.h"

#define COLUMNS                                                                                    \
    "m.id AS id, m.indicator AS indicator, m.taken_on AS taken_on, m.value AS value, "             \
    "m.numerator AS numerator, m.denominator AS denominator, m.status AS status, "                 \
    "m.is_baseline AS is_baseline"
/* Parts only where they count. */
#define RECENT_OF                                                                                  \
    "SELECT m.id AS id, m.taken_on AS taken_on, m.value AS value, m.status AS status, "            \
    "m.is_baseline AS is_baseline, "                                                               \
    "CASE WHEN m.value IS NULL THEN m.numerator END AS numerator, "                                \
    "CASE WHEN m.value IS NULL THEN m.denominator END AS denominator "                             \
    "FROM measurement m WHERE m.indicator = :indicator AND m.deleted = 0 AND "
#define RECENT_FIRST " ORDER BY m.taken_on DESC, m.id DESC LIMIT :most"
#define TARGETS_THAT_COUNT "t.deleted = 0 AND t.value IS NOT NULL AND coalesce(t.superseded, 0) = 0"
#define TARGET_COLUMNS                                                                             \
    "t.id AS id, t.indicator AS indicator, t.due AS due, t.operator AS operator, "                 \
    "t.value AS value, t.value_to AS value_to"
#define OF_PROGRAMME                                                                               \
    "i.deleted = 0 AND (:programme IS NULL OR i.goal IN "                                          \
    "(SELECT g.id FROM goal g WHERE g.programme = :programme AND g.deleted = 0))"

enum {
    SERIES,
    RECENT,
    RECENT_KNOWN,
    BEFORE,
    ALONE,
    LATEST,
    BASELINES,
    BASELINES_ALL,
    OLDEST,
    TARGETS,
    TARGETS_ALL,
    TARGETS_OF,
    PROBLEMS,
    OPEN,
    COUNTS
};

/* The latest of each by a correlated subquery on (indicator, taken_on): grouping and window
 * functions read every measurement. */
const struct statement_text measured_statements[] = {
    [SERIES] = {"measured_series",
                "SELECT " COLUMNS " FROM measurement m "
                "WHERE m.indicator = :indicator AND m.deleted = 0 AND "
                "(:since IS NULL OR m.taken_on >= :since OR m.is_baseline = 1) "
                "ORDER BY m.taken_on, m.id",
                0},
    [RECENT] = {"measured_recent", RECENT_OF "m.taken_on <= :day" RECENT_FIRST, 0},
    [RECENT_KNOWN] = {"measured_recent_known",
                      RECENT_OF "m.taken_on <= :day AND m.id <= :newest" RECENT_FIRST, 0},
    [BEFORE] = {"measured_before", RECENT_OF "(m.taken_on, m.id) < (:day, :before)" RECENT_FIRST,
                0},
    [ALONE] = {"measured_alone",
               "SELECT EXISTS (SELECT 1 FROM measurement INDEXED BY measurement_indicator "
               "WHERE indicator = :indicator AND taken_on = :taken_on AND deleted = 0 "
               "AND id <> :id) AS another",
               0},
    [LATEST] = {"measured_latest",
                "SELECT " COLUMNS " FROM indicator i JOIN measurement m ON m.id = "
                "(SELECT l.id FROM measurement l WHERE l.indicator = i.id AND l.deleted = 0 "
                "ORDER BY l.taken_on DESC, l.id DESC LIMIT 1) "
                "WHERE " OF_PROGRAMME " ORDER BY i.id",
                STATEMENT_SCANS},
    [BASELINES] = {"measured_baselines", /* from the index alone */
                   "SELECT " COLUMNS " FROM indicator i JOIN measurement m "
                   "INDEXED BY measurement_baseline ON m.indicator = i.id "
                   "WHERE m.is_baseline = 1 AND m.deleted = 0 AND " OF_PROGRAMME
                   " ORDER BY m.indicator, m.taken_on, m.id",
                   STATEMENT_SCANS},
    [BASELINES_ALL] = {"measured_baselines_all",
                       "SELECT " COLUMNS " FROM measurement m INDEXED BY measurement_baseline "
                       "WHERE m.is_baseline = 1 AND m.deleted = 0 "
                       "ORDER BY m.indicator, m.taken_on, m.id",
                       STATEMENT_SCANS},
    [OLDEST] = {"measured_oldest",
                "SELECT " COLUMNS " FROM measurement m INDEXED BY measurement_indicator "
                "WHERE m.indicator = :indicator AND m.taken_on <= :day AND m.id <= :newest AND "
                "m.deleted = 0 AND (m.value IS NOT NULL OR "
                "(m.numerator IS NOT NULL AND m.denominator > 0)) "
                "ORDER BY m.taken_on, m.id LIMIT 1",
                0},
    [TARGETS] = {"measured_targets",
                 "SELECT " TARGET_COLUMNS " FROM indicator i JOIN target t ON t.indicator = i.id "
                 "WHERE " TARGETS_THAT_COUNT " AND " OF_PROGRAMME " ORDER BY i.id, t.due, t.id",
                 STATEMENT_SCANS},
    /* Of all: once through the table, not a row at a time by an index. */
    [TARGETS_ALL] = {"measured_targets_all",
                     "SELECT " TARGET_COLUMNS " FROM target t NOT INDEXED "
                     "WHERE " TARGETS_THAT_COUNT " ORDER BY t.indicator, t.due, t.id",
                     STATEMENT_SCANS},
    [TARGETS_OF] = {"measured_targets_of",
                    "SELECT " TARGET_COLUMNS
                    " FROM target t WHERE t.indicator = :indicator AND " TARGETS_THAT_COUNT
                    " ORDER BY t.due, t.id",
                    0},
    [PROBLEMS] = {"measured_problems",
                  "SELECT coalesce(p.theme, g.theme) AS theme, count(*) AS open, "
                  "sum(p.severity = 4) AS critical, sum(p.severity = 3) AS high, "
                  "sum(p.level <> 'group') AS escalated "
                  "FROM problem p LEFT JOIN goal g ON g.id = p.goal "
                  "WHERE p.deleted = 0 AND p.status NOT IN ('solved', 'rejected') AND "
                  "(:programme IS NULL OR p.programme = :programme) "
                  "GROUP BY coalesce(p.theme, g.theme)",
                  STATEMENT_SCANS},
    [OPEN] = {"measured_open_problems",
              "SELECT p.programme AS programme, p.theme AS theme, p.goal AS goal, "
              "p.effort AS effort, p.severity AS severity "
              "FROM problem p INDEXED BY problem_programme "
              "WHERE p.deleted = 0 AND p.status NOT IN ('solved', 'rejected') AND "
              "(:programme IS NULL OR p.programme = :programme)",
              STATEMENT_SCANS},
    [COUNTS] = {"measured_problem_counts", /* from an index that holds the open ones alone */
                "SELECT p.programme AS programme, count(*) AS open, "
                "sum(p.severity = 4) AS critical FROM problem p INDEXED BY problem_open "
                "WHERE p.deleted = 0 AND p.status NOT IN ('solved', 'rejected') "
                "GROUP BY p.programme",
                STATEMENT_SCANS},
};
STATEMENT_COUNT(measured);

static enum measured_status status_of(const char *text)
{
    static const char *const names[] = {"final", "provisional", "estimate", "secret",
                                        "unavailable"};
    for (size_t i = 0; text != NULL && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], text) == 0)
            return (enum measured_status)i;
    return MEASURED_FINAL;
}

/* Asks no more columns than it needs: figures are read by the ten thousands. */
static struct measured read_measured(struct statement *statement)
{
    struct measured measured = {
        .id = statement_id(statement, "id"),
        .taken_on = statement_date(statement, "taken_on"),
        .known = !statement_is_null(statement, "value"),
        .status = status_of(statement_text(statement, "status")),
        .baseline = statement_integer(statement, "is_baseline") != 0,
    };
    if (measured.known)
        measured.value = statement_real(statement, "value");
    return measured;
}

static void read_parts(struct statement *statement, struct measured *measured)
{
    measured->parts =
        !statement_is_null(statement, "numerator") && !statement_is_null(statement, "denominator");
    if (!measured->parts)
        return;
    measured->numerator = statement_real(statement, "numerator");
    measured->denominator = statement_real(statement, "denominator");
}

static bool read_series(struct statement *statement, struct measured_series *out,
                        struct error *error)
{
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW) {
        struct measured measured = read_measured(statement);
        measured.indicator = statement_id(statement, "indicator");
        read_parts(statement, &measured);
        *VECTOR_PUSH(out) = measured;
    }
    statement_reset(statement);
    return step == STATEMENT_DONE;
}

bool measured_series(struct db *db, struct id indicator, date_t since, struct measured_series *out,
                     struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[SERIES], error);
    if (statement == NULL)
        return false;
    char iso[DATE_TEXT_SIZE];
    statement_bind_id(statement, "indicator", indicator);
    if (since != DATE_NONE)
        date_iso(since, iso);
    statement_bind_text(statement, "since", since == DATE_NONE ? NULL : iso);
    return read_series(statement, out, error);
}

static void turn_round(struct measured *items, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct measured swap = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = swap;
    }
}

/* Every date is below '9'. */
static void bind_which(struct statement *statement, const struct measured_which *which)
{
    char iso[DATE_TEXT_SIZE] = "9";
    if (which->until.day != DATE_NONE)
        date_iso(which->until.day, iso);
    statement_bind_id(statement, "indicator", which->indicator);
    statement_bind_text(statement, "day", iso);
}

/* The newest first, as the statement has them, turned round. */
static bool read_recent(struct statement *statement, const struct measured_which *which,
                        struct measured_series *out, struct error *error)
{
    size_t first = out->count;
    statement_bind_integer(statement, "most", which->most);
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW) {
        struct measured measured = read_measured(statement);
        measured.indicator = which->indicator;
        if (!measured.known)
            read_parts(statement, &measured);
        *VECTOR_PUSH(out) = measured;
    }
    statement_reset(statement);
    if (out->count > first)
        turn_round(out->items + first, out->count - first);
    return step == STATEMENT_DONE;
}

bool measured_recent(struct db *db, const struct measured_which *which, struct measured_series *out,
                     struct error *error)
{
    bool known = !id_is_none(which->until.newest);
    struct statement *statement =
        statement_get(db, &measured_statements[known ? RECENT_KNOWN : RECENT], error);
    if (statement == NULL)
        return false;
    bind_which(statement, which);
    if (known)
        statement_bind_id(statement, "newest", which->until.newest);
    return read_recent(statement, which, out, error);
}

bool measured_before(struct db *db, const struct measured_which *which, struct measured_series *out,
                     struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[BEFORE], error);
    if (statement == NULL)
        return false;
    bind_which(statement, which);
    statement_bind_id(statement, "before", which->until.newest);
    return read_recent(statement, which, out, error);
}

bool measured_alone(struct db *db, const struct measured *measured, bool *alone,
                    struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[ALONE], error);
    char iso[DATE_TEXT_SIZE];
    bool found;
    if (statement == NULL)
        return false;
    date_iso(measured->taken_on, iso);
    statement_bind_id(statement, "indicator", measured->indicator);
    statement_bind_text(statement, "taken_on", iso);
    statement_bind_id(statement, "id", measured->id);
    if (!statement_first(statement, &found, error))
        return false;
    *alone = statement_integer(statement, "another") == 0;
    statement_reset(statement);
    return true;
}

bool measured_latest(struct db *db, struct id programme, struct measured_series *out,
                     struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[LATEST], error);
    if (statement == NULL)
        return false;
    statement_bind_id(statement, "programme", programme);
    return read_series(statement, out, error);
}

bool measured_baselines(struct db *db, struct id programme, struct measured_series *out,
                        struct error *error)
{
    bool all = id_is_none(programme);
    struct statement *statement =
        statement_get(db, &measured_statements[all ? BASELINES_ALL : BASELINES], error);
    if (statement == NULL)
        return false;
    if (!all)
        statement_bind_id(statement, "programme", programme);
    return read_series(statement, out, error);
}

bool measured_oldest(struct db *db, const struct measured_which *which, struct measured_series *out,
                     struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[OLDEST], error);
    if (statement == NULL)
        return false;
    struct id newest = which->until.newest;
    if (id_is_none(newest))
        memset(newest.bytes, 0xff, sizeof newest.bytes); /* every id is at most that */
    bind_which(statement, which);
    statement_bind_id(statement, "newest", newest);
    return read_series(statement, out, error);
}

static enum measured_operator operator_of(const char *text)
{
    if (text != NULL && strcmp(text, "at most") == 0)
        return TARGET_AT_MOST;
    if (text != NULL && strcmp(text, "equal") == 0)
        return TARGET_EQUAL;
    if (text != NULL && strcmp(text, "between") == 0)
        return TARGET_BETWEEN;
    return TARGET_AT_LEAST;
}

bool measured_targets(struct db *db, struct id indicator, struct id programme,
                      struct measured_targets *out, struct error *error)
{
    bool one = !id_is_none(indicator), all = !one && id_is_none(programme);
    struct statement *statement = statement_get(db,
                                                &measured_statements[one   ? TARGETS_OF
                                                                     : all ? TARGETS_ALL
                                                                           : TARGETS],
                                                error);
    if (statement == NULL)
        return false;
    if (!all)
        statement_bind_id(statement, one ? "indicator" : "programme", one ? indicator : programme);
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(out) = (struct measured_target){
            .id = statement_id(statement, "id"),
            .indicator = statement_id(statement, "indicator"),
            .due = statement_date(statement, "due"),
            .operator= operator_of(statement_text(statement, "operator")),
            .value = statement_real(statement, "value"),
            .value_to = statement_real(statement, "value_to"),
        };
    statement_reset(statement);
    return step == STATEMENT_DONE;
}

bool measured_problems(struct db *db, struct id programme, struct measured_problem_list *out,
                       struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[PROBLEMS], error);
    if (statement == NULL)
        return false;
    statement_bind_id(statement, "programme", programme);
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(out) = (struct measured_problems){
            .theme = statement_id(statement, "theme"),
            .open = (long)statement_integer(statement, "open"),
            .critical = (long)statement_integer(statement, "critical"),
            .high = (long)statement_integer(statement, "high"),
            .escalated = (long)statement_integer(statement, "escalated"),
        };
    statement_reset(statement);
    return step == STATEMENT_DONE;
}

bool measured_open_problems(struct db *db, struct id programme, struct measured_open *out,
                            struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[OPEN], error);
    if (statement == NULL)
        return false;
    statement_bind_id(statement, "programme", programme);
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(out) = (struct measured_problem){
            .programme = statement_id(statement, "programme"),
            .theme = statement_id(statement, "theme"),
            .goal = statement_id(statement, "goal"),
            .effort = statement_id(statement, "effort"),
            .severity = (int)statement_integer(statement, "severity"),
        };
    statement_reset(statement);
    return step == STATEMENT_DONE;
}

bool measured_problem_counts(struct db *db, struct measured_counts *out, struct error *error)
{
    struct statement *statement = statement_get(db, &measured_statements[COUNTS], error);
    if (statement == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(out) = (struct measured_count){
            .programme = statement_id(statement, "programme"),
            .open = (int)statement_integer(statement, "open"),
            .critical = (int)statement_integer(statement, "critical"),
        };
    statement_reset(statement);
    return step == STATEMENT_DONE;
}
