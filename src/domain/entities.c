// clang-format off
/* One line a field reads as the table it is, so the formatter is off.
 *
 * The entities table (see domain/entity.h). One line a field: column, label, type, flags, choices, reference, limits,
 * help, first value. The order of the fields is the order on forms and in files; the order of the entities is the
 * order in which files are imported, so that what is referred to comes first.
 */
#include "entities_choices.h"

#define FIELDS(array) array, sizeof(array) / sizeof *(array)
#define TEXT(column, label, flags, help) {column, label, FIELD_TEXT, flags, NULL, ENTITY_NONE, 0, 0, help, NULL}
#define LONG(column, label, flags, help) {column, label, FIELD_LONG_TEXT, flags, NULL, ENTITY_NONE, 0, 0, help, NULL}
#define WHOLE(column, label, flags, low, high, help) {column, label, FIELD_INTEGER, flags, NULL, ENTITY_NONE, low, high, help, NULL}
#define DECIMAL(column, label, flags, help) {column, label, FIELD_DECIMAL, flags, NULL, ENTITY_NONE, 0, 0, help, NULL}
#define MONEY(column, label, flags) {column, label, FIELD_MONEY, flags, NULL, ENTITY_NONE, 0, 0, NULL, NULL}
#define DATE(column, label, flags, help) {column, label, FIELD_DATE, flags, NULL, ENTITY_NONE, 0, 0, help, NULL}
#define MOMENT(column, label, flags, help) {column, label, FIELD_MOMENT, flags, NULL, ENTITY_NONE, 0, 0, help, NULL}
#define CHOICE(column, label, flags, choices, initial, help) {column, label, FIELD_CHOICE, flags, choices, ENTITY_NONE, 0, 0, help, initial}
#define REFERENCE(column, label, flags, entity, help) {column, label, FIELD_REFERENCE, flags, NULL, entity, 0, 0, help, NULL}
#define FLAG(column, label, flags, help) {column, label, FIELD_FLAG, flags, NULL, ENTITY_NONE, 0, 1, help, "0"}
#define R FIELD_REQUIRED
#define L FIELD_LISTED
#define G FIELD_GIVEN

static const struct field area_fields[] = {
    TEXT("code", N_("Code"), L, N_("Short code, as in the city's own lists")),
    TEXT("name", N_("Name"), R | L, NULL),
    CHOICE("kind", N_("Kind"), R | L, area_kinds, "neighbourhood", NULL),
    REFERENCE("parent", N_("Part of"), L, ENTITY_AREA, N_("The larger area it lies in")),
};

static const struct field area_code_fields[] = {
    REFERENCE("area", N_("Area"), R | L, ENTITY_AREA, NULL),
    CHOICE("scheme", N_("Scheme"), R | L, code_schemes, "bbga", NULL),
    TEXT("code", N_("Code"), R | L, NULL),
    DATE("valid_from", N_("Valid from"), L, NULL),
};

static const struct field theme_fields[] = {
    TEXT("code", N_("Code"), R | L, N_("Two to four letters; the codes of goals begin with it")),
    TEXT("name", N_("Name"), R | L, NULL),
    WHOLE("position", N_("Position"), L, 1, 1000, N_("Place in lists, from 1")),
};

static const struct field partner_fields[] = {
    TEXT("name", N_("Name"), R | L, NULL),
    CHOICE("kind", N_("Kind"), R | L, partner_kinds, "other", NULL),
    TEXT("contact", N_("Contact"), L, N_("Who to ask for, at the partner")),
};

static const struct field person_fields[] = {
    TEXT("name", N_("Name"), R | L, NULL),
    TEXT("initials", N_("Initials"), L, N_("As typed behind @ in a meeting")),
    REFERENCE("partner", N_("Partner"), L, ENTITY_PARTNER, NULL),
    TEXT("role", N_("Role"), L, NULL),
    TEXT("email", N_("E-mail"), FIELD_PERSONAL, N_("Never published")),
    TEXT("phone", N_("Telephone"), FIELD_PERSONAL, N_("Never published")),
};

