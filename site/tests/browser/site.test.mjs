// Drives a browser over two sites that the Rust test made: that of the workspace, and that of hostile catalogs.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const sites = process.env.SITES;
const UNDER = "/sub/path/";
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json" };
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 380, height: 720 };

let browser, server, base, profile;
const fileBase = pathToFileURL(join(sites, "workspace")).href + "/";

// A site under a sub-path, as GitHub Pages serves it: with the page of what is not found.
function serve(request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const site = path.startsWith(UNDER) ? "workspace" : path.startsWith("/hostile/") ? "hostile" : undefined;
  const within = path.slice(site === "workspace" ? UNDER.length : "/hostile/".length);
  let file = site && join(sites, site, within);
  if (file && statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = join(file, "index.html");
  const found = file && statSync(file, { throwIfNoEntry: false })?.isFile();
  if (!found) file = join(sites, "workspace", "404.html");
  response.writeHead(found ? 200 : 404, { "content-type": TYPES[file.split(".").pop()] ?? "text/plain" });
  response.end(readFileSync(file));
}

before(async () => {
  server = createServer(serve).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${server.address().port}`;
  profile = mkdtempSync(join(tmpdir(), "errcat-browser-"));
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    headless: true,
    userDataDir: profile,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
  if (profile) rmSync(profile, { recursive: true, force: true });
});

// What goes wrong on a page from now on.
function watched(page) {
  const wrong = [];
  page.on("console", (message) => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { wrong.push("a dialog"); dialog.dismiss(); });
  page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    const target = request.url();
    if (!target.startsWith(base) && !target.startsWith(fileBase)) wrong.push(`request: ${target}`);
  });
  return wrong;
}

// Opens a page, and holds that it logs nothing, asks no other host, runs nothing of a catalog and opens no dialog.
async function visit(url, { viewport = DESKTOP, scheme = "light", script = true, status = 200 } = {}) {
  const page = await browser.newPage();
  const wrong = watched(page);
  await page.evaluateOnNewDocument(() => { globalThis.hacked = (what) => { globalThis.wasHacked = what ?? true; }; });
  if (!script) await page.setJavaScriptEnabled(false);
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const response = await page.goto(url, { waitUntil: "load" });
  if (url.startsWith("http")) assert.equal(response.status(), status);
  const close = async () => {
    if (script) wrong.push(...await page.evaluate(() => globalThis.wasHacked === undefined ? [] : [`hacked: ${globalThis.wasHacked}`]));
    // What a browser says itself of a status that is not 200.
    const left = wrong.filter((line) => status === 200 || !line.includes("status of 404"));
    assert.deepEqual(left, [], url);
    await page.close();
  };
  return { page, close };
}

async function type(page, text) {
  await page.$eval("#q", (input, value) => {
    input.focus();
    input.value = value;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
  await page.waitForFunction((value) => {
    const hits = document.getElementById("hits");
    return value.trim() === "" ? hits.hidden : hits.dataset.for === value;
  }, { timeout: 10_000 }, text);
  return page.$$eval("#hits li a", (links) => links.map((link) => ({
    badge: link.querySelector(".badge").textContent,
    code: link.querySelector("code").textContent,
    where: link.querySelector(".where").textContent,
    href: link.href,
  })));
}

const starts = () => [["under a sub-path", base + UNDER], ["from a folder", fileBase]];

test("a code is found and opened at each vendor that has it", async () => {
  for (const [, start] of starts()) {
    const { page, close } = await visit(start + "index.html");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q", "the search has the focus");
    const found = await type(page, "RATE_LIMITED");
    const [runo, onto] = ["Runo", "Onto"].map((vendor) => found.find((hit) => hit.code === "RATE_LIMITED" && hit.where.startsWith(vendor)));
    assert.equal(runo.badge, "wait");
    assert.match(runo.where, /Runo · 429 · Retry-After, else 1 s, 2 s, 4 s/);
    assert.equal(onto.badge, "after reset");
    for (const hit of [runo, onto]) {
      const opened = await visit(hit.href);
      assert.equal(await opened.page.$eval("h1", (title) => title.textContent), "RATE_LIMITED");
      assert.match(await opened.page.$eval(".verdict", (verdict) => verdict.textContent), new RegExp(hit.badge));
      await opened.close();
    }
    await close();
  }
});

test("a code is found by its words, its status, what it means, and with a typo", async () => {
  const { page, close } = await visit(base + UNDER);
  const codes = async (query) => (await type(page, query)).map((hit) => hit.code);
  const folded = (code) => code.toLowerCase().replace(/[^a-z0-9]/g, "");
  assert.ok((await codes("rate limited")).slice(0, 5).every((code) => folded(code) === "ratelimited"));
  assert.ok((await codes("RaTe_LiMiTeD")).length > 3);
  const status = await type(page, "429");
  assert.ok(status.slice(0, 20).some((hit) => hit.where.includes("429")));
  assert.ok(await page.$eval("#hits p a", (link) => link.href.endsWith("/status/429/")));
  const quota = await codes("quota");
  assert.ok(quota[0].toLowerCase().startsWith("quota") && quota.includes("QUOTA_EXCEEDED"), String(quota.slice(0, 5)));
  assert.ok((await codes("RATE_LIMTED")).includes("RATE_LIMITED"), "a letter less");
  assert.ok((await codes("ratee limited")).includes("RATE_LIMITED"), "a letter more");
  assert.ok((await codes("bot protection")).includes("FETCH_BLOCKED"), "words of the meaning");
  assert.ok((await codes("runo timeout"))[0] === "TIMEOUT", "with the vendor");
  assert.deepEqual(await codes("zzzzqqq"), []);
  assert.equal(await page.$eval("#hits", (hits) => hits.textContent), "Nothing found.");
  await codes("");
  await close();
});

test("filters keep their state in the address", async () => {
  for (const [, start] of starts()) {
    const { page, close } = await visit(start + "index.html");
    await page.waitForFunction(() => document.getElementById("count").textContent !== "");
    await page.select("[name=vendor]", "runo");
    await page.select("[name=retry]", "backoff");
    await page.select("[name=status]", "200");
    await page.waitForFunction(() => location.search.includes("status=200"));
    assert.match(page.url(), /\?vendor=runo&retry=backoff&status=200$/);
    const rows = () => page.$$eval("#all tbody tr", (found) => found.map((row) => row.textContent));
    const before = await rows();
    assert.ok(before.length > 3 && before.every((row) => row.includes("back off") && row.includes("Runo")), String(before));
    await page.reload();
    await page.waitForFunction(() => document.getElementById("count").textContent !== "");
    assert.deepEqual(await rows(), before);
    await close();
    const linked = await visit(start + "index.html?category=rate_limited&vendor=onto&q=quota");
    await linked.page.waitForFunction(() => /^1 code$/.test(document.getElementById("count").textContent) && !document.getElementById("hits").hidden);
    assert.equal(await linked.page.$eval("#q", (input) => input.value), "quota");
    await linked.page.click("#filters [type=reset]");
    await linked.page.waitForFunction(() => !location.search.includes("vendor"));
    await linked.close();
  }
});

test("the answer is on the first screen", async () => {
  for (const path of ["runo/RATE_LIMITED/", "stripe/card_declined/", "openai/insufficient_quota/", "anthropic/overloaded_error/"]) {
    const { page, close } = await visit(base + UNDER + path, { viewport: PHONE });
    const bottoms = await page.$$eval(".verdict .badge, .verdict .what > span:not(.badge), .verdict dd", (parts) => parts.map((part) => part.getBoundingClientRect().bottom));
    assert.ok(Math.min(...bottoms) < 200 && Math.max(...bottoms) < PHONE.height, `${path}: ${bottoms}`);
    await close();
  }
  const { page, close } = await visit(base + UNDER + "runo/RATE_LIMITED/");
  const bottom = await page.$eval(".verdict", (verdict) => verdict.getBoundingClientRect().bottom);
  assert.ok(bottom < 300, String(bottom));
  await close();
});

test("the keyboard is enough", async () => {
  const { page, close } = await visit(base + UNDER + "runo/TIMEOUT/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  assert.ok(await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0), "the skip link shows");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  assert.notEqual(await page.$eval("#q", (input) => getComputedStyle(input).outlineStyle), "none", "the focus shows");
  await page.keyboard.type("quota_exceeded");
  await page.waitForSelector("#hits li a");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("Escape");
  assert.ok(await page.$eval("#hits", (hits) => hits.hidden));
  // A field for a search is emptied by that key.
  await page.keyboard.type("quota_exceeded");
  await page.waitForFunction(() => !document.getElementById("hits").hidden && document.getElementById("hits").dataset.for === "quota_exceeded");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.equal((await page.$eval("h1", (title) => title.textContent)).toUpperCase(), "QUOTA_EXCEEDED");
  await close();
});

// One page of each kind.
const KINDS = ["", "runo/", "mongodb/", "runo/RATE_LIMITED/", "openai/insufficient_quota/", "status/", "status/429/", "category/rate_limited/",
  "retry/after_wait/", "same/", "same/RATE_LIMITED/", "how/", "codes/page-2/", "no/such/page/"];

// Those that people land on.
const KEY = ["", "runo/RATE_LIMITED/"];

test("each kind of page fits its screen, in light and dark, and axe finds nothing serious", async () => {
  for (const path of KINDS) {
    // Colours do not depend on the width, nor the width on colours: of most kinds two looks show both.
    const looks = [[DESKTOP, "light"], [PHONE, "dark"], [PHONE, "light"], [DESKTOP, "dark"]];
    for (const [viewport, scheme] of KEY.includes(path) ? looks : looks.slice(0, 2)) {
      const { page, close } = await visit(base + UNDER + path, { viewport, scheme, status: path.startsWith("no/") ? 404 : 200 });
      if (path === "") await type(page, "limit");
      const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= screen, `${path} is ${wide} wide at ${screen}`);
      // As an extension would: the page itself allows no script of another origin.
      await page.evaluate(axe.source);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const grave = found.violations.filter((of) => ["serious", "critical"].includes(of.impact));
      const shown = grave.map((of) => `${of.id}: ${of.nodes.slice(0, 3).map((node) => node.html + " " + node.failureSummary).join(" | ")}`);
      assert.deepEqual(shown, [], `${path} ${scheme} ${viewport.width}`);
      await close();
    }
  }
});

test("without a script everything is there but the search", async () => {
  const { page, close } = await visit(base + UNDER, { script: false });
  assert.ok((await page.$$("#all tbody tr")).length > 100);
  assert.ok((await page.$$(".matrix tbody tr")).length > 30);
  await close();
});

test("what is not found is found from there", async () => {
  const { page, close } = await visit(base + UNDER + "deep/er/still/nothing", { status: 404 });
  const found = await type(page, "RATE_LIMITED");
  assert.ok(found[0].href.startsWith(base + UNDER), found[0].href);
  assert.ok(await page.$eval(".home", (link) => link.href.endsWith("/sub/path/")));
  await close();
});

// Every page of a folder.
function pages(folder, under = "") {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under + entry.name;
    if (entry.isDirectory()) return pages(folder, path + "/");
    return path.endsWith(".html") && path !== "404.html" ? [path] : [];
  });
}

test("what a hostile catalog says stays text, on every page", async () => {
  const { page, close } = await visit(`${base}/hostile/`);
  for (const path of pages(join(sites, "hostile"))) {
    await page.goto(`${base}/hostile/${path}`);
    assert.equal(await page.evaluate(() => globalThis.wasHacked), undefined, path);
    const made = await page.$$eval("main *", (all) => [...new Set(all.map((one) => one.localName))]);
    const odd = made.filter((name) => ["script", "img", "iframe", "style", "object", "marquee", "u", "i"].includes(name));
    assert.deepEqual(odd, [], path);
  }
  await close();
});

test("what a hostile catalog says stays text, in every search and filter", async () => {
  const { page, close } = await visit(`${base}/hostile/`);
  const index = await page.evaluate(() => new Promise((resolve) => {
    const script = document.createElement("script");
    const own = globalThis.errcatIndex;
    globalThis.errcatIndex = resolve;
    script.src = "assets/index.js?again";
    script.onload = () => { globalThis.errcatIndex = own; };
    document.head.append(script);
  }));
  const words = (lines) => lines.split("\n").map((line) => line.split(" ")[0]);
  const queries = [...index.codes.split("\n"), ...words(index.meanings), ...words(index.actions), ...index.vendors.map((vendor) => vendor[1]),
    "<script>", "\"", "'", "{{", "..", "429", "5xx", "twin", "__proto__", "constructor", "<img src=x onerror=hacked()>", "hostile twin"];
  const allowed = ["p", "a", "ol", "li", "span", "svg", "use", "code", "small"];
  let hits = 0;
  for (const query of queries) {
    hits += (await type(page, query)).length;
    const made = await page.$$eval("#hits *", (all) => all.map((one) => [one.localName, ...one.getAttributeNames().filter((name) => name.startsWith("on"))].join(" ")));
    assert.deepEqual([...new Set(made)].filter((name) => !allowed.includes(name)), [], query);
  }
  assert.ok(hits > queries.length, "hostile texts are found");
  const found = await type(page, "<script>hacked('code')</script>");
  assert.equal(found[0].code, "<script>hacked('code')</script>");
  for (const hit of await type(page, "twin")) {
    const opened = await visit(hit.href);
    assert.equal(await opened.page.$eval("h1", (title) => title.textContent), hit.code);
    await opened.close();
  }
  for (const vendor of await page.$$eval("[name=vendor] option", (all) => all.map((option) => option.value))) {
    await page.select("[name=vendor]", vendor);
    assert.equal(await page.$$eval("#all script, #all img", (all) => all.length), 0);
  }
  await close();
});
