/* What stands around every screen: title, tabs, rule, footer; and a click on them. */
#include <string.h>

#include "ui_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/footer.h"
#include "wijk/tui/widgets/progress.h"

/* The main screens, as tabs: the action that goes there has the key and the name. Other places have
 * one only while one is there. */
static const struct {
    const char *action, *screen, *title;
    bool passing;
} tabs[] = {
    {"city", "city", N_("City"), false},
    {"overview", "overview", N_("Overview"), false},
    {"programme", "programme", N_("Programme"), false},
    {"problems", "problems", N_("Problems"), false},
    {"meetings", "meetings", N_("Meetings"), false},
    {"planning", "planning", N_("Planning"), false},
    {"charter", "charter", N_("Charter"), false},
    {"lessons", "lessons", N_("Lessons"), false},
    {"people", "people", N_("People"), false},
    {"settings", "settings", N_("Settings"), false},
    {"money", "money", N_("Money"), true},
    {"exchange", "exchange", N_("Exchange"), true},
    {"disagreements", "disagreements", N_("Disagreements"), true},
    {"complete", "complete", N_("To complete"), true},
    {"import", "import", N_("Import"), true},
    {"rows", "rows", N_("Rows"), true},
    {"search", "search", N_("Search"), true},
};
#define TABS (sizeof tabs / sizeof *tabs)

/* ---- where everything goes ---- */

struct frame {
    struct rect title, tabs, upper_rule, body, lower_rule, footer;
};

/* Small terminals give the rules and the tabs to the body. */
static struct frame frame_of(int width, int height)
{
    struct frame frame = {0};
    struct rect rest = {0, 0, width, height};
    bool roomy = height >= 15;
    frame.title = rect_split_top(rest, 1, &rest);
    if (roomy) {
        frame.tabs = rect_split_top(rest, 1, &rest);
        frame.upper_rule = rect_split_top(rest, 1, &rest);
    }
    frame.footer = rect_split_bottom(rest, 1, &rest);
    frame.lower_rule = rect_split_bottom(rest, 1, &rest);
    frame.body = rest;
    return frame;
}

/* The city has a tab only where there are several programmes. */
static bool tab_is_there(const struct ui *ui, size_t i)
{
    return strcmp(tabs[i].action, "city") != 0 || ui->several;
}

/* A screen may have several views: "charter-matrix" is one of "charter". */
static bool is_of_tab(const struct screen *screen, const char *name)
{
    size_t length = strlen(name);
    const char *own = screen->calls->name;
    return strncmp(own, name, length) == 0 && (own[length] == '\0' || own[length] == '-');
}

/* The tab of the topmost screen that has one. */
static bool tab_is_on(const struct ui *ui, size_t i)
{
    for (size_t at = ui->count; at > 0; at--)
        for (size_t tab = 0; tab < TABS; tab++)
            if (is_of_tab(ui->stack[at - 1], tabs[tab].screen))
                return tab == i;
    return false;
}

struct tab_line {
    struct buffer texts[TABS]; /* empty: not there */
    bool on[TABS];
};

static void tab_write(const struct ui *ui, size_t i, bool named, struct tab_line *line)
{
    struct buffer key = BUFFER_EMPTY;
    buffer_clear(&line->texts[i]);
    keymap_key(ui->keymap, action_named(tabs[i].action), &key);
    if (named)
        buffer_format(&line->texts[i],
                      tabs[i].passing ? " [%s %s]"
                      : line->on[i]   ? "[%s %s]"
                                      : " %s %s ",
                      key.bytes, _(tabs[i].title));
    else
        buffer_format(&line->texts[i], " %s", key.bytes);
    buffer_release(&key);
}

static int tabs_width(const struct tab_line *line)
{
    int width = 0;
    for (size_t i = 0; i < TABS; i++)
        if (line->texts[i].length > 0)
            width += text_width(line->texts[i].bytes);
    return width;
}

/* Where there is no room for all names, the last ones are their keys only. */
static void tabs_fill(const struct ui *ui, int width, struct tab_line *line)
{
    for (size_t i = 0; i < TABS; i++) {
        line->texts[i] = BUFFER_EMPTY;
        line->on[i] = tab_is_on(ui, i);
        if (tab_is_there(ui, i) && (line->on[i] || !tabs[i].passing))
            tab_write(ui, i, true, line);
    }
    for (size_t i = TABS; i > 0 && tabs_width(line) > width; i--)
        if (line->texts[i - 1].length > 0 && !line->on[i - 1])
            tab_write(ui, i - 1, false, line);
}

static void tabs_release(struct tab_line *line)
{
    for (size_t i = 0; i < TABS; i++)
        buffer_release(&line->texts[i]);
}

