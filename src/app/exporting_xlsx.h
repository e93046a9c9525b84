/* The first sheet of a spreadsheet of everything. For src/app/exporting_xlsx*.c only. */
#ifndef WIJK_SRC_APP_EXPORTING_XLSX_H
#define WIJK_SRC_APP_EXPORTING_XLSX_H

#include "wijk/app/session.h"
#include "xlsx.h"

/* Tables with a chart each: goals by theme and light, problems by severity, money by year, and
 * the neighbourhoods where there are several. */
bool exporting_dashboard(struct session *session, struct xlsx_book *book,
                         struct error *error) MUST_USE;

#endif
