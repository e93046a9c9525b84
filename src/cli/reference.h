/* Published figures on the command line: what import and list hand over. */
#ifndef WIJK_SRC_CLI_REFERENCE_H
#define WIJK_SRC_CLI_REFERENCE_H

#include "command.h"

/* Whether --as is bbga or cbs. */
bool reference_import_asked(const struct cli *cli);
bool reference_import(struct cli *cli, struct error *error) MUST_USE;

/* `list reference_figure` and `list reference_variable`. */
bool reference_list(struct cli *cli, const struct entity *entity, struct error *error) MUST_USE;

#endif
