/*
 * The options: everything that can be set in wijk.conf, once. The parser, the sample, the settings
 * screen and the manual read this table; an option more is one line in src/config/options.c.
 */
#ifndef WIJK_CONFIG_OPTIONS_H
#define WIJK_CONFIG_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

enum option_type {
    OPTION_FLAG,    /* true or false */
    OPTION_INTEGER, /* from … to */
    OPTION_TEXT,    /* any text of one line */
    OPTION_CHOICE,  /* one of the words of `choices` */
    OPTION_PATH,    /* a file; "~/" is the home folder */
    OPTION_KEYS     /* a group of action = "keys"; the names are checked by who knows the actions */
};

struct option {
    const char *name;
    enum option_type type;
    const char *initial; /* the default, as in the file but without quotes; "" is unset */
    const char *choices; /* words with a space between them; NULL but for OPTION_CHOICE */
    int64_t from, to;    /* both included; OPTION_INTEGER only */
    const char *help;    /* one or two sentences, for _() */
};

/* The options in the order of the sample; all static. */
size_t option_count(void);
const struct option *option_at(size_t index);

/* The option of that name, or NULL. */
const struct option *option_find(const char *name);

/* The option whose name looks most like this unknown one, or NULL when none comes near. */
const struct option *option_nearest(const char *name);

#endif