static const struct field programme_fields[] = {
    REFERENCE("area", N_("Area"), R | L, ENTITY_AREA, N_("The neighbourhood it is for")),
    TEXT("title", N_("Title"), R | L, NULL),
    DATE("starts", N_("Starts"), L, NULL),
    DATE("ends", N_("Ends"), L, NULL),
    TEXT("version", N_("Version"), 0, NULL),
    DATE("adopted_on", N_("Adopted on"), 0, NULL),
    CHOICE("status", N_("Status"), R | L, programme_statuses, "draft", NULL),
    TEXT("home_site", N_("Home site"), G | FIELD_HIDDEN, N_("The copy that gives codes without a letter")),
};

static const struct field membership_fields[] = {
    REFERENCE("programme", N_("Programme"), R, ENTITY_PROGRAMME, NULL),
    REFERENCE("person", N_("Person"), R | L, ENTITY_PERSON, NULL),
    CHOICE("role", N_("Role"), R | L, membership_roles, "member", NULL),
};

static const struct field meeting_fields[] = {
    REFERENCE("programme", N_("Programme"), R, ENTITY_PROGRAMME, NULL),
    WHOLE("number", N_("Number"), L | G, 1, 100000, N_("Counts on over the meetings of a programme")),
    CHOICE("kind", N_("Kind"), R | L, meeting_kinds, "steering group", NULL),
    REFERENCE("theme", N_("Theme"), 0, ENTITY_THEME, N_("What a theme meeting is about")),
    MOMENT("starts", N_("Starts"), R | L, NULL),
    MOMENT("ends", N_("Ends"), 0, NULL),
    TEXT("place", N_("Place"), L, NULL),
    CHOICE("status", N_("Status"), R | L | G, meeting_statuses, "draft", NULL),
    REFERENCE("chair", N_("Chair"), 0, ENTITY_PERSON, NULL),
    REFERENCE("secretary", N_("Secretary"), 0, ENTITY_PERSON, NULL),
    MOMENT("started_at", N_("Started at"), G, N_("When it really began")),
    MOMENT("closed_at", N_("Closed at"), G, NULL),
};

static const struct field agreement_fields[] = {
    WHOLE("number", N_("Number"), R | L, 1, 100000, N_("Its number in the charter")),
    TEXT("code", N_("Code"), G, NULL),
    LONG("text", N_("Text"), R | L, N_("What was agreed, in one sentence")),
    REFERENCE("theme", N_("Theme"), L, ENTITY_THEME, NULL),
    REFERENCE("ministry", N_("Ministry"), L, ENTITY_PARTNER, NULL),
    REFERENCE("city_lead", N_("City lead"), L, ENTITY_PERSON, N_("Who answers for it in the city")),
    DATE("due", N_("Due"), L, NULL),
    CHOICE("status", N_("Status"), R | L, agreement_statuses, "not started", NULL),
    LONG("note", N_("Note"), 0, NULL),
    CHOICE("visibility", N_("Visibility"), R, visibilities, "public", N_("Who may see it")),
};

static const struct field goal_fields[] = {
    REFERENCE("programme", N_("Programme"), R, ENTITY_PROGRAMME, NULL),
    REFERENCE("parent", N_("Under"), 0, ENTITY_GOAL, N_("The wider goal it helps to reach")),
    CHOICE("level", N_("Level"), R | L, goal_levels, "goal", NULL),
    REFERENCE("theme", N_("Theme"), L, ENTITY_THEME, NULL),
    TEXT("code", N_("Code"), L | G, NULL),
    TEXT("statement", N_("Statement"), R | L, N_("What will be different, in one sentence")),
    REFERENCE("owner", N_("Owner"), L, ENTITY_PARTNER, N_("The partner who answers for it")),
    DATE("due", N_("Due"), L, NULL),
    CHOICE("light", N_("Light"), L, lights, NULL, N_("Set by people; empty: derived from the indicators")),
    DATE("light_on", N_("Light set on"), G, NULL),
    LONG("cause", N_("Cause"), 0, N_("Why it is amber or red")),
    LONG("consequence", N_("Consequence"), 0, N_("What follows if nothing is done")),
    LONG("correction", N_("Correction"), 0, N_("What will be done about it")),
    CHOICE("visibility", N_("Visibility"), 0, visibilities, "public", N_("Who may see it; empty is public")),
};

