/* The evidence explorer: the form's choice decides which claims the table shows, and stands in the address after the
   hash, so that it can be shared, kept and gone back to. If anything is missing, the plain table of the page stays. */
(function () {
  "use strict";
  const place = document.querySelector(".explorer");
  if (!place) { return; }
  if (!window.Tabulator || !window.claimsTable || !window.claimsFilter) {
    place.classList.add("failed");
    return;
  }

  const form = place.querySelector("form");
  const count = place.querySelector(".explorer-count");
  const box = place.querySelector(".explorer-table").appendChild(document.createElement("div"));
  const data = window.claimsTable;
  const claims = window.claimsFilter.read(data);
  const collator = new Intl.Collator("en-GB", { numeric: true });
  const NARROW = 820;
  const SORTED = [["number", "Claim"], ["statement", "Statement"], ["sourceName", "Source"], ["paragraph", "Place"], ["day", "Date"], ["topic", "Topic"], ["kind", "Kind"], ["verdictName", "Verdict"]];

  /* ---- the form ---- */

  function offer(name, pairs, into) {
    for (const [value, label] of pairs) { (into || form.elements[name]).append(new Option(label, value)); }
  }

  function byLabel(pairs) {
    return pairs.slice().sort(function (a, b) { return collator.compare(a[1], b[1]); });
  }

  function same(values) {
    return values.slice().sort(collator.compare).map(function (value) { return [value, value]; });
  }

  function fillForm() {
    offer("tier", [["core", "Core: the articles"], ["record", "Public record"]]);
    for (const [tier, label] of [["core", "Core: the articles"], ["record", "Public record"]]) {
      const group = document.createElement("optgroup");
      group.label = label;
      offer("source", byLabel(data.sources.filter(function (source) { return source[2] === tier; })), group);
      form.elements.source.append(group);
    }
    offer("topic", same(data.topics));
    offer("entity", byLabel(data.entities));
    offer("kind", same(data.kinds));
    offer("origin", [["independent", "Independent"], ["following", "Follows another source"]]);
    offer("standing", data.standings.map(function (word) { return [word, word]; }).concat([["none", "bears on no finding"]]));
    offer("verdict", data.verdicts.concat([["none", "core claim without a verdict"]]));
    for (const [field, label] of SORTED) { offer("order", [[field, label + ", upwards"], ["-" + field, label + ", downwards"]]); }
  }

  function choice() {
    const given = {};
    for (const [name, value] of new FormData(form)) {
      if (value.trim()) { given[name] = value.trim(); }
    }
    return given;
  }

  /* ---- the address ---- */

  function restore() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) { return; }  // the anchor of a heading, not a choice
    const asked = new URLSearchParams(hash);
    for (const control of form.elements) {
      if (!control.name) { continue; }
      control.value = asked.get(control.name) || "";
      if (control.selectedIndex === -1) { control.selectedIndex = 0; }
    }
    show();
  }

  function remember(again) {
    const hash = new URLSearchParams(choice()).toString();
    const address = location.href.split("#")[0] + (hash ? "#" + hash : "");
    if (address !== location.href) { history[again ? "replaceState" : "pushState"](null, "", address); }
  }

  /* ---- the table ---- */

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function link(cell) {
    const claim = cell.getRow().getData();
    const anchor = element("a", "", "");
    anchor.href = (claim.tier === "record" ? place.dataset.record : place.dataset.core) + "#" + encodeURIComponent(claim.id);
    anchor.append(element("span", "claim", claim.id));
    if (claim.verdict === "contradicted") { anchor.lastChild.append(element("span", "contradicted", "†")); }
    return anchor;
  }

  function paragraph(claim) { return claim.paragraph ? "¶" + claim.paragraph : ""; }

  /* On a narrow screen the row is a card: the statement, and below it what the other columns hold. */
  function card(cell) {
    const claim = cell.getRow().getData();
    const both = document.createElement("div");
    const from = [claim.sourceName, paragraph(claim)].filter(Boolean).join(", ");
    both.append(element("div", "", claim.statement), element("div", "explorer-rest", [from, claim.date, claim.topic, claim.kind, claim.verdictName].filter(Boolean).join(" · ")));
    return both;
  }

  /* Empty cells come last in both directions. */
  function compare(a, b, rowA, rowB, column, direction) {
    if (!a || !b) {
      const first = (a === 0 ? 0 : !a) - (b === 0 ? 0 : !b);
      return direction === "asc" ? first : -first;
    }
    return typeof a === "number" ? a - b : collator.compare(a, b);
  }

  /* A real button in each heading, for the keyboard; its click rises to the heading, which sorts. */
  function heading(cell) {
    const button = element("button", "explorer-sort", cell.getValue());
    button.type = "button";
    return button;
  }

  function columns(narrow) {
    const shapes = {
      number: { width: 80, formatter: link },
      statement: narrow ? { widthGrow: 1, formatter: card } : { widthGrow: 5, minWidth: 190, formatter: "plaintext" },
      sourceName: { widthGrow: 2, minWidth: 96, formatter: "plaintext" },
      paragraph: { width: 78, formatter: function (cell) { return document.createTextNode(paragraph(cell.getRow().getData())); } },
      day: { width: 96, formatter: function (cell) { return document.createTextNode(cell.getRow().getData().date); } },
      topic: { width: 100, formatter: "plaintext" },
      kind: { width: 94, formatter: "plaintext" },
      verdictName: { width: 104, formatter: "plaintext" },
    };
    return SORTED.map(function ([field, title]) {
      const visible = !narrow || field === "number" || field === "statement";
      return Object.assign({ field: field, title: title, visible: visible, variableHeight: true, titleFormatter: heading, sorter: compare }, shapes[field]);
    });
  }

  /* A table that is read, not a grid that is worked in: screen readers then go through it as through any table. */
  function asTable() {
    const holder = box.querySelector(".tabulator-tableholder");
    box.setAttribute("role", "table");
    box.setAttribute("aria-label", "Claims");
    box.removeAttribute("aria-owns");
    holder.setAttribute("role", "rowgroup");
    holder.firstElementChild.setAttribute("role", "presentation");
  }

  function asRow(row) {
    for (const cell of row.getElement().children) { if (cell.getAttribute("role") === "gridcell") { cell.setAttribute("role", "cell"); } }
  }

  function isNarrow() { return box.clientWidth < NARROW; }

  place.classList.add("ready");
  let narrow = isNarrow();
  const table = new window.Tabulator(box, {
    data: claims, index: "number", height: "100%", layout: "fitColumns", columns: columns(narrow), rowFormatter: asRow,
    columnDefaults: { resizable: false, headerSortTristate: true }, columnHeaderVertAlign: "bottom",
    placeholder: "No claim fits this choice.",
  });
  let shown = claims.length;
  let built = false;

  function orderOfTable() {
    const sorter = table.getSorters()[0];
    return sorter ? (sorter.dir === "desc" ? "-" : "") + sorter.field : "";
  }

  function sort() {
    const order = form.elements.order.value;
    if (orderOfTable() === order) { return; }
    table.setSort(order ? [{ column: order.replace(/^-/, ""), dir: order.startsWith("-") ? "desc" : "asc" }] : []);
  }

  let asked = "";
  function show() {
    if (!built) { return; }
    const given = choice();
    delete given.order;
    const key = JSON.stringify(given);
    if (key !== asked) {
      asked = key;
      const fits = window.claimsFilter.matcher(given);
      const among = new Uint8Array(claims.length);
      shown = 0;
      for (const claim of claims) { if (fits(claim)) { among[claim.number] = 1; shown += 1; } }
      if (key === "{}") { table.clearFilter(); } else { table.setFilter(function (claim) { return among[claim.number] === 1; }); }
    }
    sort();
    say();
  }

  /* Said once the typing rests, so that a screen reader is not interrupted at every letter. */
  let saying;
  function say() {
    clearTimeout(saying);
    saying = setTimeout(function () {
      const all = claims.length.toLocaleString("en-GB");
      count.textContent = shown === claims.length ? "All " + all + " claims" : shown.toLocaleString("en-GB") + " of " + all + " claims";
    }, count.textContent ? 250 : 0);
  }

  /* ---- what happens ---- */

  fillForm();
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", function (event) { if (event.target.name !== "q") { show(); remember(); } });
  form.addEventListener("reset", function () { setTimeout(function () { show(); remember(); }); });

  /* One step back undoes a whole word: only the first letter after a rest makes a new entry in the history. */
  let typing, frame;
  form.elements.q.addEventListener("input", function () {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(show);
    const again = typing !== undefined;
    clearTimeout(typing);
    if (!again) { remember(); }
    typing = setTimeout(function () { typing = undefined; remember(true); }, 400);
  });
  addEventListener("popstate", restore);

  table.on("tableBuilt", function () {
    built = true;
    asTable();
    restore();
    if (asked === "") { show(); }
    setTimeout(function () { window.claimsFilter.warm(claims); }, 50);
    new ResizeObserver(function () {
      if (isNarrow() === narrow) { return; }
      narrow = !narrow;
      table.setColumns(columns(narrow));
      sort();
    }).observe(box);
  });
  /* A click on a heading has sorted the table by the time it gets here: the form follows. */
  box.addEventListener("click", function (event) {
    if (!event.target.closest(".tabulator-sortable")) { return; }
    form.elements.order.value = orderOfTable();
    remember();
  });
})();
