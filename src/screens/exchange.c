/* Exchange: the copies of the file there are, what is new in the folder they share, and what goes
 * out; one key does it all. */
#include <stdlib.h>
#include <string.h>

#include "exchange_page.h"
#include "looks.h"
#include "wijk/app/settings.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

enum { LETTERS, NAME, TRUST, ROLE, CHANGES, LAST, PACKED, LACKS, SITE_COLUMNS };
enum { WAY, WHO, MADE, COUNT, WHAT, TRAFFIC_COLUMNS };

struct exchange_page *exchange_page_of(struct ui *ui)
{
    return (struct exchange_page *)ui_base(ui);
}

const struct exchange_site *exchange_page_site(const struct exchange_page *page)
{
    long at = page->site_list.selected;
    return at < 0 || at >= (long)page->sites.list.count ? NULL : &page->sites.list.items[at];
}

const char *exchange_page_folder(const struct exchange_page *page)
{
    return settings_text(page->screen.ui->config, "exchange_folder");
}

/* ---- the sites ---- */

static char *moment_text(int64_t at)
{
    struct buffer text = BUFFER_EMPTY;
    if (at != 0)
        moment_format(&text, at, language_now());
    return buffer_detach(&text);
}

static char *number_text(int64_t number)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%lld", (long long)number);
    return buffer_detach(&text);
}

static void add_site(struct exchange_page *page, const struct exchange_site *site)
{
    struct line *line =
        lines_new(&page->site_lines, site->forks > 0 || site->unsealed > 0 ? STYLE_RED
                                     : site->own                           ? STYLE_STRONG
                                     : site->trust == EXCHANGE_TRUSTED     ? STYLE_GREEN
                                     : site->trust == EXCHANGE_DISTRUSTED  ? STYLE_RED
                                                                           : STYLE_AMBER);
    line->text[LETTERS] = memory_string(*site->letters == '\0' ? "–" : site->letters);
    line->text[NAME] = memory_string(*site->name == '\0' ? "–" : site->name);
    line->text[TRUST] = memory_string(site->forks > 0                      ? _("made twice")
                                      : site->unsealed > 0                 ? _("not signed")
                                      : site->own                          ? _("this copy")
                                      : site->trust == EXCHANGE_TRUSTED    ? _("trusted")
                                      : site->trust == EXCHANGE_DISTRUSTED ? _("distrusted")
                                                                           : _("not known yet"));
    line->text[ROLE] = memory_string(site->role == EXCHANGE_ROLE_GROUP    ? _("the group")
                                     : site->role == EXCHANGE_ROLE_BUREAU ? _("the bureau")
                                                                          : "");
    line->text[CHANGES] = number_text(site->acts);
    line->text[LAST] = moment_text(site->last_at);
    line->text[PACKED] = moment_text(site->packed_at);
    line->text[LACKS] = site->own ? NULL : number_text(site->lacks);
}

static bool load_sites(struct exchange_page *page, struct error *error)
{
    struct exchange_sites fresh;
    if (!exchange_sites(page->screen.ui->session, &fresh, error))
        return false;
    exchange_sites_release(&page->sites);
    page->sites = fresh;
    lines_clear(&page->site_lines);
    for (size_t i = 0; i < page->sites.list.count; i++)
        add_site(page, &page->sites.list.items[i]);
    list_reload(&page->site_list);
    return disagreements_count(page->screen.ui->session, &page->disagreements, error);
}

static bool load(struct screen *screen, struct error *error)
{
    struct exchange_page *page = (struct exchange_page *)screen;
    if (!load_sites(page, error))
        return false;
    if (!page->looked) {
        exchange_traffic_look(page);
        page->looked = true;
        page->seen = screen->ui->session->changes;
    }
    return true;
}

static long count_sites(void *context, bool exact)
{
    (void)exact;
    return (long)((struct exchange_page *)context)->site_lines.list.count;
}

static int fetch_sites(void *context, long first, int count, struct list_row *out)
{
    const struct exchange_page *page = context;
    int got = lines_fetch(&page->site_lines, first, count, out);
    for (int i = 0; i < got; i++) {
        out[i].id = page->sites.list.items[first + i].id;
        out[i].style[TRUST] = out[i].style[LETTERS];
        out[i].style[LETTERS] = STYLE_HINT;
        out[i].style[NAME] = STYLE_STRONG;
    }
    return got;
}

static long count_traffic(void *context, bool exact)
{
    (void)exact;
    return (long)((struct exchange_page *)context)->lines.list.count;
}