static const struct field indicator_fields[] = {
    REFERENCE("goal", N_("Goal"), R | L, ENTITY_GOAL, NULL),
    TEXT("code", N_("Code"), L | G, NULL),
    TEXT("name", N_("Name"), R | L, NULL),
    LONG("definition", N_("Definition"), 0, N_("What is counted, of whom, and how")),
    TEXT("unit", N_("Unit"), L, NULL),
    CHOICE("kind", N_("Kind"), R | L, indicator_kinds, "percent", NULL),
    CHOICE("direction", N_("Direction"), R | L, directions, "higher", NULL),
    FLAG("additive", N_("Adds up over areas"), 0, NULL),
    FLAG("cumulative", N_("Adds up over time"), 0, NULL),
    TEXT("source", N_("Source"), L, NULL),
    CHOICE("frequency", N_("Frequency"), R | L, frequencies, "year", NULL),
    TEXT("reference_variable", N_("Reference variable"), 0, N_("The BBGA or CBS variable with the same figure")),
    REFERENCE("benchmark_area", N_("Benchmark area"), 0, ENTITY_AREA, N_("The area to compare with, mostly the city")),
    REFERENCE("owner", N_("Owner"), 0, ENTITY_PARTNER, N_("The partner who delivers the figure")),
};

static const struct field target_fields[] = {
    REFERENCE("indicator", N_("Indicator"), R | L, ENTITY_INDICATOR, NULL),
    DATE("due", N_("Due"), R | L, NULL),
    CHOICE("operator", N_("Operator"), R | L, operators, "at least", NULL),
    DECIMAL("value", N_("Value"), R | L, NULL),
    DECIMAL("value_to", N_("Up to"), L, N_("The upper bound of a target between two values")),
    LONG("note", N_("Note"), 0, NULL),
    FLAG("superseded", N_("Superseded"), L, N_("Replaced by a later target; stays in the history")),
};

static const struct field measurement_fields[] = {
    REFERENCE("indicator", N_("Indicator"), R | L, ENTITY_INDICATOR, NULL),
    DATE("taken_on", N_("Date"), R | L, NULL),
    DECIMAL("value", N_("Value"), L, NULL),
    DECIMAL("numerator", N_("Numerator"), 0, N_("The part, where the value is a percentage")),
    DECIMAL("denominator", N_("Denominator"), 0, N_("The whole, where the value is a percentage")),
    TEXT("words", N_("Words"), L, N_("The finding, where it is not a number")),
    CHOICE("status", N_("Status"), R | L, measurement_statuses, "final", NULL),
    FLAG("is_baseline", N_("Baseline"), L, NULL),
    TEXT("source", N_("Source"), L, NULL),
    LONG("note", N_("Note"), L, NULL),
    REFERENCE("meeting", N_("Meeting"), FIELD_GIVEN, ENTITY_MEETING, N_("Where it was reported")),
};

