#include "wijk/app/session.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/config/config.h"
#include "wijk/store/at_work.h"
#include "wijk/store/backup.h"
#include "wijk/store/db.h"
#include "wijk/store/history.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"

date_t session_day(void)
{
    const char *given = getenv("WIJK_TODAY");
    date_t day;
    return given != NULL && date_parse_iso(given, &day) ? day : date_today();
}

/* The name in the password file's comment field, up to its first comma, else the login name. */
static char *login_name(void)
{
    const struct passwd *entry = getpwuid(getuid());
    if (entry == NULL)
        return memory_string("");
    size_t length = entry->pw_gecos == NULL ? 0 : strcspn(entry->pw_gecos, ",");
    return length > 0 ? memory_bytes(entry->pw_gecos, length) : memory_string(entry->pw_name);
}

static char *who(const struct session_options *options)
{
    if (options->person != NULL && *options->person != '\0')
        return memory_string(options->person);
    const char *configured = options->config == NULL ? "" : config_text(options->config, "person");
    return *configured != '\0' ? memory_string(configured) : login_name();
}

static bool open_journal(struct session *session, const char *key_path, struct error *error)
{
    /* Who only reads wants to know which copy this is; without a key it is none. */
    bool looking = session->read_only && !session->dry_run;
    struct error ignored = ERROR_NONE;
    struct buffer path = BUFFER_EMPTY;
    bool opened = true;
    if (key_path != NULL)
        buffer_add_text(&path, key_path);
    else if ((opened = path_data(&path, looking ? &ignored : error)) &&
             (looking || (opened = path_make_folders(path.bytes, error))))
        buffer_add_text(&path, "/site.key");
    opened = opened &&
             journal_open(&session->journal, session->db, path.bytes, looking ? &ignored : error);
    if (opened)
        journal_person(session->journal, session->person);
    buffer_release(&path);
    return opened || looking;
}

bool session_hold(struct session *session)
{
    return session != NULL && db_hold(session->db);
}

void session_let_go(struct session *session, bool held)
{
    if (held)
        db_let_go(session->db, held);
}

int session_programmes(struct session *session)
{
    struct at_work at_work;
    struct error ignored = ERROR_NONE;
    return at_work_count(session->db, &at_work, &ignored) ? at_work.count : 0;
}

bool session_only_programme(struct session *session, struct id *programme, struct error *error)
{
    struct at_work at_work;
    bool read = at_work_count(session->db, &at_work, error);
    *programme = at_work.only;
    return read;
}

struct by_area {
    struct db *db;
    const char *wanted;
    struct id found;
    int count;
};

static bool match_area(void *context, const struct row *row, struct error *error)
{
    struct by_area *by = context;
    struct buffer name = BUFFER_EMPTY;
    bool named = record_name(by->db, ENTITY_AREA, row_reference(row, "area"), &name, error);
    if (named && text_contains(name.bytes, by->wanted) && text_contains(by->wanted, name.bytes)) {
        by->found = row->id;
        by->count++;
    }
    buffer_release(&name);
    return named;
}

bool session_choose(struct session *session, const char *programme, struct error *error)
{
    if (*programme == '\0') {
        session->programme = (struct id){{0}};
        session->changes++;
        return true;
    }
    struct by_area by = {.db = session->db, .wanted = programme};
    struct query query;
    query_init(&query, ENTITY_PROGRAMME);
    bool read = record_each(session->db, &query, match_area, &by, error);
    query_release(&query);
    if (!read)
        return false;
    if (by.count != 1 && !rows_find(session, ENTITY_PROGRAMME, programme, &by.found, error))
        return false;
    session->programme = by.found;
    session->changes++;
    return true;
}

/* Who only reads cannot bring a file of an older version up to date: then that is done first. */
static bool open_file(struct session *session, const struct session_options *options,
                      struct error *error)
{
    struct db_options how = {.create = options->create,
                             .fresh = options->create,
                             .read_only = options->read_only || options->dry_run};
    if (db_open(&session->db, options->path, &how, error))
        return true;
    if (error->code != ERROR_VERSION || !options->read_only)
        return false;
    error_clear(error);
    how.read_only = false;
    if (!db_open(&session->db, options->path, &how, error))
        return false;
    db_close(session->db);
    session->db = NULL;
    how.read_only = true;
    return db_open(&session->db, options->path, &how, error);
}

