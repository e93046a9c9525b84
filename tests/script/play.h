/*
 * The scripted meeting of tests/data/meeting: a file of what is on the agenda, who is there and
 * what is typed, played on a stage through the same keys as a secretary uses.
 *
 *     struct play *play = play_open(.dutch = true);
 *     while (play_step(play))
 *         …                          play->line is what was played last
 *     play_close(play);
 */
#ifndef WIJK_TESTS_PLAY_H
#define WIJK_TESTS_PLAY_H

#include "script/stage.h"
#include "wijk/app/meeting.h"
#include "wijk/app/meeting_line.h"
#include "wijk/base/text.h"

#define PLAY_SCRIPT "tests/data/meeting/two-hours.txt"

struct play {
    struct stage *stage;
    struct id meeting;
    char path[160];
    struct buffer script; /* cut into lines */
    char *at;             /* the next one */
    char line[512];       /* what was played last */
    size_t typed, items;
};

/* The next line that is no comment, into play->line; false: the end. */
static inline bool play_read(struct play *play)
{
    while (play->at < play->script.bytes + play->script.length) {
        size_t length = strcspn(play->at, "\n");
        snprintf(play->line, sizeof play->line, "%.*s", (int)length, play->at);
        play->at += length + 1;
        if (play->line[0] != ';' && play->line[0] != '\0')
            return true;
    }
    return false;
}

/* What is behind the first word, and behind `words` more. */
static inline const char *play_rest(const char *line, int words)
{
    for (int i = 0; i <= words; i++) {
        line += strcspn(line, " ");
        line += strspn(line, " ");
    }
    return line;
}

static inline void play_word(const char *line, int number, char word[32])
{
    const char *from = number == 0 ? line : play_rest(line, number - 1);
    snprintf(word, 32, "%.*s", (int)strcspn(from, " "), from);
}

/* ---- before: the meeting with its agenda ---- */

static inline void play_item(struct session *session, struct play *play)
{
    struct error error = ERROR_NONE;
    struct id item;
    char minutes[32], kind[32], code[32];
    play_word(play->line, 1, minutes);
    play_word(play->line, 2, kind);
    play_word(play->line, 3, code);
    struct meeting_item_new request = {.title = play_rest(play->line, 3),
                                       .kind = kind,
                                       .about_kind = ENTITY_NONE,
                                       .minutes = strtol(minutes, NULL, 10),
                                       .position = (int64_t)++play->items};
    if (strcmp(code, "-") != 0)
        stage_must(rows_find_code(session, code, &request.about_kind, &request.about, &error),
                   &error);
    stage_must(meeting_item_add(session, play->meeting, &request, &item, &error), &error);
}

/* The items that a bare meeting has of itself, which come after those of the script. */
static inline void play_drop(struct session *session, struct play *play)
{
    struct meeting_view view;
    struct error error = ERROR_NONE;
    stage_must(meeting_load(session, play->meeting, &view, &error), &error);
    for (size_t i = view.item_count; i > play->items; i--)
        stage_must(meeting_item_drop(session, view.items[i - 1].row.id, &error), &error);
    meeting_view_release(&view);
}

static inline void play_agenda(struct session *session, struct play *play)
{
    struct error error = ERROR_NONE;
    struct meeting_new request = {.kind = "steering group", .bare = true};
    stage_must(moment_read("2026-11-25 14:00", session->today, &request.starts) &&
                   meeting_new(session, &request, &play->meeting, &error),
               &error);
    char *from = play->at;
    while (play_read(play) && strncmp(play->line, "present", 7) != 0) {
        if (strncmp(play->line, "agenda ", 7) == 0)
            play_item(session, play);
        from = play->at;
    }
    play->at = from;
    play_drop(session, play);
}

/* A file with the example and the meeting that is about to begin. */
static inline void play_make(struct play *play)
{
    char folder[128], key[192];
    static int number;
    struct error error = ERROR_NONE;
    snprintf(folder, sizeof folder, "%s/play%d", stage_home(), ++number);
    mkdir(folder, 0700);
    stage_environment(folder);
    snprintf(play->path, sizeof play->path, "%s/programme.db", folder);
    snprintf(key, sizeof key, "%s/site.key", folder);
    struct session_options options = {.path = play->path, .key_path = key, .person = "A. Tester"};
    struct starting starting = {.demo = true};
    struct session *session;
    stage_must(starting_make(&session, &options, &starting, &error), &error);
    play->script = BUFFER_EMPTY;
    stage_must(path_read(PLAY_SCRIPT, 1 << 20, &play->script, &error), &error);
    play->at = play->script.bytes;
    play_agenda(session, play);
    session_close(session);
}

