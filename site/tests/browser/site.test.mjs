// What people do on the site, and what a hostile catalog can't.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PHONE, UNDER, base, fileBase, sites, type, visit } from "./browser.mjs";

const starts = () => [["under a sub-path", base + UNDER], ["from a folder", fileBase]];

test("a code is found and opened at each vendor that has it", async () => {
  for (const [, start] of starts()) {
    const { page, close } = await visit(start + "index.html");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q", "the search has the focus");
    const found = await type(page, "RATE_LIMITED");
    const [runo, onto] = ["Runo", "Onto"].map((vendor) => found.find((hit) => hit.code === "RATE_LIMITED" && hit.where.startsWith(vendor)));
    assert.equal(runo.badge, "wait");
    assert.match(runo.where, /Runo · 429 · Retry-After, else 1\s?s, 2\s?s, 4\s?s/);
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
  assert.ok((await type(page, "openai rate limit exceeded"))[0].where.startsWith("OpenAI ·"), "the vendor of that very name");
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

test("on paper there are no tools, everything is black on white, and links out say where", async () => {
  for (const path of ["runo/", "stripe/card_declined/", "same/RATE_LIMITED/", ""]) {
    const { page, close } = await visit(base + UNDER + path, { scheme: "dark" });
    await page.emulateMediaType("print");
    const seen = await page.evaluate(() => {
      const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0).length;
      const colours = (property) => [...new Set([document.body, ...document.querySelectorAll("main *:not(svg *)")]
        .filter((one) => one.getClientRects().length > 0).map((one) => getComputedStyle(one)[property]))];
      const out = document.querySelector('main a[href^="http"]');
      const cut = [...document.querySelectorAll("tbody tr")].filter((row) => getComputedStyle(row).breakInside !== "avoid").length;
      return { tools: shown("header, footer, form, .pager, .groups, .skip, button"), text: colours("color"), back: colours("backgroundColor"),
        out: out && getComputedStyle(out, "::after").content, cut };
    });
    assert.equal(seen.tools, 0, path);
    const dark = (colour) => colour.match(/\d+/g).slice(0, 3).every((part) => Number(part) < 0x60);
    assert.deepEqual(seen.text.filter((colour) => !dark(colour)), [], path);
    assert.deepEqual(seen.back.filter((colour) => !["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(colour)), [], path);
    if (path.startsWith("stripe")) assert.match(seen.out, /http/);
    assert.equal(seen.cut, 0, path);
    await close();
  }
});

test("a folder on a disk is as good as a server", async () => {
  const { page, close } = await visit(fileBase + "stripe/card_declined/index.html");
  // A deep link: the page, its style and its icons are there.
  assert.equal(await page.$eval("h1", (title) => title.textContent), "card_declined");
  assert.notEqual(await page.$eval(".verdict", (verdict) => getComputedStyle(verdict).borderLeftWidth), "0px");
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  assert.equal(await page.$eval("body", (body) => getComputedStyle(body).backgroundColor), "rgb(18, 22, 28)");
  // A search from there leads to a file.
  const found = await type(page, "openai rate limit exceeded");
  assert.ok(found[0].href.startsWith(fileBase + "openai/") && found[0].href.endsWith("/index.html"), found[0].href);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.equal(page.url(), found[0].href);
  // Links of each kind lead to files that are there.
  const links = [];
  for (const selector of [".crumb a", ".crumb a ~ a", ".siblings a", "footer a", "header nav a ~ a", ".home"]) {
    links.push(await page.$eval(selector, (link) => link.href));
  }
  for (const href of links.filter((href) => !href.endsWith(".md"))) {
    assert.ok(href.startsWith(fileBase) && href.replace(/#.*/, "").endsWith("index.html"), href);
    await page.goto(href);
    assert.ok(await page.$("main h1"), href);
  }
  await page.waitForFunction(() => document.getElementById("count")?.textContent !== "");
  const rows = await page.$$eval("#all tbody a", (links) => links.slice(0, 4).map((link) => link.href));
  assert.ok(rows.every((href) => href.startsWith(fileBase) && href.endsWith("/index.html")), String(rows));
  await page.goto(fileBase + "index.html?vendor=runo");
  await page.waitForFunction(() => /^24 codes$/.test(document.getElementById("count").textContent));
  await page.goto(fileBase + "category/rate_limited/index.html#runo");
  assert.ok(await page.$("tr:target"), "an anchor in a list");
  await close();
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
    // What would be loaded on purpose is there already.
    await page.goto(`${base}/hostile/${path}`, { waitUntil: "domcontentloaded" });
    const [hacked, made, moved] = await page.evaluate(inspect, "main");
    assert.equal(hacked, null, path);
    const odd = made.filter((name) => ["script", "img", "iframe", "style", "object", "marquee", "u", "i"].includes(name));
    assert.deepEqual(odd, [], path);
    assert.deepEqual(moved, [], path);
  }
  await close();
});

// In a page: what ran, which elements there are within one, and which texts are not where they stand in it, as another that
// runs from right to left has moved them.
function inspect(within) {
  const all = [...document.querySelector(within).querySelectorAll("*")];
  const moved = [];
  for (const parent of [document.querySelector(within), ...all]) {
    let before;
    if (getComputedStyle(parent).display.includes("grid") || getComputedStyle(parent).display.includes("flex")) continue;
    for (const node of parent.childNodes) {
      if (node.textContent.trim() === "" || (node.nodeType === 1 && !getComputedStyle(node).display.startsWith("inline"))) { before = undefined; continue; }
      const range = document.createRange();
      range.selectNode(node);
      const places = [...range.getClientRects()].filter((place) => place.width > 0);
      const first = places[0];
      if (first && before && Math.abs(first.bottom - before.bottom) < first.height / 2 && first.left < before.right - 2) {
        moved.push(`${node.textContent.trim().slice(0, 40)} in ${parent.outerHTML.slice(0, 200)}`);
      }
      before = places.at(-1);
    }
  }
  return [globalThis.wasHacked ?? null, [...new Set(all.map((one) => one.localName))], moved];
}

test("what runs from right to left is isolated", async () => {
  const { page, close } = await visit(`${base}/hostile/marks/`);
  const stray = await page.evaluate(() => {
    const right = /[\u0590-\u08ff]/;
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const stray = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!right.test(node.data)) continue;
      const own = getComputedStyle(node.parentElement);
      const isAlone = [...node.parentElement.childNodes].every((one) => one === node || one.textContent.trim() === "" || getComputedStyle(one).display === "block");
      if (own.unicodeBidi !== "isolate" || !isAlone) {
        if (own.display.startsWith("inline") || !isAlone) stray.push(node.parentElement.outerHTML.slice(0, 200));
      }
    }
    return stray;
  });
  assert.deepEqual(stray, []);
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
    "<script>", "\"", "'", "{{", "..", "429", "5xx", "twin", "__proto__", "constructor", "<img src=x onerror=hacked()>", "hostile twin",
    "\u202e", "\u202etwin", "\u2067\u200b\u0301", "ש", "ש_429", "ת twin", "e\u0301\u0301"];
  const allowed = ["p", "a", "ol", "li", "span", "svg", "use", "code", "small", "bdi"];
  // All of them within the page, as each way to it takes longer than a search.
  await page.evaluate(`globalThis.inspect = ${inspect}`);
  const answers = await page.evaluate(async (queries) => {
    const [input, hits] = ["q", "hits"].map((id) => document.getElementById(id));
    const answers = [];
    for (const query of queries) {
      input.value = query;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      while (hits.dataset.for !== query) await new Promise((resolve) => setTimeout(resolve));
      const made = [...hits.querySelectorAll("*")].map((one) => [one.localName, ...one.getAttributeNames().filter((name) => name.startsWith("on"))].join(" "));
      answers.push({ query, count: hits.querySelectorAll("li").length, made: [...new Set(made)], moved: globalThis.inspect("#hits")[2] });
    }
    return answers;
  }, queries.filter((query) => query.trim() !== ""));
  for (const { query, made, moved } of answers) {
    assert.deepEqual(made.filter((name) => !allowed.includes(name)), [], query);
    assert.deepEqual(moved, [], query);
  }
  const hits = answers.reduce((sum, { count }) => sum + count, 0);
  assert.ok(hits > queries.length, "hostile texts are found");
  assert.ok((await type(page, "ש 429")).some((hit) => hit.code.startsWith("ש_429")), "what runs from right to left is found");
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
