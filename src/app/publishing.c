#include "wijk/app/publishing.h"

#include <stdlib.h>

#include "publishing_internal.h"
#include "wijk/store/db.h"

bool site_step(struct site *site, struct error *error)
{
    publish_progress *progress = site->options->progress;
    site->done++;
    if (progress == NULL || progress(site->options->context, site->done, site->total))
        return true;
    return error_set(error, ERROR_CANCELLED, _("stopped; the site is as it was"));
}

static bool write_language(struct site *site, enum language language, struct error *error)
{
    enum language before = language_now();
    site->language = language;
    language_use(language);
    bool done = site_city(site, error) && site_areas(site, error) &&
                site_theme_pages(site, error) && site_goals(site, error) &&
                site_agreements(site, error) && site_lessons(site, error) &&
                site_changes(site, error) && site_finder(site, error) && site_about(site, error);
    language_use(before);
    return done;
}

/* A site in Dutch that is English would be worse than none. */
static bool has_dutch(struct error *error)
{
    static const char message[] = N_("on track");
    return language_text(LANGUAGE_NL, message) != message ||
           error_set(error, ERROR_NOT_FOUND,
                     _("the Dutch translation of wijk is not where the program looks for it; the "
                       "site needs it: install wijk as a whole"));
}

static bool write_site(struct site *site, struct error *error)
{
    if (!site_read(site, error))
        return false;
    size_t pages = 6 + site->programmes.count + site->themes.count + site->goals.count;
    site->total = (long)(2 * pages + site->indicators.count);
    site->result->programmes = (long)site->programmes.count;
    site->result->goals = (long)site->goals.count;
    site->result->indicators = (long)site->indicators.count;
    site->data = true;
    if (!site_measure(site, error) || !site_compare(site, error) ||
        !write_language(site, LANGUAGE_EN, error))
        return false;
    site->data = false; /* the data are the same in every language */
    return write_language(site, LANGUAGE_NL, error) && site_front(site, error) &&
           site_style(site, error);
}

bool publishing_run(struct session *session, const struct publish_options *options,
                    struct publish_result *result, struct error *error)
{
    struct site site = {.session = session, .options = options, .result = result};
    *result = (struct publish_result){.programmes = 0};
    if (!has_dutch(error))
        return false;
    bool done = target_open(&site.target, options->folder, error);
    if (done) {
        bool held = db_hold(session->db);
        done = write_site(&site, error);
        db_let_go(session->db, held);
    }
    done = done && target_commit(&site.target, error);
    result->written = site.target.written;
    result->kept = site.target.kept;
    target_close(&site.target);
    site_release(&site);
    return done;
}
