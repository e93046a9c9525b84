/* The names that templates may use. The head of each standard template lists them. */
#include "minutes_internal.h"

#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, TEMPLATE_TEXT, NULL                                                                  \
    }
#define FLAG(name)                                                                                 \
    {                                                                                              \
        name, TEMPLATE_FLAG, NULL                                                                  \
    }
#define LIST(name, shape)                                                                          \
    {                                                                                              \
        name, TEMPLATE_LIST, &(shape)                                                              \
    }
#define SHAPE(fields)                                                                              \
    {                                                                                              \
        fields, sizeof(fields) / sizeof *(fields)                                                  \
    }

/* clang-format off */
static const struct template_field person_fields[] = {
    TEXT("name"), TEXT("partner"), TEXT("role"), TEXT("arrived"), TEXT("left"), TEXT("replaced_by"), FLAG("more")};
static const struct template_shape person_shape = SHAPE(person_fields);

static const struct template_field adopted_fields[] = {TEXT("number"), TEXT("date"), TEXT("version")};
static const struct template_shape adopted_shape = SHAPE(adopted_fields);

static const struct template_field entry_fields[] = {
    TEXT("time"), TEXT("code"), TEXT("text"), TEXT("details"),
    FLAG("note"), FLAG("measurement"), FLAG("problem"), FLAG("decision"), FLAG("action")};
static const struct template_shape entry_shape = SHAPE(entry_fields);

static const struct template_field item_fields[] = {
    TEXT("number"), TEXT("title"), TEXT("kind"), TEXT("subject"), TEXT("about"), TEXT("minutes"), TEXT("spent"),
    FLAG("carried"), LIST("entries", entry_shape), LIST("adopted_here", adopted_shape)};
static const struct template_shape item_shape = SHAPE(item_fields);

static const struct template_field decision_fields[] = {
    TEXT("number"), TEXT("text"), TEXT("item"), TEXT("about"), TEXT("date"), TEXT("meeting")};
static const struct template_shape decision_shape = SHAPE(decision_fields);

static const struct template_field action_fields[] = {
    TEXT("code"), TEXT("what"), TEXT("owner"), TEXT("partner"), TEXT("due"), TEXT("item"), TEXT("about"),
    TEXT("meeting"), FLAG("late")};
static const struct template_shape action_shape = SHAPE(action_fields);

static const struct template_field problem_fields[] = {
    TEXT("code"), TEXT("title"), TEXT("severity"), TEXT("owner"), TEXT("due")};
static const struct template_shape problem_shape = SHAPE(problem_fields);

static const struct template_field carried_fields[] = {TEXT("number"), TEXT("title")};
static const struct template_shape carried_shape = SHAPE(carried_fields);

static const struct template_field meeting_fields[] = {
    TEXT("kind"), TEXT("number"), TEXT("area"), TEXT("programme"), TEXT("theme"), TEXT("date"), TEXT("start"),
    TEXT("end"), TEXT("place"), TEXT("chair"), TEXT("secretary"), TEXT("version"), TEXT("made"), TEXT("erratum"),
    TEXT("corrects"), TEXT("to_complete"), TEXT("translation"), TEXT("next_date"), TEXT("next_time"),
    TEXT("next_place"), FLAG("draft"),
    LIST("present", person_shape), LIST("excused", person_shape), LIST("absent", person_shape),
    LIST("invited", person_shape), LIST("adopted", adopted_shape), LIST("items", item_shape),
    LIST("decisions", decision_shape), LIST("actions", action_shape), LIST("problems", problem_shape),
    LIST("carried", carried_shape)};
const struct template_shape minutes_meeting_shape = SHAPE(meeting_fields);

static const struct template_field decisions_fields[] = {
    TEXT("heading"), TEXT("today"), LIST("decisions", decision_shape)};
const struct template_shape minutes_decisions_shape = SHAPE(decisions_fields);

static const struct template_field partner_fields[] = {TEXT("name"), LIST("actions", action_shape)};
static const struct template_shape partner_shape = SHAPE(partner_fields);

static const struct template_field actions_fields[] = {
    TEXT("heading"), TEXT("today"), TEXT("open"), TEXT("overdue"), LIST("partners", partner_shape)};
const struct template_shape minutes_actions_shape = SHAPE(actions_fields);
/* clang-format on */