static const struct field effort_fields[] = {
    REFERENCE("programme", N_("Programme"), R, ENTITY_PROGRAMME, NULL),
    TEXT("code", N_("Code"), L | G, NULL),
    TEXT("title", N_("Title"), R | L, NULL),
    CHOICE("kind", N_("Kind"), 0, effort_kinds, "regular", N_("An experiment is tried out to learn from it")),
    LONG("description", N_("Description"), 0, NULL),
    REFERENCE("lead", N_("Lead partner"), L, ENTITY_PARTNER, NULL),
    REFERENCE("lead_person", N_("Lead person"), 0, ENTITY_PERSON, NULL),
    CHOICE("phase", N_("Phase"), R | L, effort_phases, "planned", NULL),
    DATE("starts", N_("Starts"), L, NULL),
    DATE("ends", N_("Ends"), L, NULL),
    DATE("started_on", N_("Started on"), 0, NULL),
    DATE("ended_on", N_("Ended on"), 0, NULL),
    CHOICE("light_time", N_("Light: time"), L, lights, NULL, N_("Set by people; empty: derived from its end and its milestones")),
    CHOICE("light_money", N_("Light: money"), L, lights, NULL, N_("Set by people; empty: derived from what is spent and the time gone")),
    CHOICE("light_quality", N_("Light: quality"), L, lights, NULL, NULL),
    LONG("cause", N_("Cause"), 0, N_("Why it is amber or red")),
    LONG("consequence", N_("Consequence"), 0, N_("What follows if nothing is done")),
    LONG("correction", N_("Correction"), 0, N_("What will be done about it")),
    WHOLE("percent_done", N_("Percent done"), L, 0, 100, NULL),
    CHOICE("visibility", N_("Visibility"), 0, visibilities, "public", N_("Who may see it; empty is public")),
};

static const struct field contribution_fields[] = {
    REFERENCE("effort", N_("Effort"), R | L, ENTITY_EFFORT, NULL),
    REFERENCE("goal", N_("Goal"), R | L, ENTITY_GOAL, NULL),
    {"weight", N_("Weight"), FIELD_INTEGER, R | L, NULL, ENTITY_NONE, 1, 3, N_("1 helps, 3 decides"), "2"},
};

static const struct field effort_partner_fields[] = {
    REFERENCE("effort", N_("Effort"), R | L, ENTITY_EFFORT, NULL),
    REFERENCE("partner", N_("Partner"), R | L, ENTITY_PARTNER, NULL),
};

static const struct field budget_line_fields[] = {
    REFERENCE("effort", N_("Effort"), R | L, ENTITY_EFFORT, NULL),
    WHOLE("year", N_("Year"), R | L, 1900, 2200, NULL),
    REFERENCE("funder", N_("Funder"), R | L, ENTITY_PARTNER, NULL),
    MONEY("planned", N_("Planned"), L),
    MONEY("committed", N_("Committed"), L),
    MONEY("spent", N_("Spent"), L),
    CHOICE("purpose", N_("Purpose"), L, budget_purposes, NULL, N_("What extra national money is meant for")),
};

static const struct field milestone_fields[] = {
    REFERENCE("effort", N_("Effort"), R | L, ENTITY_EFFORT, NULL),
    TEXT("title", N_("Title"), R | L, NULL),
    DATE("due", N_("Due"), R | L, NULL),
    DATE("original_due", N_("Due at first"), G, N_("The first date that was promised")),
    DATE("done_on", N_("Done on"), L, NULL),
};

/* A number, so that it can be compared, with a word for each. */
static const struct field problem_fields[] = {
    REFERENCE("programme", N_("Programme"), R, ENTITY_PROGRAMME, NULL),
    TEXT("code", N_("Code"), L | G, NULL),
    CHOICE("kind", N_("Kind"), R, problem_kinds, "problem", NULL),
    TEXT("title", N_("Title"), R | L, N_("What stands in the way, in one line")),
    LONG("cause", N_("Cause"), 0, NULL),
    LONG("consequence", N_("Consequence"), 0, NULL),
    LONG("correction", N_("Correction"), 0, NULL),
    {"severity", N_("Severity"), FIELD_INTEGER, R | L, severities, ENTITY_NONE, 1, 4, N_("1 low, 2 normal, 3 high, 4 critical"), "2"},
    WHOLE("likelihood", N_("Likelihood"), 0, 1, 4, N_("Of a risk: 1 unlikely to 4 almost certain")),
    REFERENCE("theme", N_("Theme"), L, ENTITY_THEME, NULL),
    REFERENCE("goal", N_("Goal"), 0, ENTITY_GOAL, NULL),
    REFERENCE("effort", N_("Effort"), L, ENTITY_EFFORT, NULL),
    REFERENCE("agreement", N_("Agreement"), 0, ENTITY_AGREEMENT, N_("The charter agreement it stands in the way of")),
    REFERENCE("raised_by", N_("Raised by"), 0, ENTITY_PERSON, NULL),
    DATE("raised_on", N_("Raised on"), L, NULL),
    REFERENCE("owner", N_("Owner"), L, ENTITY_PARTNER, NULL),
    REFERENCE("owner_person", N_("Owner (person)"), 0, ENTITY_PERSON, NULL),
    DATE("due", N_("Due"), L, NULL),
    CHOICE("status", N_("Status"), R | L, problem_statuses, "flagged", NULL),
    TEXT("waiting_for", N_("Waiting for"), 0, NULL),
    CHOICE("level", N_("Level"), R | L, problem_levels, "group", NULL),
    REFERENCE("duplicate_of", N_("Same as"), 0, ENTITY_PROBLEM, NULL),
    CHOICE("visibility", N_("Visibility"), R, visibilities, "group", N_("Who may see it")),
    WHOLE("carried", N_("Times carried over"), G, 0, 10000, NULL),
};