static int fetch_traffic(void *context, long first, int count, struct list_row *out)
{
    return lines_fetch(&((struct exchange_page *)context)->lines, first, count, out);
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct exchange_page *page = (struct exchange_page *)screen;
    struct rect rest = rect;
    int wanted = (int)page->site_lines.list.count + 1, most = rect.height / 3;
    most = most < 3 ? 3 : most;
    page->site_rect = rect_split_top(rest, wanted < most ? wanted : most, &rest);
    page->words_rect = rect_inset(rect_split_top(rest, rect.height < 14 ? 2 : 3, &rest), 1, 0);
    page->detail_rect = rect_inset(rect_split_bottom(rest, 2, &rest), 1, 0);
    page->list_rect = rest;
    list_place(&page->site_list, page->site_rect);
    list_place(&page->list, page->list_rect);
}

/* Between the lists: the folder, and whether people disagree. */
static void draw_words(const struct exchange_page *page, struct canvas *canvas)
{
    struct ui *ui = page->screen.ui;
    struct rect words = page->words_rect;
    struct buffer text = BUFFER_EMPTY, key = BUFFER_EMPTY;
    const char *folder = exchange_page_folder(page);
    words.y += words.height > 2;
    if (*folder == '\0')
        buffer_add_text(&text, _("No folder for packs yet: f chooses a shared folder or a stick."));
    else if (page->problem != NULL)
        buffer_add_text(&text, page->problem);
    else
        buffer_format(&text, _("Folder %s"), folder);
    canvas_text_cut(canvas, words, 0, text.bytes,
                    page->problem != NULL ? STYLE_AMBER : STYLE_HEADER);
    words.y++;
    buffer_clear(&text);
    if (page->disagreements > 0) {
        keymap_key(ui->keymap, action_named("disagreements"), &key);
        buffer_format(&text,
                      ngettext("≠ people disagree about %lld field (%s)",
                               "≠ people disagree about %lld fields (%s)",
                               (unsigned long)page->disagreements),
                      (long long)page->disagreements, key.bytes);
    } else if (page->seen != ui->session->changes) {
        buffer_add_text(&text, _("The file was changed since this was looked at: r looks again."));
    } else if (page->look.old > 0) {
        buffer_format(&text,
                      ngettext("%lld pack there is not new", "%lld packs there are not new",
                               (unsigned long)page->look.old),
                      (long long)page->look.old);
    }
    canvas_text_cut(canvas, words, 0, text.bytes,
                    page->disagreements > 0 ? STYLE_AMBER : STYLE_HINT);
    buffer_release(&text);
    buffer_release(&key);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct exchange_page *page = (const struct exchange_page *)screen;
    const struct exchange_site *site = exchange_page_site(page);
    struct buffer text = BUFFER_EMPTY;
    (void)rect;
    list_draw(&page->site_list, canvas, page->site_rect, !page->on_traffic);
    draw_words(page, canvas);
    list_draw(&page->list, canvas, page->list_rect, page->on_traffic);
    bool forked = !page->on_traffic && site != NULL && site->forks > 0;
    bool doubtful = forked || (!page->on_traffic && site != NULL && site->unsealed > 0);
    if (page->on_traffic)
        exchange_traffic_tell(page, &text);
    else if (forked)
        exchange_forks_text(site, &text);
    else if (doubtful)
        exchange_unsealed_text(site, &text);
    else if (site != NULL)
        buffer_format(&text, _("Its words: %s"), site->words);
    canvas_text_wrapped(canvas, page->detail_rect, 0, text.bytes,
                        doubtful ? STYLE_RED : STYLE_HINT);
    buffer_release(&text);
}

static void open(struct ui *ui)
{
    struct exchange_page *page = exchange_page_of(ui);
    const struct exchange_site *site = exchange_page_site(page);
    if (page->on_traffic)
        exchange_traffic_open(page);
    else if (site != NULL)
        ui_push(ui, words_screen(ui, &(struct words_request){.site = site}));
}

static void other_pane(struct ui *ui)
{
    struct exchange_page *page = exchange_page_of(ui);
    page->on_traffic = !page->on_traffic && page->lines.list.count > 0;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct exchange_page *page = (struct exchange_page *)screen;
    if (event->type == EVENT_MOUSE && event->mouse == MOUSE_PRESS)
        page->on_traffic = rect_contains(page->list_rect, event->x, event->y);
    struct list *list = page->on_traffic ? &page->list : &page->site_list;
    bool at_end = list->selected == list->count - 1, at_start = list->selected <= 0;
    bool down = event->type == EVENT_KEY && (event->key == KEYS_DOWN || event->key == 'j');
    bool up = event->type == EVENT_KEY && (event->key == KEYS_UP || event->key == 'k');
    /* The two lists read as one. */
    if ((down && at_end && !page->on_traffic && page->lines.list.count > 0) ||
        (up && at_start && page->on_traffic)) {
        page->on_traffic = !page->on_traffic;
        return true;
    }
    bool used = list_event(list, event);
    if (list->outcome == LIST_OPEN)
        open(screen->ui);
    return used;
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct exchange_page *page = (const struct exchange_page *)screen;
    list_position(page->on_traffic ? &page->list : &page->site_list, out);
}

