#include "statements.h"

/* A line a module, in the order of their names. */
const struct statement_module statement_modules[] = {
    {"charter", charter_statements, &charter_statement_count},
    {"check", check_statements, &check_statement_count},
    {"db_mark", db_mark_statements, &db_mark_statement_count},
    {"erase", erase_statements, &erase_statement_count},
    {"fold", fold_statements, &fold_statement_count},
    {"history", history_statements, &history_statement_count},
    {"history_site", history_site_statements, &history_site_statement_count},
    {"journal_site", journal_site_statements, &journal_site_statement_count},
    {"journal_take", journal_take_statements, &journal_take_statement_count},
    {"journal_write", journal_write_statements, &journal_write_statement_count},
    {"load", load_statements, &load_statement_count},
    {"measured", measured_statements, &measured_statement_count},
    {"measured_lately", measured_lately_statements, &measured_lately_statement_count},
    {"noticed", noticed_statements, &noticed_statement_count},
    {"project_row", project_row_statements, &project_row_statement_count},
    {"reference", reference_statements, &reference_statement_count},
    {"search", search_statements, &search_statement_count},
    {"since", since_statements, &since_statement_count},
    {"titles", titles_statements, &titles_statement_count},
    {"undo", undo_statements, &undo_statement_count},
    {NULL, NULL, NULL},
};
