/* The history as evidence, in words. */
#include <stdlib.h>

#include "exchange_internal.h"

static const char *const sentences[] = {
    [WRONG_HASH] = N_("act %lld of %s (%s) was altered, or its content is damaged"),
    [WRONG_CHAIN] = N_("act %lld of %s (%s) does not follow the act before it"),
    [WRONG_SEAL] = N_("the signature of act %lld of %s%s does not fit"),
    [WRONG_END] = N_("acts after number %lld of %s%s are gone"),
    [WRONG_KEY] = N_("act %lld of %s%s: the copy is not named by its key"),
    [WRONG_FORK] = N_("act %lld of %s (%s) was made a second time: the file was put back, or "
                      "somebody made another history"),
};

bool exchange_check(struct session *session, struct exchange_evidence *evidence,
                    struct error *error)
{
    struct history_evidence found;
    *evidence = (struct exchange_evidence){.sites = 0};
    if (!history_verify(session->db, &found, error))
        return false;
    evidence->sites = found.sites;
    evidence->acts = found.acts;
    evidence->sealed = found.sealed;
    evidence->seals = found.seals;
    evidence->withheld = found.withheld;
    evidence->parked = found.parked;
    evidence->forked = found.forked;
    for (size_t i = 0; i < found.findings.count; i++) {
        const struct history_finding *finding = &found.findings.items[i];
        struct buffer name = BUFFER_EMPTY, what = BUFFER_EMPTY;
        exchange_site_name(session, finding->site, &name);
        buffer_format(&what, _(sentences[finding->wrong]), (long long)finding->seq, name.bytes,
                      finding->label == NULL ? "" : finding->label);
        *VECTOR_PUSH(&evidence->findings) = (struct exchange_finding){
            .site = finding->site,
            .seq = finding->seq,
            .at = finding->at,
            .person = memory_string(finding->person == NULL ? "" : finding->person),
            .what = buffer_detach(&what)};
        buffer_release(&name);
    }
    history_evidence_release(&found);
    return true;
}

void exchange_evidence_release(struct exchange_evidence *evidence)
{
    for (size_t i = 0; i < evidence->findings.count; i++) {
        free(evidence->findings.items[i].person);
        free(evidence->findings.items[i].what);
    }
    free(evidence->findings.items);
    *evidence = (struct exchange_evidence){.sites = 0};
}
