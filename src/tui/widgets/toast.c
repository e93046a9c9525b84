#include "wijk/tui/widgets/toast.h"

#include <stdlib.h>

#include "wijk/base/memory.h"

void toast_init(struct toast *toast)
{
    *toast = (struct toast){.text = NULL};
}

void toast_release(struct toast *toast)
{
    free(toast->text);
    toast->text = NULL;
}

void toast_show(struct toast *toast, const char *text, enum style style, int64_t until)
{
    char *copy = memory_string(text); /* it may be the text shown now */
    free(toast->text);
    *toast = (struct toast){copy, style, until};
}

void toast_hide(struct toast *toast)
{
    toast_release(toast);
}

bool toast_expire(struct toast *toast, int64_t now)
{
    if (toast->text == NULL || now < toast->until)
        return false;
    toast_hide(toast);
    return true;
}

bool toast_is_shown(const struct toast *toast)
{
    return toast->text != NULL;
}

void toast_draw(const struct toast *toast, struct canvas *canvas, struct rect rect)
{
    if (toast->text == NULL)
        return;
    rect.height = 1;
    canvas_fill(canvas, rect, toast->style);
    canvas_text_cut(canvas, (struct rect){rect.x, rect.y, rect.width - 1, 1}, 1, toast->text,
                    toast->style);
}
