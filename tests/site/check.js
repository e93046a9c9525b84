// usage: node check.js BUILD SITE NUMBER: prints TAP from NUMBER + 1 on.
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [build, site, before] = process.argv.slice(2);
const from = createRequire(path.join(build, "package.json"));
const { chromium } = from("playwright-core");
const { HtmlValidate } = from("html-validate");
const axe = fs.readFileSync(from.resolve("axe-core/axe.min.js"), "utf8");

let number = Number(before);
function result(name, failures) {
    number++;
    console.log(`${failures.length === 0 ? "ok" : "not ok"} ${number} - ${name}`);
    for (const failure of failures.slice(0, 40)) console.log(`# ${failure}`);
}

function pages(folder) {
    return fs
        .readdirSync(path.join(site, folder))
        .filter((name) => name.endsWith(".html"))
        .map((name) => path.join(folder, name));
}
const all = ["index.html", ...pages("nl"), ...pages("en")];

async function valid() {
    const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
    const failures = [];
    for (const page of all) {
        const report = await validator.validateFile(path.join(site, page));
        for (const file of report.results)
            for (const message of file.messages)
                failures.push(`${page}:${message.line}: ${message.ruleId}: ${message.message}`);
    }
    return failures;
}

// Every link leads somewhere, and every anchor is there.
function links() {
    const failures = [];
    const ids = new Map();
    const idsOf = (file) => {
        if (!ids.has(file)) ids.set(file, new Set([...fs.readFileSync(file, "utf8").matchAll(/ id="([^"]+)"/g)].map((m) => m[1])));
        return ids.get(file);
    };
    for (const page of all)
        for (const [, href] of fs.readFileSync(path.join(site, page), "utf8").matchAll(/ href="([^"]+)"/g)) {
            const [file, anchor] = href.split("#");
            const target = file === "" ? path.join(site, page) : path.join(site, path.dirname(page), file);
            if (!fs.existsSync(target)) failures.push(`${page}: ${href} leads nowhere`);
            else if (anchor && !idsOf(target).has(anchor)) failures.push(`${page}: ${href} has no such anchor`);
        }
    return failures;
}

// Nothing is fetched from elsewhere and nothing runs.
function still() {
    const failures = [];
    for (const page of all) {
        const text = fs.readFileSync(path.join(site, page), "utf8");
        if (/<script|javascript:|\son[a-z]+=|style="/i.test(text)) failures.push(`${page}: a script or a style of its own`);
        if (/(src|href)="(https?:)?\/\//i.test(text)) failures.push(`${page}: something from elsewhere`);
    }
    return failures;
}

function oneOfEach() {
    const largest = (start) =>
        fs
            .readdirSync(path.join(site, "nl"))
            .filter((name) => name.startsWith(start) && name.endsWith(".html"))
            .sort((a, b) => fs.statSync(path.join(site, "nl", b)).size - fs.statSync(path.join(site, "nl", a)).size)[0];
    return ["index.html", "agreements.html", "lessons.html", "changes.html", "a-z.html", "about.html", largest("area-"), largest("theme-"), largest("goal-")];
}

async function accessible() {
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM,
        args: process.getuid() === 0 ? ["--no-sandbox"] : [],
    });
    const failures = [];
    // Colour and width change nothing but what these rules look at, so the others run once.
    const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
    const narrow = { type: "rule", values: ["color-contrast", "scrollable-region-focusable", "target-size"] };
    const everything = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] };
    const looks = [
        { colorScheme: "light", viewport: { width: 1200, height: 900 }, rules: everything },
        { colorScheme: "dark", viewport: { width: 1200, height: 900 }, rules: colours },
        { colorScheme: "light", viewport: { width: 340, height: 700 }, rules: narrow },
        { colorScheme: "dark", viewport: { width: 340, height: 700 }, rules: narrow },
    ];
    let looked = 0;
    for (const { rules, ...look } of looks) {
        const context = await browser.newContext(look);
        const page = await context.newPage();
        const list = ["index.html", ...oneOfEach().flatMap((name) => [`nl/${name}`, `en/${name}`])];
        for (const name of list) {
            await page.goto(`file://${path.join(site, name)}`);
            await page.evaluate(axe);
            const found = await page.evaluate(
                (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }),
                rules,
            );
            looked++;
            const place = `${name} (${look.colorScheme}, ${look.viewport.width})`;
            for (const violation of found.violations)
                for (const node of violation.nodes.slice(0, 3)) failures.push(`${place}: ${violation.id}: ${node.html.slice(0, 160)}`);
            const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
            if (wider) failures.push(`${place}: wider than the screen`);
        }
        await context.close();
    }
    await browser.close();
    if (looked !== 4 * 19) failures.push(`looked at ${looked} pages`);
    return failures;
}

(async () => {
    result("every page is valid HTML", await valid());
    result("every link and anchor leads somewhere", links());
    result("nothing runs, and nothing comes from elsewhere", still());
    result("no page has a violation that axe-core finds, and none is wider than its screen", await accessible());
})().catch((error) => {
    result("the site can be looked at", [String(error)]);
    process.exitCode = 1;
});
