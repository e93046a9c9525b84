/* What the commands of exchange share. */
#ifndef WIJK_SRC_CLI_PACKS_H
#define WIJK_SRC_CLI_PACKS_H

#include "command.h"
#include "wijk/app/exchange.h"

void packs_json_site(struct json *json, const struct exchange_site *site);
void packs_json_disagreements(struct json *json, const char *key,
                              const struct disagreements *disagreements);
void packs_print_disagreements(struct cli *cli, const struct disagreements *disagreements);

#endif
