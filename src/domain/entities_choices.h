// clang-format off
/*
 * The choices of the entities table, one line a set: the value as it is stored and the word for people. For
 * src/domain/entities.c only.
 */
#ifndef WIJK_SRC_DOMAIN_ENTITIES_CHOICES_H
#define WIJK_SRC_DOMAIN_ENTITIES_CHOICES_H

#include "wijk/base/language.h"
#include "wijk/domain/entity.h"

#define END {NULL, NULL}

static const struct choice area_kinds[] = {
    {"city", N_("city")}, {"district", N_("district")}, {"priority area", N_("priority area")},
    {"neighbourhood", N_("neighbourhood")}, END};

static const struct choice code_schemes[] = {
    {"bbga", N_("BBGA (Amsterdam figures)")}, {"cbs", N_("CBS (Statistics Netherlands)")},
    {"pc4", N_("postcode (four digits)")}, {"other", N_("other")}, END};

static const struct choice partner_kinds[] = {
    {"district", N_("district")}, {"city department", N_("city department")},
    {"housing corporation", N_("housing corporation")}, {"ministry", N_("ministry")}, {"police", N_("police")},
    {"school", N_("school")}, {"welfare", N_("welfare")}, {"residents", N_("residents")}, {"business", N_("business")},
    {"alliance partner", N_("alliance partner")}, {"knowledge institute", N_("knowledge institute")},
    {"other", N_("other")}, END};

static const struct choice programme_statuses[] = {
    {"draft", N_("draft")}, {"adopted", N_("adopted")}, {"closed", N_("closed")}, END};

static const struct choice membership_roles[] = {
    {"chair", N_("chair")}, {"secretary", N_("secretary")}, {"member", N_("member")},
    {"coordinator", N_("coordinator")}, {"bureau", N_("bureau")}, {"guest", N_("guest")}, END};

static const struct choice visibilities[] = {
    {"group", N_("group")}, {"bureau", N_("bureau")}, {"public", N_("public")}, END};

static const struct choice meeting_kinds[] = {
    {"steering group", N_("steering group")}, {"theme meeting", N_("theme meeting")}, END};

static const struct choice meeting_statuses[] = {
    {"draft", N_("draft")}, {"open", N_("open")}, {"running", N_("running")}, {"closed", N_("closed")}, END};

static const struct choice agreement_statuses[] = {
    {"not started", N_("not started")}, {"running", N_("running")}, {"kept", N_("kept")}, {"lapsed", N_("lapsed")},
    {"reconsidered", N_("reconsidered")}, END};

static const struct choice goal_levels[] = {
    {"vision", N_("vision")}, {"goal", N_("goal")}, {"result", N_("result")}, END};

static const struct choice lights[] = {
    {"grey", N_("grey")}, {"green", N_("green")}, {"amber", N_("amber")}, {"red", N_("red")}, END};

static const struct choice indicator_kinds[] = {
    {"count", N_("count")}, {"percent", N_("percent")}, {"index", N_("index")}, {"mark", N_("mark")},
    {"yes/no", N_("yes/no")}, {"words", N_("words")}, END};

static const struct choice directions[] = {
    {"higher", N_("higher is better")}, {"lower", N_("lower is better")}, {"band", N_("between two values")},
    {"neutral", N_("neither")}, END};

static const struct choice frequencies[] = {
    {"month", N_("every month")}, {"quarter", N_("every quarter")}, {"half-year", N_("every half-year")},
    {"year", N_("every year")}, {"two years", N_("every two years")}, {"once", N_("once")}, END};

static const struct choice operators[] = {
    {"at least", N_("at least")}, {"at most", N_("at most")}, {"equal", N_("equal to")},
    {"between", N_("between")}, END};

static const struct choice measurement_statuses[] = {
    {"final", N_("final")}, {"provisional", N_("provisional")}, {"estimate", N_("estimate")},
    {"secret", N_("secret")}, {"unavailable", N_("unavailable")}, END};

static const struct choice effort_kinds[] = {
    {"regular", N_("regular")}, {"experiment", N_("experiment")}, END};

static const struct choice effort_phases[] = {
    {"planned", N_("planned")}, {"running", N_("running")}, {"done", N_("done")}, {"stopped", N_("stopped")}, END};

static const struct choice budget_purposes[] = {
    {"green", N_("green")}, {"buildings", N_("buildings")}, {"pre-school education", N_("pre-school education")},
    {"other", N_("other")}, END};

static const struct choice problem_kinds[] = {
    {"problem", N_("problem")}, {"change request", N_("change request")},
    {"off-specification", N_("off-specification")}, {"risk", N_("risk")}, END};

static const struct choice problem_statuses[] = {
    {"flagged", N_("flagged")}, {"accepted", N_("accepted")}, {"in progress", N_("in progress")},
    {"waiting", N_("waiting for")}, {"solved", N_("solved")}, {"rejected", N_("rejected")}, END};

static const struct choice severities[] = {
    {"1", N_("low")}, {"2", N_("normal")}, {"3", N_("high")}, {"4", N_("critical")}, END};

static const struct choice problem_levels[] = {
    {"group", N_("group")}, {"district", N_("district")}, {"bureau", N_("bureau")},
    {"city board", N_("city board")}, {"national", N_("national")}, END};

static const struct choice attendance_states[] = {
    {"invited", N_("invited")}, {"present", N_("present")}, {"absent", N_("absent")}, {"excused", N_("excused")},
    {"replaced", N_("replaced")}, END};

static const struct choice item_kinds[] = {
    {"discuss", N_("discuss")}, {"decide", N_("decide")}, {"inform", N_("inform")}, END};

static const struct choice item_subjects[] = {
    {"opening", N_("opening")}, {"minutes", N_("minutes")}, {"actions", N_("actions")}, {"decisions", N_("decisions")},
    {"goal", N_("goal")}, {"problem", N_("problem")}, {"milestone", N_("milestone")}, {"escalation", N_("escalation")},
    {"figures", N_("figures")}, {"agreement", N_("agreement")}, {"own", N_("own item")},
    {"other business", N_("any other business")}, END};

static const struct choice item_statuses[] = {
    {"planned", N_("planned")}, {"now", N_("now")}, {"done", N_("done")}, {"carried", N_("carried over")}, END};

static const struct choice entry_kinds[] = {
    {"note", N_("note")}, {"measurement", N_("measurement")}, {"problem", N_("problem")},
    {"decision", N_("decision")}, {"action", N_("action")}, END};

static const struct choice action_priorities[] = {
    {"low", N_("low")}, {"normal", N_("normal")}, {"high", N_("high")}, END};

static const struct choice action_statuses[] = {
    {"open", N_("open")}, {"done", N_("done")}, {"dropped", N_("dropped")}, END};

static const struct choice minutes_languages[] = {{"nl", N_("Dutch")}, {"en", N_("English")}, END};

#endif