static void free_page(struct screen *screen)
{
    struct exchange_page *page = (struct exchange_page *)screen;
    exchange_traffic_clear(page);
    exchange_sites_release(&page->sites);
    lines_release(&page->site_lines);
    lines_release(&page->lines);
    list_release(&page->site_list);
    list_release(&page->list);
    free(page->going.items);
    free(page);
}

static void look_again(struct ui *ui)
{
    exchange_page_of(ui)->looked = false;
    ui_load(ui);
}

#define GROUP N_("Exchange")

const struct action exchange_actions[] = {
    {"exchange-now", GROUP, "x", N_("take and bring"),
     N_("Takes every new pack in the folder and writes what the other copies lack."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, exchange_traffic_run},
    {"exchange-open", GROUP, "Enter", N_("open"),
     N_("Shows the words of the copy, what is in the pack, or what goes out."),
     ACTION_FILE | ACTION_FOOTER, NULL, open},
    {"take-pack", GROUP, "i", N_("take a pack"), N_("Takes one pack; asks for its path."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, exchange_ask_take},
    {"make-pack", GROUP, "p", N_("make a pack"),
     N_("Makes one pack: for whom, since when, into which file."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, exchange_ask_make},
    {"exchange-folder", GROUP, "f", N_("folder"),
     N_("Chooses the folder for packs: a shared folder, or a stick that is in."),
     ACTION_FILE | ACTION_FOOTER, NULL, exchange_ask_folder},
    {"trust-site", GROUP, "t", N_("trust"),
     N_("Shows the words of the copy, to be compared by telephone, and trusts it."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, exchange_on_other_site, exchange_trust},
    {"distrust-site", GROUP, "d", N_("distrust"),
     N_("Refuses the packs of this copy from now on; t takes that back."),
     ACTION_FILE | ACTION_WRITES, exchange_on_other_site, exchange_distrust},
    {"name-site", GROUP, "n", N_("name"),
     N_("Gives the copy a name; that of this one travels with its packs."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, exchange_name},
    {"site-role", GROUP, "o", N_("role"),
     N_("Says what the copy is for: a group or the bureau. It decides what may go there."),
     ACTION_FILE | ACTION_WRITES, NULL, exchange_role},
    {"look-again", GROUP, "r", N_("look again"), N_("Looks again what is new in the folder."),
     ACTION_FILE, NULL, look_again},
    {"exchange-pane", N_("Going about"), "Tab Shift-Tab", N_("other list"),
     N_("Goes from the copies to what comes and goes, and back."), 0, NULL, other_pane},
};
const size_t exchange_action_count = sizeof exchange_actions / sizeof *exchange_actions;

static const struct screen_calls exchange_calls = {.name = "exchange",
                                                   .title = N_("Exchange"),
                                                   .actions = exchange_actions,
                                                   .action_count = sizeof exchange_actions /
                                                                   sizeof *exchange_actions,
                                                   .load = load,
                                                   .place = place,
                                                   .draw = draw,
                                                   .event = event,
                                                   .status = status,
                                                   .free = free_page};

struct screen *exchange_screen(struct ui *ui)
{
    static const struct list_column sites[SITE_COLUMNS] = {
        {.title = N_("COPY"), .min = 4, .preferred = 5},
        {.title = N_("NAME"), .min = 12, .preferred = 18, .weight = 1},
        {.title = N_("TRUST"), .min = 13, .preferred = 15},
        {.title = N_("ROLE"), .min = 11, .preferred = 13, .priority = 1},
        {.title = N_("CHANGES"), .min = 7, .preferred = 8, .priority = 3, .right = true},
        {.title = N_("LAST CHANGE"), .min = 17, .preferred = 18},
        {.title = N_("LAST PACK"), .min = 17, .preferred = 18, .priority = 4},
        {.title = N_("LACKS"), .min = 5, .preferred = 7, .priority = 2, .right = true}};
    static const struct list_column traffic[TRAFFIC_COLUMNS] = {
        {.title = N_("WAY"), .min = 5, .preferred = 7},
        {.title = N_("WHO"), .min = 14, .preferred = 20, .weight = 1},
        {.title = N_("MADE"), .min = 17, .preferred = 18, .priority = 1},
        {.title = N_("CHANGES"), .min = 7, .preferred = 8, .right = true},
        {.title = N_("WHAT"), .min = 24, .preferred = 30, .weight = 3}};
    struct exchange_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&exchange_calls, ui};
    list_init(&page->site_list, look_columns(sites, SITE_COLUMNS, page->site_columns), SITE_COLUMNS,
              (struct list_source){page, count_sites, fetch_sites, NULL});
    list_init(&page->list, look_columns(traffic, TRAFFIC_COLUMNS, page->columns), TRAFFIC_COLUMNS,
              (struct list_source){page, count_traffic, fetch_traffic, NULL});
    page->list.empty = _("There is no new pack, and the other copies lack nothing.");
    return &page->screen;
}
