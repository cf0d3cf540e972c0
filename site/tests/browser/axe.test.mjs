// Whether everybody can read each kind of page, on each screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { DESKTOP, PHONE, UNDER, base, look, type, visit } from "./browser.mjs";

// One page of each kind.
const KINDS = ["", "runo/", "mongodb/", "runo/RATE_LIMITED/", "openai/insufficient_quota/", "status/", "status/429/", "category/rate_limited/",
  "retry/after_wait/", "same/", "same/RATE_LIMITED/", "how/", "codes/page-2/", "no/such/page/"];

// Those that people land on.
const KEY = ["", "runo/RATE_LIMITED/"];

// Of many rows that are alike axe looks at the first ones: its time is most of that of these tests, and grows with the
// elements of a page.
const REST = "tbody tr:nth-child(n+9), .lists li:nth-child(n+9), #hits li:nth-child(n+9)";

// The rules whose answer another screen or other colors change; what the elements say is the same in each look.
const OF_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

test("each kind of page fits its screen, in light and dark, and axe finds nothing serious", async () => {
  for (const [at, path] of KINDS.entries()) {
    const { page, close } = await visit(base + UNDER + path, { status: path.startsWith("no/") ? 404 : 200 });
    if (path === "") await type(page, "limit");
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewport(viewport);
      const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= screen, `${path} is ${wide} wide at ${screen}`);
    }
    await page.$$eval(REST, (rest) => rest.forEach((one) => one.remove()));
    // As an extension would: the page itself allows no script of another origin.
    await page.evaluate(axe.source);
    const looks = [[DESKTOP, "light"], [PHONE, "dark"], [PHONE, "light"], [DESKTOP, "dark"]];
    // Kinds take turns with the looks; those that people land on have all of them.
    for (const [nth, [viewport, scheme]] of (KEY.includes(path) ? looks : at % 2 === 0 ? looks.slice(0, 2) : looks.slice(2)).entries()) {
      await look(page, viewport, scheme);
      const rules = nth === 0 ? {} : { runOnly: OF_LOOKS };
      const found = await page.evaluate((rules) => globalThis.axe.run(document, { ...rules, resultTypes: ["violations"] }), rules);
      const grave = found.violations.filter((of) => ["serious", "critical"].includes(of.impact));
      const shown = grave.map((of) => `${of.id}: ${of.nodes.slice(0, 3).map((node) => node.html + " " + node.failureSummary).join(" | ")}`);
      assert.deepEqual(shown, [], `${path} ${scheme} ${viewport.width}`);
    }
    await close();
  }
});
