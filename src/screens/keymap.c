/* The keymap of ui.h: which key runs which action, from the action arrays and the configuration. */
#include <stdlib.h>
#include <string.h>

#include "wijk/app/settings.h"
#include "wijk/base/language.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screens.h"

struct binding {
    const char *screen;         /* NULL: everywhere */
    const struct action *array; /* the set it is of */
    const struct action *action;
    keycode key;
};

struct keymap {
    VECTOR(struct binding) bindings;
};

/* Binds every key named in `keys` (separated by spaces); false when one of the names is no key. */
static bool bind(struct keymap *map, const struct action_set *set, const struct action *action,
                 const char *keys)
{
    bool good = true;
    char *copy = memory_string(keys), *rest = copy;
    for (char *name; (name = strtok_r(rest, " ", &rest)) != NULL;) {
        keycode key;
        if (key_parse(name, &key))
            *VECTOR_PUSH(&map->bindings) = (struct binding){set->screen, set->actions, action, key};
        else
            good = false;
    }
    free(copy);
    return good;
}

static void bind_set(struct keymap *map, const struct action_set *set, const struct config *config,
                     struct buffer *warnings)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct action *action = &set->actions[i];
        const char *own = settings_keys(config, action->name);
        if (own != NULL && bind(map, set, action, own))
            continue;
        if (own != NULL)
            buffer_format(warnings, _("keys.%s: '%s' is not a key; its default is used\n"),
                          action->name, own);
        (void)bind(map, set, action, action->keys);
    }
}

static bool is_action(const char *name)
{
    struct action_set set;
    for (size_t s = 0; action_set_at(s, &set); s++)
        for (size_t i = 0; i < set.count; i++)
            if (strcmp(set.actions[i].name, name) == 0)
                return true;
    return false;
}

struct keymap *keymap_new(const struct config *config, struct buffer *warnings)
{
    struct keymap *map = memory_new(sizeof *map);
    struct action_set set;
    for (size_t i = 0; action_set_at(i, &set); i++)
        bind_set(map, &set, config, warnings);
    const char *name, *keys;
    for (size_t i = 0; settings_keys_at(config, i, &name, &keys); i++)
        if (!is_action(name))
            buffer_format(warnings, _("keys.%s: there is no action of this name\n"), name);
    return map;
}

void keymap_free(struct keymap *keymap)
{
    if (keymap == NULL)
        return;
    free(keymap->bindings.items);
    free(keymap);
}

const struct action *keymap_find(const struct keymap *keymap, const struct screen *screen,
                                 keycode key)
{
    const struct action *global = NULL, *shared = NULL;
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct binding *binding = &keymap->bindings.items[i];
        if (binding->key != key)
            continue;
        if (binding->array == screen->calls->actions)
            return binding->action;
        if (binding->array == screen->calls->also)
            shared = binding->action;
        bool reachable = !screen->calls->popup || (binding->action->flags & ACTION_ALWAYS) != 0;
        if (binding->screen == NULL && global == NULL && reachable)
            global = binding->action;
    }
    return shared != NULL ? shared : global;
}

void keymap_key(const struct keymap *keymap, const struct action *action, struct buffer *out)
{
    for (size_t i = 0; i < keymap->bindings.count; i++)
        if (keymap->bindings.items[i].action == action) {
            key_name(keymap->bindings.items[i].key, out);
            return;
        }
}

void keymap_keys(const struct keymap *keymap, const struct action *action, struct buffer *out)
{
    size_t before = out->length;
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        if (keymap->bindings.items[i].action != action)
            continue;
        if (out->length > before)
            buffer_add_byte(out, ' ');
        key_name(keymap->bindings.items[i].key, out);
    }
}

bool keymap_reaches(const struct keymap *keymap, const struct screen *screen,
                    const struct action *action)
{
    for (size_t i = 0; i < keymap->bindings.count; i++)
        if (keymap->bindings.items[i].action == action &&
            keymap_find(keymap, screen, keymap->bindings.items[i].key) == action)
            return true;
    return false;
}
