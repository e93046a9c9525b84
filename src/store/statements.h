/*
 * The tables of statements of the store's modules, for statement_modules.c and its test.
 */
#ifndef WIJK_SRC_STORE_STATEMENTS_H
#define WIJK_SRC_STORE_STATEMENTS_H

#include "wijk/store/statement.h"

#define STATEMENT_TABLE(module)                                                                    \
    extern const struct statement_text module##_statements[];                                      \
    extern const size_t module##_statement_count
/* Behind the table of a module. */
#define STATEMENT_COUNT(module)                                                                    \
    const size_t module##_statement_count = sizeof module##_statements / sizeof *module##_statements

STATEMENT_TABLE(apart);
STATEMENT_TABLE(at_work);
STATEMENT_TABLE(charter);
STATEMENT_TABLE(check);
STATEMENT_TABLE(check_history);
STATEMENT_TABLE(db_mark);
STATEMENT_TABLE(erase);
STATEMENT_TABLE(erase_follow);
STATEMENT_TABLE(exchange_branch);
STATEMENT_TABLE(exchange_in);
STATEMENT_TABLE(exchange_out);
STATEMENT_TABLE(exchange_rules);
STATEMENT_TABLE(exchange_seal);
STATEMENT_TABLE(exchange_taken);
STATEMENT_TABLE(fold);
STATEMENT_TABLE(history);
STATEMENT_TABLE(history_disagree);
STATEMENT_TABLE(history_site);
STATEMENT_TABLE(journal_fill);
STATEMENT_TABLE(journal_park);
STATEMENT_TABLE(journal_site);
STATEMENT_TABLE(journal_take);
STATEMENT_TABLE(journal_write);
STATEMENT_TABLE(load);
STATEMENT_TABLE(measured);
STATEMENT_TABLE(measured_lately);
STATEMENT_TABLE(noticed);
STATEMENT_TABLE(noticed_efforts);
STATEMENT_TABLE(peer);
STATEMENT_TABLE(project_row);
STATEMENT_TABLE(reference);
STATEMENT_TABLE(search);
STATEMENT_TABLE(since);
STATEMENT_TABLE(titles);
STATEMENT_TABLE(undo);
STATEMENT_TABLE(undo_state);
STATEMENT_TABLE(undo_take);

#endif
