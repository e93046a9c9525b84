/*
 * IATI 2.03 results: the public goals, indicators, targets and measurements of the programme looked
 * at (or of all adopted ones) as an XML file for the international register of aid and results. An
 * activity is a programme, a result a goal, an indicator an indicator; a period runs from the
 * baseline or the target before to a target, with the last value measured in it.
 *
 * Structure and codes: IATI Standard 2.03, activity schema and code lists ActivityStatus,
 * ActivityDateType, OrganisationRole, ResultType, IndicatorMeasure, BudgetType, BudgetStatus.
 */
#ifndef WIJK_APP_IATI_H
#define WIJK_APP_IATI_H

#include "wijk/app/session.h"

/* Writes the file, mode 0644: whole or not at all. The reporting organisation is the option
 * iati_organisation; refused with a sentence when it is not set. *results (may be NULL) is how many
 * goals were written. */
bool iati_write(struct session *session, const char *path, long *results,
                struct error *error) MUST_USE;

#endif