static bool open_all(struct session *session, const struct session_options *options,
                     struct error *error)
{
    if (!open_file(session, options, error))
        return false;
    session->read_only = db_read_only(session->db);
    session->warning = memory_string(db_warning(session->db));
    if (!open_journal(session, options->key_path, error))
        return false;
    session->data_version = db_data_version(session->db);
    return options->programme != NULL ? session_choose(session, options->programme, error)
                                      : session_only_programme(session, &session->programme, error);
}

bool session_open(struct session **out, const struct session_options *options, struct error *error)
{
    struct session *session = memory_new(sizeof *session);
    session->config = options->config;
    session->dry_run = options->dry_run;
    session->path = memory_string(options->path);
    session->person = who(options);
    session->today = session_day();
    session->backed_up = session->ahead = DATE_NONE;
    if (open_all(session, options, error)) {
        *out = session;
        return true;
    }
    session_close(session);
    return false;
}

void session_close(struct session *session)
{
    if (session == NULL)
        return;
    struct error ignored =
        ERROR_NONE; /* what could not be sealed now is sealed by the next session */
    if (!journal_close(session->journal, &ignored))
        error_clear(&ignored);
    db_close(session->db);
    free(session->path);
    free(session->person);
    free(session->warning);
    free(session);
}

void session_abandon(struct session *session)
{
    struct error ignored = ERROR_NONE;
    int64_t newest;
    bool empty = history_newest(session->db, &newest, &ignored) && newest == 0;
    char *path = memory_string(session->path);
    session_close(session);
    if (empty) {
        struct buffer journal = BUFFER_EMPTY;
        buffer_format(&journal, "%s-journal", path);
        (void)unlink(path);
        (void)unlink(journal.bytes);
        buffer_release(&journal);
    }
    free(path);
}

bool session_refresh(struct session *session, struct error *error)
{
    date_t today = session_day();
    int64_t version = db_data_version(session->db);
    if (version < 0)
        return db_failed(session->db, error);
    if (version != session->data_version) {
        record_names_forget(session->db);
        session->changes++;
    }
    if (today != session->today)
        session->changes++;
    session->data_version = version;
    session->today = today;
    return true;
}

static int year_of(const struct row *row, const char *column)
{
    int year = 0, month, day;
    date_t date = row_date(row, column);
    if (date != DATE_NONE)
        date_parts(date, &year, &month, &day);
    return year;
}

void session_heading(struct session *session, struct buffer *out)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (id_is_none(session->programme)) {
        buffer_add_text(out, _("all programmes"));
        return;
    }
    if (!rows_get(session, ENTITY_PROGRAMME, session->programme, &row, &ignored))
        return;
    rows_name(session, ENTITY_AREA, row_reference(&row, "area"), out);
    int from = year_of(&row, "starts"), to = year_of(&row, "ends");
    if (from != 0 && to != 0)
        buffer_format(out, _(" · programme %d–%d"), from, to);
    else if (from != 0)
        buffer_format(out, _(" · programme from %d"), from);
    row_release(&row);
}

void session_set_person(struct session *session, const char *person)
{
    free(session->person);
    session->person = memory_string(person);
    if (session->journal != NULL)
        journal_person(session->journal, person);
}

bool session_writable(struct session *session, struct error *error)
{
    return !session->read_only || session->dry_run ||
           error_set(
               error, ERROR_READ_ONLY,
               _("%s is read-only: nothing can be changed in it; copy it to a place where you "
                 "may write"),
               session->path);
}

/* Once a day, before the first change. A backup that fails does not stop the work: it is said. */
static void back_up_daily(struct session *session)
{
    if (session->backed_up == session->today)
        return;
    session->backed_up = session->today;
    if (session->config != NULL && !config_flag(session->config, "backup_daily"))
        return;
    int keep = session->config == NULL ? 10 : (int)config_integer(session->config, "backups_keep");
    struct error error = ERROR_NONE;
    if (backup_daily(session->db, session->today, keep, &error))
        return;
    free(session->warning);
    session->warning = memory_string(error.message);
}

bool session_commit(struct session *session, struct draft *draft, struct error *error)
{
    if (!session_writable(session, error))
        return false;
    if (session->dry_run)
        return true;
    back_up_daily(session);
    if (!journal_commit(session->journal, draft, error))
        return false;
    session->changes++;
    return true;
}