static const struct field comment_fields[] = {
    {"entity", N_("About (kind)"), FIELD_ENTITY, R | L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("About"), FIELD_ROW, R | L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    LONG("text", N_("Text"), R | L, NULL),
    REFERENCE("person", N_("Person"), L, ENTITY_PERSON, NULL),
};

static const struct field view_fields[] = {
    TEXT("name", N_("Name"), R | L, NULL),
    TEXT("screen", N_("Screen"), R | L, NULL),
    TEXT("filter", N_("Filter"), L, NULL),
    TEXT("sort", N_("Sort"), L, NULL),
};

static const struct field escalation_fields[] = {
    REFERENCE("problem", N_("Problem"), R | L, ENTITY_PROBLEM, NULL),
    CHOICE("from_level", N_("From level"), R | L, problem_levels, "group", NULL),
    CHOICE("to_level", N_("To level"), R | L, problem_levels, "district", NULL),
    DATE("asked_on", N_("Asked on"), R | L, NULL),
    LONG("question", N_("Question"), R | L, N_("What is asked of the higher level")),
    DATE("decide_by", N_("Decide by"), L, NULL),
    DATE("decided_on", N_("Decided on"), L, NULL),
    LONG("outcome", N_("Outcome"), L, N_("What was decided, or why it was handed back")),
};

static const struct field aside_fields[] = {
    TEXT("signal", N_("Signal"), R | L, NULL),
    {"entity", N_("About (kind)"), FIELD_ENTITY, R, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("About"), FIELD_ROW, R | L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    DATE("until", N_("Until"), R | L, NULL),
    LONG("reason", N_("Reason"), R | L, N_("Why the signal can wait")),
    TEXT("person", N_("By"), L | G, NULL),
};

static const struct field attendance_fields[] = {
    REFERENCE("meeting", N_("Meeting"), R, ENTITY_MEETING, NULL),
    REFERENCE("person", N_("Person"), R | L, ENTITY_PERSON, NULL),
    CHOICE("state", N_("State"), R | L, attendance_states, "invited", NULL),
    REFERENCE("replaced_by", N_("Replaced by"), L, ENTITY_PERSON, NULL),
    MOMENT("arrived_at", N_("Arrived at"), L, NULL),
    MOMENT("left_at", N_("Left at"), L, NULL),
};

static const struct field agenda_item_fields[] = {
    REFERENCE("meeting", N_("Meeting"), R, ENTITY_MEETING, NULL),
    WHOLE("position", N_("Position"), R | L, 1, 1000, N_("Place on the agenda, from 1")),
    CHOICE("kind", N_("Kind"), R | L, item_kinds, "discuss", NULL),
    TEXT("title", N_("Title"), R | L, NULL),
    WHOLE("minutes", N_("Planned minutes"), L, 0, 1440, N_("Planned time")),
    DECIMAL("spent", N_("Minutes spent"), L | G, NULL),
    {"entity", N_("About (kind)"), FIELD_ENTITY, 0, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("About"), FIELD_ROW, L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    CHOICE("subject", N_("Subject"), R | FIELD_HIDDEN, item_subjects, "own", NULL),
    CHOICE("status", N_("Status"), R | L | G, item_statuses, "planned", NULL),
    MOMENT("since", N_("Since"), G, N_("When it became the item now")),
    REFERENCE("carried_from", N_("Carried from"), G, ENTITY_AGENDA_ITEM, NULL),
};

static const struct field entry_fields[] = {
    REFERENCE("agenda_item", N_("Agenda item"), R | L, ENTITY_AGENDA_ITEM, NULL),
    MOMENT("at", N_("Time"), R | L, NULL),
    CHOICE("kind", N_("Kind"), R | L, entry_kinds, "note", NULL),
    LONG("text", N_("Text"), R | L, NULL),
    {"entity", N_("Made (kind)"), FIELD_ENTITY, 0, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("Made"), FIELD_ROW, L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
};

static const struct field decision_fields[] = {
    REFERENCE("programme", N_("Programme"), R, ENTITY_PROGRAMME, NULL),
    WHOLE("number", N_("Number"), L | G, 1, 1000000, N_("Counts on over meetings; given when the meeting closes")),
    TEXT("letter", N_("Letter"), G | FIELD_HIDDEN, N_("Of the copy that gave the number; none at home")),
    LONG("text", N_("Text"), R | L, NULL),
    REFERENCE("agenda_item", N_("Agenda item"), 0, ENTITY_AGENDA_ITEM, NULL),
    DATE("taken_on", N_("Taken on"), R | L, NULL),
    {"entity", N_("About (kind)"), FIELD_ENTITY, 0, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("About"), FIELD_ROW, L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    CHOICE("visibility", N_("Visibility"), R, visibilities, "group", N_("Who may see it")),
};

static const struct field action_fields[] = {
    REFERENCE("programme", N_("Programme"), R, ENTITY_PROGRAMME, NULL),
    TEXT("code", N_("Code"), L | G, NULL),
    TEXT("what", N_("What"), R | L, NULL),
    REFERENCE("person", N_("Person"), L, ENTITY_PERSON, NULL),
    REFERENCE("partner", N_("Partner"), L, ENTITY_PARTNER, NULL),
    DATE("due", N_("Due"), L, NULL),
    CHOICE("priority", N_("Priority"), R, action_priorities, "normal", NULL),
    CHOICE("status", N_("Status"), R | L, action_statuses, "open", NULL),
    DATE("done_on", N_("Done on"), 0, NULL),
    REFERENCE("agenda_item", N_("Agenda item"), 0, ENTITY_AGENDA_ITEM, NULL),
    {"entity", N_("About (kind)"), FIELD_ENTITY, 0, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("About"), FIELD_ROW, L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    WHOLE("carried", N_("Times carried over"), G, 0, 10000, NULL),
};

static const struct field minutes_fields[] = {
    REFERENCE("meeting", N_("Meeting"), R | L | FIELD_FROZEN, ENTITY_MEETING, NULL),
    WHOLE("version", N_("Version"), R | L | G | FIELD_FROZEN, 1, 10000, NULL),
    {"text", N_("Text"), FIELD_LONG_TEXT, R | G | FIELD_FROZEN, NULL, ENTITY_NONE, 0, 4 << 20, NULL, NULL},
    TEXT("sha256", N_("SHA-256"), R | G | FIELD_FROZEN, N_("Of the text, in hexadecimal")),
    CHOICE("language", N_("Language"), R | G | FIELD_FROZEN, minutes_languages, NULL, NULL),
    MOMENT("made_at", N_("Made at"), R | L | G | FIELD_FROZEN, NULL),
    REFERENCE("adopted_in", N_("Adopted in"), L, ENTITY_MEETING, NULL),
    REFERENCE("erratum_of", N_("Erratum of"), G | FIELD_FROZEN, ENTITY_MINUTES, N_("The version it corrects")),
    LONG("erratum", N_("Erratum"), G | FIELD_FROZEN, N_("What was corrected")),
};

static const struct field agreement_link_fields[] = {
    REFERENCE("agreement", N_("Agreement"), R | L, ENTITY_AGREEMENT, NULL),
    {"entity", N_("About (kind)"), FIELD_ENTITY, R, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("About"), FIELD_ROW, R | L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
};

static const struct field lesson_fields[] = {
    TEXT("code", N_("Code"), L | G, NULL),
    TEXT("title", N_("Title"), R | L, N_("What was learnt, in one line")),
    LONG("event", N_("Event"), 0, N_("What happened")),
    LONG("effect", N_("Effect"), 0, N_("What came of it")),
    LONG("cause", N_("Cause"), 0, NULL),
    LONG("early_warning", N_("Early warning"), 0, N_("By what it could have been seen sooner")),
    LONG("recommendation", N_("Recommendation"), L, N_("What another neighbourhood should do")),
    REFERENCE("theme", N_("Theme"), L, ENTITY_THEME, NULL),
    REFERENCE("area", N_("Area"), L, ENTITY_AREA, N_("Where it was learnt")),
    REFERENCE("source", N_("Source"), L, ENTITY_PARTNER, N_("Who brought it in")),
    DATE("learnt_on", N_("Learnt on"), L, NULL),
    CHOICE("visibility", N_("Visibility"), R, visibilities, "bureau", N_("Who may see it")),
};

static const struct field lesson_link_fields[] = {
    REFERENCE("lesson", N_("Lesson"), R | L, ENTITY_LESSON, NULL),
    {"entity", N_("About (kind)"), FIELD_ENTITY, R, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"row", N_("About"), FIELD_ROW, R | L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
};

static const struct field adoption_fields[] = {
    REFERENCE("lesson", N_("Lesson"), R | L, ENTITY_LESSON, NULL),
    REFERENCE("programme", N_("Adopted by"), R | L, ENTITY_PROGRAMME, NULL),
    DATE("adopted_on", N_("Adopted on"), R | L, NULL),
    LONG("outcome", N_("Outcome"), L, N_("What became of it")),
};

const struct entity entities[ENTITY_COUNT] = {
    {ENTITY_AREA, "area", N_("Area"), N_("Areas"), "name", "code", NULL, "name", false, FIELDS(area_fields)},
    {ENTITY_AREA_CODE, "area_code", N_("Area code"), N_("Area codes"), "code", NULL, "area", "code", false, FIELDS(area_code_fields)},
    {ENTITY_THEME, "theme", N_("Theme"), N_("Themes"), "name", "code", NULL, "position", false, FIELDS(theme_fields)},
    {ENTITY_PARTNER, "partner", N_("Partner"), N_("Partners"), "name", NULL, NULL, "name", false, FIELDS(partner_fields)},
    {ENTITY_PERSON, "person", N_("Person"), N_("People"), "name", NULL, NULL, "name", false, FIELDS(person_fields)},
    {ENTITY_PROGRAMME, "programme", N_("Programme"), N_("Programmes"), "title", NULL, NULL, "title", false, FIELDS(programme_fields)},
    {ENTITY_MEMBERSHIP, "membership", N_("Membership"), N_("Memberships"), "person", NULL, "programme", "role", false, FIELDS(membership_fields)},
    {ENTITY_MEETING, "meeting", N_("Meeting"), N_("Meetings"), "starts", NULL, "programme", "starts", true, FIELDS(meeting_fields)},
    {ENTITY_AGREEMENT, "agreement", N_("Agreement"), N_("Agreements"), "text", "code", NULL, "number", false, FIELDS(agreement_fields)},
    {ENTITY_GOAL, "goal", N_("Goal"), N_("Goals"), "statement", "code", "programme", "code", false, FIELDS(goal_fields)},
    {ENTITY_INDICATOR, "indicator", N_("Indicator"), N_("Indicators"), "name", "code", "goal", "code", false, FIELDS(indicator_fields)},
    {ENTITY_TARGET, "target", N_("Target"), N_("Targets"), "due", NULL, "indicator", "due", false, FIELDS(target_fields)},
    {ENTITY_MEASUREMENT, "measurement", N_("Measurement"), N_("Measurements"), "taken_on", NULL, "indicator", "taken_on", true, FIELDS(measurement_fields)},
    {ENTITY_EFFORT, "effort", N_("Effort"), N_("Efforts"), "title", "code", "programme", "code", false, FIELDS(effort_fields)},
    {ENTITY_CONTRIBUTION, "contribution", N_("Contribution"), N_("Contributions"), "goal", NULL, "effort", "weight", true, FIELDS(contribution_fields)},
    {ENTITY_EFFORT_PARTNER, "effort_partner", N_("Partner in effort"), N_("Partners in efforts"), "partner", NULL, "effort", "partner", false, FIELDS(effort_partner_fields)},
    {ENTITY_BUDGET_LINE, "budget_line", N_("Budget line"), N_("Budget lines"), "year", NULL, "effort", "year", false, FIELDS(budget_line_fields)},
    {ENTITY_MILESTONE, "milestone", N_("Milestone"), N_("Milestones"), "title", NULL, "effort", "due", false, FIELDS(milestone_fields)},
    {ENTITY_PROBLEM, "problem", N_("Problem"), N_("Problems"), "title", "code", "programme", "raised_on", true, FIELDS(problem_fields)},
    {ENTITY_COMMENT, "comment", N_("Comment"), N_("Comments"), "text", NULL, "row", "text", false, FIELDS(comment_fields)},
    {ENTITY_VIEW, "view", N_("View"), N_("Views"), "name", NULL, NULL, "name", false, FIELDS(view_fields)},
    {ENTITY_ESCALATION, "escalation", N_("Escalation"), N_("Escalations"), "question", NULL, "problem", "asked_on", true, FIELDS(escalation_fields)},
    {ENTITY_ASIDE, "aside", N_("Signal put aside"), N_("Signals put aside"), "reason", NULL, "row", "until", false, FIELDS(aside_fields)},
    {ENTITY_ATTENDANCE, "attendance", N_("Attendance"), N_("Attendances"), "person", NULL, "meeting", "state", false, FIELDS(attendance_fields)},
    {ENTITY_AGENDA_ITEM, "agenda_item", N_("Agenda item"), N_("Agenda items"), "title", NULL, "meeting", "position", false, FIELDS(agenda_item_fields)},
    {ENTITY_DECISION, "decision", N_("Decision"), N_("Decisions"), "text", NULL, "programme", "taken_on", true, FIELDS(decision_fields)},
    {ENTITY_ACTION, "action", N_("Action"), N_("Actions"), "what", "code", "programme", "due", false, FIELDS(action_fields)},
    {ENTITY_ENTRY, "entry", N_("Entry"), N_("Entries"), "text", NULL, "agenda_item", "at", false, FIELDS(entry_fields)},
    {ENTITY_MINUTES, "minutes", N_("Minutes"), N_("Minutes of meetings"), "made_at", NULL, "meeting", "version", true, FIELDS(minutes_fields)},
    {ENTITY_AGREEMENT_LINK, "agreement_link", N_("Link of an agreement"), N_("Links of agreements"), "row", NULL, "agreement", "row", false, FIELDS(agreement_link_fields)},
    {ENTITY_LESSON, "lesson", N_("Lesson"), N_("Lessons"), "title", "code", NULL, "learnt_on", true, FIELDS(lesson_fields)},
    {ENTITY_LESSON_LINK, "lesson_link", N_("Link of a lesson"), N_("Links of lessons"), "row", NULL, "lesson", "row", false, FIELDS(lesson_link_fields)},
    {ENTITY_ADOPTION, "adoption", N_("Adoption of a lesson"), N_("Adoptions of lessons"), "programme", NULL, "lesson", "adopted_on", true, FIELDS(adoption_fields)},
};
