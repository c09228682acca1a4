// Opens reports in a real browser and says what is wrong with them, a line each; nothing is wrong: exit status 0.
//
//   node check.mjs CHROMIUM works|safe|summary PAGE.html...
//
// `works`: no console message, no request, no overflow, links lead somewhere, filters filter, axe-core finds nothing, in both schemes and at
// both widths. `safe`: nothing that was planted in a policy or a rule became part of the page. `summary`: the same as `works` for the summary
// of an audit, which has no script, and whose links unfold what they lead to.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, mode, ...pages] = process.argv.slice(2);
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const problems = [];
const axe = source("axe-core/axe.min.js");
if (!axe) console.log("skipped: contrast and heading order are not checked, axe-core is not installed (npm ci --prefix tests/browser)");

function source(name) {
  try {
    return readFileSync(createRequire(import.meta.url).resolve(name), "utf8");
  } catch {
    return undefined;
  }
}

/** A page that reports on itself: every message, error and request but the first is a problem. */
async function open(browser, path, options, name) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  const say = (what) => problems.push(`${path} (${name}): ${what}`);
  page.on("console", (message) => say(`console: ${message.text()}`));
  page.on("pageerror", (error) => say(`error: ${error}`));
  page.on("dialog", (dialog) => (say("a dialog was opened"), dialog.dismiss()));
  page.on("request", (request) => request.url().split("#")[0] === url || say(`request: ${request.url()}`));
  await page.goto(url);
  return { page, say, close: () => context.close() };
}

async function fits(page, width, say) {
  const found = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll("*")].find((it) => it.getBoundingClientRect().right > room + 1);
    return { width: document.documentElement.scrollWidth, wide: wide?.outerHTML.slice(0, 200) };
  });
  if (found.width > width) say(`overflows: ${found.width} px; ${found.wide}`);
}

/** Labels stand on one line and within their column. */
async function labels(page, say) {
  const broken = await page.locator(".count .what").evaluateAll((items) =>
    items.filter((it) => {
      const words = document.createRange();
      words.selectNodeContents(it);
      return words.getClientRects().length !== 1 || words.getBoundingClientRect().right > it.getBoundingClientRect().right + 1;
    }).length);
  if (broken) say(`${broken} labels of counts are broken or too wide`);
}

async function links(page, say) {
  const broken = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
    const known = new Set(ids);
    const hrefs = [...document.querySelectorAll("[href]")].map((it) => it.getAttribute("href"));
    const lost = hrefs.filter((href) => !href.startsWith("#") || !known.has(href.slice(1)));
    return { lost, count: hrefs.length, doubled: ids.length - known.size };
  });
  if (broken.lost.length) say(`links that lead nowhere: ${broken.lost.slice(0, 5)}`);
  if (broken.doubled) say(`${broken.doubled} ids are there twice`);
  if (!broken.count) say("there are no links");
}

/** Both ways: from marked words to their clause, and from there back to the words. */
async function both_ways(page, say) {
  const lost = await page.evaluate(() => {
    const clauses = [...document.querySelectorAll("a.mark")].map((mark) => document.querySelector(mark.getAttribute("href")));
    const back = [...document.querySelectorAll(".clause .chip")].map((chip) => document.querySelector(chip.getAttribute("href")));
    return {
      marks: clauses.length,
      clauses: clauses.filter((it) => !it?.matches(".clause")).length,
      back: back.filter((it) => !it?.closest(".text")).length,
    };
  });
  if (!lost.marks) say("no words are marked");
  if (lost.clauses || lost.back) say(`marks without a clause: ${lost.clauses}, clauses without a mark: ${lost.back}`);
}

async function filters(page, say) {
  const visible = () => page.locator("[data-outcome]:visible").count();
  const all = await visible();
  await page.selectOption("#by-outcome", "missing");
  const missing = await page.locator("[data-outcome]:visible").evaluateAll((items) => items.map((it) => it.dataset.outcome));
  if (!missing.length || missing.length >= all) say(`the filter by verdict shows ${missing.length} of ${all}`);
  if (missing.some((outcome) => !outcome.split(",").includes("missing"))) say("the filter by verdict lets others through");
  if (!(await page.textContent("#shown")).startsWith(`${missing.length} of ${all}`)) say("the count shown is wrong");
  await page.selectOption("#by-outcome", "");
  const regime = await page.locator("#by-regime option").nth(1).textContent();
  await page.selectOption("#by-regime", regime);
  const of_regime = await page.locator("[data-outcome]:visible").evaluateAll((items) => items.map((it) => it.dataset.regime));
  if (!of_regime.length || of_regime.some((ids) => !ids.split(" ").includes(regime))) say("the filter by law fails");
  await page.selectOption("#by-regime", "");
  await page.fill("#by-text", "no such words anywhere");
  await page.waitForFunction(() => document.getElementById("shown").textContent.startsWith("0 of"));
  await page.evaluate(() => (location.hash = document.querySelector(".obligation").id));
  await page.waitForFunction(() => !document.querySelector(".obligation").hidden);
  if ((await visible()) !== all) say("a link to what is hidden does not show it");
}

