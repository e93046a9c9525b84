/* The city in what `status` and `wijk FILE` print. For the cli layer only. */
#ifndef WIJK_SRC_CLI_CITY_H
#define WIJK_SRC_CLI_CITY_H

#include "command.h"

/* Whether all programmes of a file with several are looked at. */
bool city_is_asked(const struct cli *cli);

/* Prints neighbourhoods by themes: the lights, the trend, the gap to the city; and what waits for
 * the board. */
bool city_print(struct cli *cli, struct error *error) MUST_USE;

/* Adds the same under the key "city", with the most urgent signals. */
bool city_json(struct cli *cli, struct json *json, struct error *error) MUST_USE;

#endif