/* ---- drawing ---- */

static void draw_title(const struct ui *ui, struct canvas *canvas, struct rect rect)
{
    struct buffer right = BUFFER_EMPTY, left = BUFFER_EMPTY;
    if (ui->session != NULL) {
        if (ui->session->read_only)
            buffer_format(&right, "%s · ", _("read-only"));
        date_format(&right, ui->session->today, DATE_DAY, language_now());
    }
    buffer_format(&left, "wijk  %s", ui->heading == NULL ? "" : ui->heading);
    canvas_fill(canvas, rect, STYLE_TITLE);
    int room = rect.width - text_width(right.bytes) - 3;
    canvas_text_cut(canvas, (struct rect){rect.x, rect.y, room > 0 ? room : 0, 1}, 1, left.bytes,
                    STYLE_TITLE);
    canvas_text_right(canvas, (struct rect){rect.x, rect.y, rect.width - 1, 1}, right.bytes,
                      STYLE_TITLE);
    buffer_release(&right);
    buffer_release(&left);
}

static void draw_tabs(const struct ui *ui, struct canvas *canvas, struct rect rect)
{
    struct tab_line line;
    int x = 0;
    tabs_fill(ui, rect.width, &line);
    for (size_t i = 0; i < TABS; i++)
        if (line.texts[i].length > 0)
            x = canvas_text(canvas, rect, x, line.texts[i].bytes,
                            line.on[i] ? STYLE_TAB_ON : STYLE_TAB);
    tabs_release(&line);
}

/* The path of open screens at the left of the lower rule, the top screen's status at the right. */
static void draw_lower_rule(const struct ui *ui, struct canvas *canvas, struct rect rect)
{
    const struct screen *top = ui_top(ui);
    struct buffer status = BUFFER_EMPTY;
    canvas_line_across(canvas, rect, STYLE_BORDER);
    if (top->calls->status != NULL)
        top->calls->status(top, &status);
    if (status.length > 0) {
        buffer_insert(&status, 0, " ", 1);
        buffer_add_byte(&status, ' ');
        canvas_text_right(canvas, (struct rect){rect.x, rect.y, rect.width - 1, 1}, status.bytes,
                          STYLE_HINT);
    }
    buffer_release(&status);
}

#define FOOTER_ITEMS 24

struct footer_line {
    struct footer_item items[FOOTER_ITEMS];
    const struct action *actions[FOOTER_ITEMS];
    struct buffer keys[FOOTER_ITEMS];
    int count;
};

/* A screen that has no rows at all needs no keys for rows, and without a file there is nothing to
 * change. */
static bool makes_sense(const struct ui *ui, const struct action *action)
{
    const struct screen_calls *calls = ui_base(ui)->calls;
    bool rows = calls->target != NULL || calls->lists != NULL;
    bool about_rows = (action->flags & (ACTION_ROW | ACTION_WRITES)) != 0;
    bool own = action >= calls->actions && action < calls->actions + calls->action_count;
    return own || ((rows || !about_rows || strcmp(action->name, "undo") == 0) &&
                   (ui->session != NULL || (action->flags & ACTION_FILE) == 0));
}

static void add_items(const struct ui *ui, const struct action *actions, size_t count,
                      struct footer_line *line)
{
    for (size_t i = 0; i < count && line->count < FOOTER_ITEMS; i++) {
        if ((actions[i].flags & ACTION_FOOTER) == 0 || !makes_sense(ui, &actions[i]) ||
            !keymap_reaches(ui->keymap, ui_top(ui), &actions[i]))
            continue;
        struct buffer why = BUFFER_EMPTY;
        struct buffer *key = &line->keys[line->count];
        *key = BUFFER_EMPTY;
        keymap_key(ui->keymap, &actions[i], key);
        line->items[line->count] = (struct footer_item){
            .key = key->bytes,
            .label = _(actions[i].label),
            .enabled = action_enabled((struct ui *)(uintptr_t)ui, &actions[i], &why),
            .keep = strcmp(actions[i].name, "help") == 0 || strcmp(actions[i].name, "search") == 0};
        line->actions[line->count++] = &actions[i];
        buffer_release(&why);
    }
}

static void footer_fill(const struct ui *ui, struct footer_line *line)
{
    const struct screen *top = ui_top(ui);
    line->count = 0;
    add_items(ui, top->calls->actions, top->calls->action_count, line);
    add_items(ui, top->calls->also, top->calls->also_count, line);
    if (!top->calls->popup && (top->calls->typing == NULL || !top->calls->typing(top)))
        add_items(ui, global_actions, global_action_count, line);
}

