#include "wijk/store/journal.h"

#include <stdlib.h>
#include <string.h>

#include "crypto.h"
#include "journal_site.h"
#include "wijk/base/language.h"

static void free_journal(struct journal *journal)
{
    free(journal->key_path);
    free(journal->person);
    free(journal->run_label);
    body_writer_release(&journal->writer);
    crypto_wipe(&journal->key, sizeof journal->key);
    crypto_wipe(&journal->fresh, sizeof journal->fresh);
    free(journal);
}

bool journal_open(struct journal **out, struct db *db, const char *key_path, struct error *error)
{
    *out = NULL;
    if (!crypto_start(error))
        return false;
    struct journal *journal = memory_new(sizeof *journal);
    journal->db = db;
    journal->key_path = memory_string(key_path);
    journal->writer.changes = BUFFER_EMPTY;
    if (!journal_site_find(journal, error)) {
        free_journal(journal);
        return false;
    }
    *out = journal;
    return true;
}

bool journal_close(struct journal *journal, struct error *error)
{
    if (journal == NULL)
        return true;
    journal_run_abort(journal);
    bool fine = journal->made == 0 || journal_site_seal(journal, error);
    free_journal(journal);
    return fine;
}

void journal_person(struct journal *journal, const char *name)
{
    free(journal->person);
    journal->person = name == NULL || *name == '\0' ? NULL : memory_string(name);
}

void journal_meeting(struct journal *journal, struct id meeting)
{
    journal->meeting = meeting;
}

void journal_day(struct journal *journal, date_t day)
{
    journal->moment = day == DATE_NONE ? 0 : moment_at(day, 9 * 60);
}

const char *journal_letter(const struct journal *journal)
{
    return journal->home ? "" : journal->letter;
}

int64_t journal_last_act(const struct journal *journal)
{
    return journal->last_act;
}

/* After a rollback: a site that was made in the transaction is not in the file. */
void journal_forget(struct journal *journal, int64_t made, int64_t last_act)
{
    struct error ignored = ERROR_NONE;
    db_rollback(journal->db);
    journal->made = made;
    journal->last_act = last_act;
    if (!journal_site_find(journal, &ignored))
        journal->known = false;
}

bool journal_commit(struct journal *journal, struct draft *draft, struct error *error)
{
    if (journal->running)
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    if (draft_is_empty(draft))
        return true;
    int64_t made = journal->made, last_act = journal->last_act, acts = 0;
    if (!db_begin(journal->db, error))
        return false;
    bool fine =
        journal_site_ready(journal, error) &&
        journal_write(journal, draft, &(struct journal_frame){.label = draft->label}, &acts, error);
    if (fine && acts > 0 && db_commit(journal->db, error))
        return true;
    journal_forget(journal, made, last_act);
    return fine && acts == 0;
}

bool journal_run_begin(struct journal *journal, const char *label, struct error *error)
{
    if (journal->running)
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    if (!db_begin(journal->db, error))
        return false;
    if (!journal_site_ready(journal, error)) {
        journal_forget(journal, journal->made, journal->last_act);
        return false;
    }
    journal->running = true;
    journal->run_label = memory_string(label);
    journal->run = journal->seq + 1;
    journal->run_made = journal->made;
    journal->run_last = journal->last_act;
    db_bulk(journal->db, true);
    return true;
}

bool journal_run_add(struct journal *journal, struct draft *draft, struct error *error)
{
    int64_t acts;
    if (!journal->running)
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    struct journal_frame frame = {.label = journal->run_label, .run = journal->run};
    return journal_write(journal, draft, &frame, &acts, error);
}

static void end_run(struct journal *journal)
{
    free(journal->run_label);
    journal->run_label = NULL;
    journal->running = false;
    db_bulk(journal->db, false);
}

bool journal_run_end(struct journal *journal, struct error *error)
{
    if (!journal->running)
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    bool made = journal->made > journal->run_made;
    bool fine = made && db_commit(journal->db, error);
    if (!fine)
        journal_forget(journal, journal->run_made, journal->run_last);
    end_run(journal);
    return fine || !made;
}

void journal_run_abort(struct journal *journal)
{
    if (!journal->running)
        return;
    journal_forget(journal, journal->run_made, journal->run_last);
    end_run(journal);
}