static inline struct play *play_new(const struct stage_options *options)
{
    struct play *play = memory_new(sizeof *play);
    struct stage_options with = *options;
    play_make(play);
    with.path = play->path;
    play->stage = stage_new(&with);
    stage_type(play->stage, "4<Enter>S");
    return play;
}

#define play_open(...) play_new(&(struct stage_options){.unused = 0, __VA_ARGS__})

static inline void play_close(struct play *play)
{
    stage_close(play->stage);
    buffer_release(&play->script);
    free(play);
}

/* ---- what is in the file of one meeting ---- */

/* A filter on rows that have a meeting; static, until the next call but one. */
static inline const char *play_of(struct id meeting, const char *filter)
{
    static char texts[2][256];
    static int turn;
    char id[ID_TEXT_SIZE];
    turn = !turn;
    id_format(meeting, id);
    snprintf(texts[turn], sizeof *texts, "meeting=%s %s", id, filter);
    return texts[turn];
}

static inline size_t play_entries(struct play *play)
{
    struct session *session = stage_session(play->stage, true);
    struct meeting_view view;
    struct error error = ERROR_NONE;
    stage_must(meeting_load(session, play->meeting, &view, &error), &error);
    size_t count = view.entry_count;
    meeting_view_release(&view);
    session_close(session);
    return count;
}

/* ---- during ---- */

/* Text as keys: "<" is itself. */
static inline void play_text(struct stage *stage, const char *text)
{
    struct buffer keys = BUFFER_EMPTY;
    for (; *text != '\0'; text++)
        if (*text == '<')
            buffer_add_text(&keys, "<lt>");
        else
            buffer_add_byte(&keys, *text);
    stage_type(stage, keys.bytes);
    buffer_release(&keys);
}

static inline void play_name(struct play *play, const char *initials, char name[128])
{
    struct session *session = stage_session(play->stage, true);
    struct buffer text = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    struct id id;
    stage_must(rows_find(session, ENTITY_PERSON, initials, &id, &error), &error);
    rows_name(session, ENTITY_PERSON, id, &text);
    snprintf(name, 128, "%s", text.bytes);
    buffer_release(&text);
    session_close(session);
}

/* A key on somebody's line of the attendance. */
static inline void play_attend(struct play *play, const char *key)
{
    char initials[32], name[128], cut[16];
    play_word(play->line, 1, initials);
    play_name(play, initials, name);
    snprintf(cut, sizeof cut, "%.12s", name);
    stage_type(play->stage, "<F5>");
    stage_select(play->stage, cut);
    stage_type(play->stage, key);
    if (*key == 'r') {
        play_word(play->line, 2, initials);
        play_name(play, initials, name);
        play_text(play->stage, name);
        stage_type(play->stage, "<Enter>");
    } else if (*key == 'l' || *key == 'v') {
        stage_type(play->stage, "<Ctrl-U>14:30<Enter>");
    }
    stage_type(play->stage, "<Esc>");
}

/* One line of the script; false: the end. */
static inline bool play_step(struct play *play)
{
    static const struct {
        const char *word, *key;
    } attendance[] = {{"present", "p"},  {"absent", "a"}, {"excused", "e"},
                      {"replaced", "r"}, {"late", "l"},   {"left", "v"}};
    char word[32];
    if (!play_read(play))
        return false;
    play_word(play->line, 0, word);
    for (size_t i = 0; i < sizeof attendance / sizeof *attendance; i++)
        if (strcmp(word, attendance[i].word) == 0)
            play_attend(play, attendance[i].key);
    if (strcmp(word, "next") == 0)
        stage_type(play->stage, "<Alt-Down>");
    else if (strcmp(word, "undo") == 0)
        stage_type(play->stage, "<F7>");
    else if (strcmp(word, "carry") == 0)
        stage_type(play->stage, "<F6>");
    if (strcmp(word, ">") != 0)
        return true;
    play->typed++;
    play_text(play->stage, play->line + 2);
    stage_type(play->stage, "<Enter>");
    return true;
}

#endif
