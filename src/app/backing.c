#include "wijk/app/backing.h"

#include "wijk/config/config.h"
#include "wijk/store/backup.h"

#define LEAST (INT64_C(50) << 20) /* bytes; a smaller file is copied before anybody notices */

bool backing_wanted(const struct session *session)
{
    return session != NULL && !session->read_only && !session->dry_run &&
           session->backed_up != session->today && session->ahead != session->today &&
           (session->config == NULL || config_flag(session->config, "backup_daily"));
}

void backing_ahead(struct session *session)
{
    if (!backup_ahead(session->db, LEAST))
        session->ahead = session->today;
}

void backing_on_progress(struct session *session, backing_progress *call, void *context)
{
    backup_on_progress(session->db, &(struct backup_progress){call, context});
}
