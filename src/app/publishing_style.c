/* The one style sheet: light, dark, narrow and paper. System fonts; every colour of text has a
 * contrast of 4.5 or more on what is behind it. */
#include "publishing_internal.h"

// clang-format off
static const char *const sheet[] = {
":root{color-scheme:light dark;--back:#fff;--soft:#f4f5f7;--text:#1c2127;--quiet:#545d69;--line:#cfd4da;"
"--link:#0b55a6;--green:#16703a;--amber:#8a5300;--red:#b3202c;--grey:#545d69;--measured:#0b55a6;"
"--target:#a3195b;--needed:#4d5660;--forecast:#0b55a6;--benchmark:#8a5300}\n"
"@media (prefers-color-scheme:dark){:root{--back:#14181d;--soft:#1e242b;--text:#e8ebee;--quiet:#a9b3be;"
"--line:#3d4650;--link:#8cbcf5;--green:#6fd08f;--amber:#f0b45c;--red:#ff8f94;--grey:#a9b3be;"
"--measured:#8cbcf5;--target:#f59ac6;--needed:#b4bec9;--forecast:#8cbcf5;--benchmark:#f0b45c}}\n",
"*{box-sizing:border-box}\n"
"html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
"body{margin:0;background:var(--back);color:var(--text);line-height:1.55;overflow-wrap:break-word;"
"font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",Arial,sans-serif}\n"
"header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}\n"
"main{padding-top:1.5rem;padding-bottom:3rem}\n"
"a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}\n"
"a:hover{text-decoration-thickness:2px}\n"
":focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}\n"
".skip{position:absolute;left:-100vw;top:0;background:var(--back);padding:.75rem 1rem;z-index:1}\n"
".skip:focus{left:0}\n",
"header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 2rem;padding-top:1rem;padding-bottom:.75rem;"
"border-bottom:1px solid var(--line)}\n"
".site{margin:0;font-weight:650;font-size:1.05rem}\n"
".site a{color:inherit;text-decoration:none}\n"
".site a:hover{text-decoration:underline}\n"
".site span{font-weight:400;color:var(--quiet)}\n"
"header nav ul,.trail ol,.letters ul,.themes,.legend{list-style:none;margin:0;padding:0;display:flex;"
"flex-wrap:wrap;gap:.15rem 1.1rem}\n"
"header nav a{display:inline-block;padding:.3rem 0}\n"
"header nav a[aria-current]{color:var(--text);font-weight:600;text-decoration-thickness:3px}\n"
".trail{font-size:.9rem;margin-bottom:.75rem}\n"
".trail ol{gap:.15rem .5rem}\n"
".trail li+li::before{content:\"\\203A\";margin-right:.5rem;color:var(--quiet)}\n"
"footer{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:2rem;font-size:.9rem;color:var(--quiet)}\n",
"h1,h2,h3{line-height:1.25;font-weight:650;text-wrap:balance}\n"
"h1{font-size:clamp(1.5rem,1.2rem + 1.6vw,2.1rem);margin:0 0 1rem;max-width:46rem}\n"
"h2{font-size:1.35rem;margin:2.75rem 0 .75rem;padding-top:.9rem;border-top:1px solid var(--line)}\n"
"h3{font-size:1.08rem;margin:1.75rem 0 .4rem}\n"
"h1 .sub{display:block;font-size:1.05rem;font-weight:400;color:var(--quiet);margin-top:.3rem}\n"
"p,dl,details,li{max-width:46rem}\n"
".themes li{max-width:none}\n"
".lead{font-size:1.1rem;color:var(--quiet);margin-top:0}\n"
".code{font-variant-numeric:tabular-nums;color:var(--quiet);font-weight:400;white-space:nowrap}\n"
".small{display:block;font-size:.85rem;color:var(--quiet)}\n"
".titles .small,.why{display:inline;font-size:.9rem;color:var(--quiet)}\n"
".none{color:var(--quiet)}\n"
".term{margin:.75rem 0 0;font-weight:600}\n"
".vision{font-size:1.05rem;border-left:4px solid var(--line);padding-left:1rem}\n"
".reason{font-size:1.05rem}\n",
".light{font-weight:600;white-space:nowrap}\n"
".light.green{color:var(--green)}.light.amber{color:var(--amber)}.light.red{color:var(--red)}"
".light.grey{color:var(--grey)}\n"
".cell .small{display:inline;margin-left:.75rem}\n"
".facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.25rem;margin:0 0 1rem}\n"
".facts dt{color:var(--quiet)}\n"
".facts dd{margin:0}\n",
".wide{overflow-x:auto;margin:1rem 0 .25rem}\n"
"table{border-collapse:collapse;width:100%;font-size:.95rem}\n"
"caption{text-align:left;font-weight:600;padding:0 0 .5rem;caption-side:top}\n"
".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\n"
"th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line)}\n"
"thead th{border-bottom:2px solid var(--line);color:var(--quiet);font-weight:600;font-size:.85rem;"
"vertical-align:bottom}\n"
"tbody th{font-weight:400;min-width:11rem;max-width:32rem}\n"
"tbody tr:hover{background:var(--soft)}\n"
"th:last-child,td:last-child{padding-right:.25rem}\n"
".number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
"th.number:first-child{text-align:left;min-width:0}\n"
"td time{white-space:nowrap}\n"
"td ul{margin:.35rem 0 0;padding-left:1.1rem;font-size:.9rem}\n"
".data{font-size:.85rem;color:var(--quiet);margin:.25rem 0 1.25rem}\n"
"details{margin:.6rem 0;padding:.5rem .9rem;background:var(--soft);border-radius:4px}\n"
"summary{cursor:pointer;font-weight:600}\n"
".titles{padding-left:1.1rem}\n"
".titles li{margin:.2rem 0}\n"
".letters a{display:inline-block;min-width:1.6rem;padding:.2rem 0;text-align:center}\n"
".letters ul{gap:.1rem .35rem}\n"
".themes{gap:.5rem 1.5rem;font-size:1.05rem}\n"
".front{padding-top:15vh}\n"
".front ul{list-style:none;padding:0;font-size:1.25rem}\n"
".front li{margin:.5rem 0}\n",
"figure{margin:1rem 0;max-width:46rem}\n"
".chart{display:block;width:100%;height:auto}\n"
".chart text{font-size:12px;fill:var(--quiet);font-family:inherit;font-variant-numeric:tabular-nums}\n"
".chart .y{text-anchor:end}.chart .x{text-anchor:middle}\n"
".grid{stroke:var(--line);stroke-width:1;fill:none}\n"
".axis,.tick{stroke:var(--quiet);stroke-width:1;fill:none}\n"
".measured,.needed,.forecast,.benchmark{fill:none;stroke-width:2.2;stroke-linejoin:round}\n"
".measured{stroke:var(--measured)}\n"
".needed{stroke:var(--needed);stroke-dasharray:7 5;stroke-width:1.6}\n"
".forecast{stroke:var(--forecast);stroke-dasharray:1.5 4.5;stroke-linecap:round}\n"
".benchmark{stroke:var(--benchmark);stroke-dasharray:12 3 3 3;stroke-width:1.6}\n"
".point{fill:var(--measured);stroke:var(--back);stroke-width:1}\n"
".point.open{fill:var(--back);stroke:var(--measured);stroke-width:2}\n"
".target{fill:var(--target)}\n"
".band{fill:var(--target);opacity:.14}\n"
".legend{font-size:.85rem;color:var(--quiet);margin-top:.35rem}\n"
".legend svg{width:30px;height:12px;vertical-align:middle}\n"
".legend li{white-space:nowrap}\n"
".spark{width:84px;height:22px;vertical-align:middle}\n"
".spark .measured{stroke-width:1.6}\n",
"@media (max-width:40rem){header,main,footer{padding-left:1rem;padding-right:1rem}"
".chart text{font-size:17px}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}"
"th,td{padding-right:.7rem}tbody th{min-width:9rem}}\n"
"@media (forced-colors:active){.measured,.needed,.forecast,.benchmark{stroke:CanvasText}"
".point,.target{fill:CanvasText}}\n"
"@media print{:root{--back:#fff;--soft:#fff;--text:#000;--quiet:#333;--line:#999;--link:#000;--green:#000;"
"--amber:#000;--red:#000;--grey:#000;--measured:#000;--target:#000;--needed:#555;--forecast:#000;--benchmark:#555}"
"@page{margin:18mm 16mm}body{font-size:10.5pt}header nav,.skip,.trail,.data,.letters{display:none}"
"main,header,footer{max-width:none;padding-left:0;padding-right:0}.wide{overflow:visible}"
"thead{display:table-header-group}tr,figure,.facts{break-inside:avoid}h2,h3,caption{break-after:avoid}"
"h2{margin-top:1.6rem}table{font-size:9pt}a{text-decoration:none}figure{max-width:13cm}}\n",
};
// clang-format on

bool site_style(struct site *site, struct error *error)
{
    struct buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof sheet / sizeof *sheet; i++)
        buffer_add_text(&out, sheet[i]);
    bool done = target_put(&site->target, "style.css", &out, error);
    buffer_release(&out);
    return done;
}