async function keyboard(page, say) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== "skip") say(`the first stop of the keyboard is ${first}`);
  const unreachable = await page.locator("a:not([href]), [tabindex]").count();
  if (unreachable) say(`${unreachable} elements are out of the order of the keyboard`);
}

async function accessible(page, say) {
  if (!axe) return;
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
    const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.map((it) => `${it.id}: ${it.nodes.length} times, first ${it.nodes[0].html.slice(0, 160)}; ${it.nodes[0].failureSummary}`);
  });
  for (const violation of found) say(`axe: ${violation}`);
}

async function without_script(browser, path) {
  const { page, say, close } = await open(browser, path, { javaScriptEnabled: false }, "no script");
  if (await page.locator("#filter").isVisible()) say("filters are shown that cannot work");
  if (!(await page.locator(".obligation").first().isVisible())) say("obligations are not shown");
  await close();
}

async function printed(browser, path) {
  const { page, say, close } = await open(browser, path, {}, "print");
  await page.emulateMedia({ media: "print" });
  if (await page.locator("#filter").isVisible()) say("filters are printed");
  const pdf = await page.pdf({ format: "A4" });
  if (pdf.length < 10_000) say("prints nothing");
  await close();
}

async function works(browser, path) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const options = { viewport: { width, height: 800 }, colorScheme };
      const { page, say, close } = await open(browser, path, options, `${width} px, ${colorScheme}`);
      await fits(page, width, say);
      await labels(page, say);
      if (width === WIDTHS[1]) await accessible(page, say);
      if (width === WIDTHS[0] && colorScheme === SCHEMES[0]) {
        await links(page, say);
        await both_ways(page, say);
        await keyboard(page, say);
        await filters(page, say);
        await fits(page, width, say);
      }
      await close();
    }
  }
  await without_script(browser, path);
  await printed(browser, path);
}

/** The summary of an audit: folded parts are looked at unfolded too, and are printed. */
async function summary(browser, path) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const options = { viewport: { width, height: 800 }, colorScheme };
      const { page, say, close } = await open(browser, path, options, `${width} px, ${colorScheme}`);
      await fits(page, width, say);
      await links(page, say);
      const folded = page.locator("details:not([open]) .row");
      if (!(await folded.count()) || (await folded.first().isVisible())) say("nothing is folded");
      await page.locator("a[href^='#law-']").first().click();
      if (!(await page.locator("details[open] .row").first().isVisible())) say("a link does not unfold what it leads to");
      await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
      await fits(page, width, say);
      await accessible(page, say);
      await close();
    }
  }
  const { page, say, close } = await open(browser, path, {}, "print");
  await page.emulateMedia({ media: "print" });
  if (!(await page.locator("details:not([open]) .row").first().evaluate((it) => it.checkVisibility()))) say("folded parts are not printed");
  await close();
}

/** Planted scripts set `window.planted` or the title, or leave elements that no report has. */
async function safe(browser, path) {
  const { page, say, close } = await open(browser, path, {}, "planted");
  const title = await page.title();
  for (const link of await page.locator("a.mark").all()) await link.dispatchEvent("click");
  await page.mouse.move(200, 300);
  await page.waitForLoadState("networkidle");
  const found = await page.evaluate(() => ({
    ran: globalThis.planted,
    title: document.title,
    scripts: document.scripts.length,
    styles: document.querySelectorAll("style, link").length,
    foreign: document.querySelectorAll("img, iframe, object, embed, form, base, audio, video, math, animate, template, foreignObject").length,
    handlers: [...document.querySelectorAll("*")].filter((it) => it.getAttributeNames().some((name) => name.startsWith("on"))).length,
    links: [...document.querySelectorAll("[href], [src], [action]")].filter((it) => !it.getAttribute("href")?.startsWith("#")).length,
    told: document.body.textContent.includes("planted"),
    end: document.body.lastElementChild.tagName,
  }));
  if (found.ran !== undefined) say(`a planted script ran: ${found.ran}`);
  if (found.title !== title || !title.startsWith("Privacy policy report")) say(`the title became ${found.title}`);
  if (found.scripts !== 1 || found.styles !== 1) say(`${found.scripts} scripts and ${found.styles} styles`);
  if (found.foreign || found.handlers || found.links) say(`foreign elements, handlers or links: ${JSON.stringify(found)}`);
  if (!found.told) say("the planted words are not shown as words");
  if (found.end !== "SCRIPT") say("the page was cut short");
  await fits(page, 1280, say);
  await close();
}

const browser = await chromium.launch({ executablePath, args: FLAGS });
const checks = { works, safe, summary };
for (const path of pages) await checks[mode](browser, path);
await browser.close();
for (const problem of problems) console.log(problem);
process.exitCode = problems.length ? 1 : 0;
