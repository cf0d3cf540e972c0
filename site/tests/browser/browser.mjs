// A browser, and a server of two sites that the Rust test made: that of the workspace, and that of hostile catalogs. Each file
// of tests is a process with both of its own.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

export const sites = process.env.SITES;
export const UNDER = "/sub/path/";
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json" };
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 380, height: 720 };

export let base;
let browser, server, profile;
export const fileBase = pathToFileURL(join(sites, "workspace")).href + "/";

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
export async function visit(url, { viewport = DESKTOP, scheme = "light", script = true, status = 200 } = {}) {
  const page = await browser.newPage();
  const wrong = watched(page);
  await page.evaluateOnNewDocument(() => { globalThis.hacked = (what) => { globalThis.wasHacked = what ?? true; }; });
  if (!script) await page.setJavaScriptEnabled(false);
  await look(page, viewport, scheme);
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

// How wide the screen is, and which colours it has.
export async function look(page, viewport, scheme) {
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
}

export async function type(page, text) {
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
