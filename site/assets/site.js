"use strict";
// Search and filters. Pages work without this; whatever comes from a catalog becomes text nodes.
(() => {
  const root = document.documentElement.dataset.root;
  const MOST = 40;   // Hits that are shown.
  const STEP = 150;  // Rows that are added to the table at a time.

  // Addresses on the web go without the name of the file, which only a folder on a disk needs.
  const onWeb = /^https?:$/.test(location.protocol);
  const address = (folder) => root + folder + (onWeb ? "/" : "/index.html");
  if (onWeb) {
    for (const link of document.querySelectorAll('a[href*="index.html"]')) {
      link.setAttribute("href", link.getAttribute("href").replace(/(^|\/)index\.html(?=$|#|\?)/, "$1") || "./");
    }
  }

  /* The index, which is loaded when it is first needed. */

  let loading;
  let index;
  const load = () => loading ??= new Promise((resolve) => {
    globalThis.errcatIndex = (data) => resolve(index = unpack(data));
    const script = document.createElement("script");
    script.src = root + "assets/index.js";
    script.onerror = () => { loading = undefined; };
    document.head.append(script);
  });

  // A code without case and separators.
  const fold = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "") || text.toLowerCase();
  // A word without the s of its plural.
  const singular = (word) => word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  function unpack(data) {
    const codes = data.codes === "" ? [] : data.codes.split("\n");
    const vendorOf = [];
    data.vendors.forEach(([, , , count], vendor) => { for (let n = 0; n < count; n++) vendorOf.push(vendor); });
    const digit = new Map([...data.digits].map((character, value) => [character, value]));
    const base = data.digits.length >> 1;
    const words = (lines) => lines === "" ? [] : lines.split("\n").map((line) => {
      const space = line.indexOf(" ");
      return { word: line.slice(0, space), packed: line.slice(space + 1) };
    });
    // The codes that have a word, when they are first asked for.
    const codesOf = (entry) => {
      if (entry.codes) return entry.codes;
      const found = [];
      let next = 0, gap = 0, scale = 1;
      for (const character of entry.packed) {
        const value = digit.get(character);
        if (value >= base) { gap += (value - base) * scale; scale *= base; continue; }
        next += gap + value * scale;
        found.push(next++);
        gap = 0; scale = 1;
      }
      return entry.codes = found;
    };
    const folded = codes.map(fold);
    const aliases = data.aliases.map(([code, alias]) => [code, fold(alias)]);
    const nameOf = (code) => data.names[code] ?? codes[code];
    const folderOf = (code) => data.vendors[vendorOf[code]][2] + "/" + nameOf(code);
    const parts = codes.map((code) => wordsOf(code.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")));
    // A unit stays on the line of its number.
    const waits = data.waits.map((text) => text.replace(/(?<=\d) (?=[a-z])/g, "\u00a0"));
    return { ...data, codes, waits, vendorOf, folded, aliases, folderOf, codesOf, parts,
      meanings: words(data.meanings), actions: words(data.actions),
      vendorWords: data.vendors.map(([id, title]) => [fold(id), fold(title), ...wordsOf(title)]) };
  }

  // Whether two texts differ in at most one letter: another, one more, one less, or two that changed places.
  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    let endA = a.length, endB = b.length;
    while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) { endA--; endB--; }
    if (endA - start <= 1 && endB - start <= 1) return true;
    return endA - start === 2 && endB - start === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
  }

  /* Search. */

  // The codes that a query finds, the best first.
  function search(query) {
    const words = wordsOf(query);
    const wanted = fold(query);
    const found = new Map();
    const add = (code, rank) => { if (rank < (found.get(code) ?? Infinity)) found.set(code, rank); };
    if (wanted === "") return [];
    byCode(wanted, () => true, 0, add);
    // Of the spellings of one code, the one that was typed.
    const typed = query.trim().toLowerCase().replace(/\s+/g, "_");
    index.codes.forEach((code, at) => { if (code.toLowerCase() === typed) add(at, -1); });
    // A word may name the vendor.
    for (const word of words.length > 1 ? words : []) {
      const vendors = index.vendorWords.map((names) => names.some((name) => name.startsWith(word)));
      if (!vendors.includes(true)) continue;
      const rest = words.filter((other) => other !== word).join("");
      if (rest === "") continue;
      // A name that is the word comes before one that only has it.
      const isNamed = index.vendorWords.map(([id, title]) => id === word || title === word);
      byCode(rest, (code) => isNamed[index.vendorOf[code]], 0.4, add);
      byCode(rest, (code) => vendors[index.vendorOf[code]], 0.5, add);
    }
    const status = /^(?:http)?([1-5][\dx]{2})$/.exec(wanted);
    if (status) byStatus(status[1], add);
    byWords(words, false, 4, add);
    if (found.size < 5) {
      if (wanted.length > 3) index.folded.forEach((code, at) => { if (isNear(wanted, code)) add(at, 8); });
      byWords(words, true, 9, add);
    }
    return [...found].sort((a, b) => a[1] - b[1] || length(a[0]) - length(b[0]) || a[0] - b[0]).map(([code]) => code);
  }
  const length = (code) => index.codes[code].length;

  // By the code: the same, or one that starts so.
  function byCode(wanted, allowed, rank, add) {
    const compare = (code, folded) => {
      if (!allowed(code)) return;
      if (folded === wanted) add(code, rank);
      else if (folded.startsWith(wanted)) add(code, rank + 1);
    };
    index.folded.forEach((folded, code) => compare(code, folded));
    index.aliases.forEach(([code, folded]) => compare(code, folded));
  }

  function byStatus(wanted, add) {
    const [low, high] = [Number(wanted.replaceAll("x", "0")), Number(wanted.replaceAll("x", "9"))];
    const has = index.statuses.map((text) => text.split(", ").some((pattern) => {
      const range = index.ranges[pattern];
      return range && range[0] <= high && low <= range[1];
    }));
    index.status.forEach((status, code) => { if (has[status]) add(code, 2.5); });
  }

  // By words, each of which has to be in the code, the vendor's name, the meaning or the action.
  function byWords(words, loosely, rank, add) {
    let all;
    for (const word of words.map(singular)) {
      const fits = (other) => other.startsWith(word) || (loosely && word.length > 3 && isNear(word, other));
      const of = new Map();
      const note = (code, cost) => { if (cost < (of.get(code) ?? Infinity)) of.set(code, cost); };
      index.parts.forEach((parts, code) => { if (parts.some(fits)) note(code, 0); });
      for (const entry of index.meanings) if (fits(entry.word)) index.codesOf(entry).forEach((code) => note(code, 0.01));
      for (const entry of index.actions) if (fits(entry.word)) index.codesOf(entry).forEach((code) => note(code, 0.02));
      const vendors = index.vendorWords.map((names) => names.some((name) => name.startsWith(word)));
      if (vendors.includes(true)) index.vendorOf.forEach((vendor, code) => { if (vendors[vendor]) note(code, 0.015); });
      all = all ? new Map([...all].filter(([code]) => of.has(code)).map(([code, cost]) => [code, Math.max(cost, of.get(code))])) : of;
      if (all.size === 0) return;
    }
    all?.forEach((cost, code) => add(code, rank + cost));
  }

  /* What is shown: elements with text nodes. */

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const badge = (kind) => {
    const [slug, word] = index.badges[kind];
    const space = "http://www.w3.org/2000/svg";
    const icon = document.createElementNS(space, "svg");
    icon.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", "#i-" + slug);
    icon.append(use);
    return element("span", { class: "badge " + slug }, icon, word);
  };
  const vendorName = (code) => index.vendors[index.vendorOf[code]][1];

  function hit(code) {
    const facts = [vendorName(code), index.statuses[index.status[code]], index.waits[index.wait[code]]];
    // Each by itself: one that runs from right to left moves no other.
    const isolated = facts.filter(Boolean).flatMap((fact) => [" · ", element("bdi", {}, fact)]);
    return element("li", {}, element("a", { href: address(index.folderOf(code)) },
      badge(index.badge[code]),
      element("code", {}, index.codes[code]),
      element("small", { class: "where" }, ...isolated.slice(1))));
  }

  const input = document.getElementById("q");
  const hits = document.getElementById("hits");
  let current = 0;
  let isClosed = false;
  async function show() {
    isClosed = false;
    const query = input.value;
    const own = ++current;
    if (query.trim() === "") { hits.hidden = true; hits.replaceChildren(); remember("q", ""); return; }
    await load();
    if (own !== current) return;
    const found = search(query);
    const count = found.length === 1 ? "1 code" : found.length + " codes";
    const said = found.length === 0 ? "Nothing found." : found.length > MOST ? `${count}, of which the first ${MOST}:` : count + ":";
    const list = element("ol");
    list.append(...found.slice(0, MOST).map(hit));
    const about = element("p", { role: "status" }, said);
    const status = /^(?:http\s*)?([1-5](?:\d\d|\dx|xx))$/i.exec(query.trim())?.[1].toLowerCase();
    if (status in index.ranges) {
      about.append(" ", element("a", { href: address("status/" + status) }, `HTTP ${status} at every vendor`));
    }
    hits.replaceChildren(about, list);
    hits.dataset.for = query;
    hits.hidden = false;
    remember("q", query.trim());
  }
  if (input) {
    input.addEventListener("input", show);
    input.addEventListener("focus", () => { load(); if (input.value.trim() !== "" && !isClosed) show(); });
    input.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await show();
      hits.querySelector("li a")?.click();
    });
    input.form.addEventListener("keydown", (event) => {
      const links = hits.hidden ? [] : [...hits.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { isClosed = true; hits.hidden = true; input.focus(); }
      else if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (links[at - 1] ?? input).focus(); }
    });
    document.addEventListener("click", (event) => { if (!input.form.contains(event.target) && !filters) hits.hidden = true; });
    document.addEventListener("keydown", (event) => {
      const isTyped = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName);
      if (event.key === "/" && !isTyped && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); input.focus(); }
    });
  }

  /* The table of the home page, with filters whose state is in the address. */

  const filters = document.getElementById("filters");
  const state = new URLSearchParams(location.search);
  function remember(name, value) {
    if (!filters) return;
    if (value === "") state.delete(name); else state.set(name, value);
    const query = state.toString();
    history.replaceState(null, "", (query === "" ? location.pathname : "?" + query) + location.hash);
  }

  function row(code) {
    return element("tr", {},
      element("td", {}, badge(index.badge[code])),
      element("td", {}, element("a", { href: address(index.folderOf(code)) }, element("code", {}, index.codes[code]))),
      element("td", {}, element("a", { href: address(index.vendors[index.vendorOf[code]][2]) }, vendorName(code))),
      element("td", {}, index.statuses[index.status[code]]),
      element("td", {}, index.waits[index.wait[code]]));
  }

  let shown = [];
  function more() {
    const body = document.querySelector("#all tbody");
    const start = body.childElementCount;
    body.append(...shown.slice(start, start + STEP).map(row));
    const rest = shown.length - body.childElementCount;
    const button = element("button", { type: "button" }, `Show more (${rest} are left)`);
    button.addEventListener("click", () => {
      const last = body.childElementCount;
      more();
      body.children[last]?.querySelector("a").focus();
    });
    document.getElementById("more").replaceChildren(...(rest > 0 ? [button] : []));
  }

  async function filter() {
    await load();
    const asked = Object.fromEntries(new FormData(filters));
    for (const [name, value] of Object.entries(asked)) remember(name, value);
    const position = (list, value) => value === undefined || value === "" ? -1 : list.findIndex((of) => (Array.isArray(of) ? of[0] : of) === value);
    const vendor = position(index.vendors, asked.vendor);
    const kind = position(index.badges, asked.retry);
    const category = position(index.categories, asked.category);
    const range = index.ranges[asked.status];
    const statuses = index.statuses.map((text) => !range || text.split(", ").some((pattern) => {
      const of = index.ranges[pattern];
      return of && of[0] <= range[0] && range[1] <= of[1];
    }));
    shown = index.codes.map((_, code) => code).filter((code) =>
      (vendor < 0 || index.vendorOf[code] === vendor) && (kind < 0 || index.badge[code] === kind)
      && (category < 0 || index.category[code] === category) && statuses[index.status[code]]);
    document.querySelector("#all tbody").replaceChildren();
    document.getElementById("count").textContent = shown.length === 1 ? "1 code" : shown.length + " codes";
    more();
  }

  if (filters) {
    filters.hidden = false;
    for (const select of filters.querySelectorAll("select")) {
      const value = state.get(select.name) ?? "";
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }
    filters.addEventListener("change", filter);
    filters.addEventListener("reset", () => setTimeout(filter));
    filters.addEventListener("submit", (event) => event.preventDefault());
    if (state.has("q") && input.value === "") input.value = state.get("q");
    if (input.value.trim() !== "") show();
    filter();
  }
})();