static void footer_release(struct footer_line *line)
{
    for (int i = 0; i < line->count; i++)
        buffer_release(&line->keys[i]);
}

/* A sentence that is too long for the footer takes the rule above it too, so that its end, which
 * says what to do, can be read. */
static void draw_toast(const struct ui *ui, struct canvas *canvas, const struct frame *frame)
{
    struct rect rect = rect_inset(frame->footer, 1, 0);
    if (text_width(ui->toast) <= rect.width) {
        canvas_text_cut(canvas, rect, 0, ui->toast, ui->toast_style);
        return;
    }
    canvas_fill(canvas, frame->lower_rule, STYLE_NORMAL);
    rect = (struct rect){rect.x, frame->lower_rule.y, rect.width, 2};
    canvas_text_wrapped(canvas, rect, 0, ui->toast, ui->toast_style);
}

static void draw_footer(const struct ui *ui, struct canvas *canvas, const struct frame *frame)
{
    if (ui->toast[0] != '\0') {
        draw_toast(ui, canvas, frame);
        return;
    }
    struct footer_line line;
    footer_fill(ui, &line);
    footer_draw(canvas, frame->footer, line.items, line.count, NULL);
    footer_release(&line);
}

static void draw_notice(struct canvas *canvas)
{
    struct rect all = {0, 0, canvas->width, canvas->height};
    canvas_text_wrapped(canvas, all, 0,
                        _("wijk needs a window of at least 40 by 10 characters; nothing is lost."),
                        STYLE_NORMAL);
}

static size_t lowest_shown(const struct ui *ui)
{
    size_t at = ui->count - 1;
    while (at > 0 && ui->stack[at]->calls->popup)
        at--;
    return at;
}

void ui_draw(struct ui *ui, struct canvas *canvas)
{
    if (layout_of(canvas->width, canvas->height) == LAYOUT_NONE) {
        draw_notice(canvas);
        return;
    }
    struct frame frame = frame_of(canvas->width, canvas->height);
    ui->body = frame.body;
    bool held = session_hold(ui->session); /* placing reads what will be seen */
    draw_title(ui, canvas, frame.title);
    draw_tabs(ui, canvas, frame.tabs);
    canvas_line_across(canvas, frame.upper_rule, STYLE_BORDER);
    for (size_t i = lowest_shown(ui); i < ui->count; i++) {
        struct screen *screen = ui->stack[i];
        if (screen->calls->place != NULL)
            screen->calls->place(screen, frame.body);
        screen->calls->draw(screen, canvas, frame.body);
    }
    draw_lower_rule(ui, canvas, frame.lower_rule);
    draw_footer(ui, canvas, &frame);
    session_let_go(ui->session, held);
}

void ui_show_progress(struct ui *ui, const char *title, long done, long total)
{
    struct canvas canvas;
    int width, height;
    ui->term->calls->size(ui->term, &width, &height);
    canvas_init(&canvas, width, height);
    ui_draw(ui, &canvas);
    struct progress progress = {title, done, total};
    progress_draw(&progress, &canvas, ui->body);
    ui->term->calls->show(ui->term, &canvas, false);
    canvas_release(&canvas);
}

/* ---- the mouse ---- */

static const struct action *tab_at(const struct ui *ui, int width, int x)
{
    const struct action *found = NULL;
    struct tab_line line;
    int column = 0;
    tabs_fill(ui, width, &line);
    for (size_t i = 0; i < TABS && found == NULL; i++) {
        column += line.texts[i].length > 0 ? text_width(line.texts[i].bytes) : 0;
        if (x < column)
            found = action_named(tabs[i].action);
    }
    tabs_release(&line);
    return found;
}

bool ui_frame_click(struct ui *ui, const struct event *event)
{
    int width, height;
    ui->term->calls->size(ui->term, &width, &height);
    struct frame frame = frame_of(width, height);
    const struct screen *top = ui_top(ui);
    bool press = event->mouse == MOUSE_PRESS;
    bool free_keys = !top->calls->popup && (top->calls->typing == NULL || !top->calls->typing(top));
    const struct action *action = NULL;
    if (press && free_keys && rect_contains(frame.tabs, event->x, event->y))
        action = tab_at(ui, frame.tabs.width, event->x);
    if (press && rect_contains(frame.footer, event->x, event->y)) {
        struct footer_line line;
        footer_fill(ui, &line);
        int at = footer_at(frame.footer, line.items, line.count, NULL, event->x);
        action = at < 0 ? NULL : line.actions[at];
        footer_release(&line);
    }
    if (action != NULL)
        action_run(ui, action);
    return action != NULL;
}
