/* The claims of claims-table.js as objects, and the question which of them fit a choice. No page, no table. */
(function () {
  "use strict";

  /* Letters without case and accents; one kind of dash, apostrophe and space, as a keyboard has them. */
  function fold(text) {
    return text.normalize("NFD").toLowerCase().replace(/[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[\u2018\u2019\u02bc]/g, "'").replace(/\u00a0/g, " ");
  }

  function read(data) {
    const at = Object.fromEntries(data.cells.map(function (name, place) { return [name, place]; }));
    return data.rows.map(function (row, number) {
      const source = data.sources[row[at.source]];
      const verdict = data.verdicts[row[at.verdict]];
      return {
        number: number, id: row[at.id], statement: row[at.statement], printed: row[at.printed],
        tier: source[2], source: source[0], sourceName: source[1], paragraph: row[at.paragraph],
        date: row[at.date], day: row[at.day], topic: data.topics[row[at.topic]], kind: data.kinds[row[at.kind]],
        verdict: verdict ? verdict[0] : "", verdictName: verdict ? verdict[1] : "",
        entities: row[at.entities].map(function (place) { return data.entities[place]; }),
        follows: Boolean(row[at.follows]), standing: data.standings[row[at.standing]] || "",
      };
    });
  }

  /* What a claim is searched by, made once, at the first search. */
  function haystack(claim) {
    if (claim.folded === undefined) {
      const names = claim.entities.map(function (entity) { return entity[1]; });
      claim.folded = fold([claim.id, claim.statement, claim.printed, claim.sourceName].concat(names).join("\n"));
    }
    return claim.folded;
  }

  function needles(text) {
    return Array.from(fold(text).replace(/[\u201c\u201d]/g, '"').matchAll(/"([^"]+)"?|[^\s"]+/g), function (match) { return match[1] || match[0]; });
  }

  const tests = {
    q: function (text) {
      const words = needles(text);
      return function (claim) { return words.every(function (word) { return haystack(claim).includes(word); }); };
    },
    entity: function (id) { return function (claim) { return claim.entities.some(function (entity) { return entity[0] === id; }); }; },
    origin: function (value) { return function (claim) { return claim.follows === (value === "following"); }; },
    standing: function (value) { return function (claim) { return claim.standing === (value === "none" ? "" : value); }; },
    verdict: function (value) {
      return function (claim) { return value === "none" ? claim.tier === "core" && !claim.verdict : claim.verdict === value; };
    },
  };
  for (const name of ["tier", "source", "topic", "kind"]) {
    tests[name] = function (value) { return function (claim) { return claim[name] === value; }; };
  }

  /* A test of one claim for a choice such as {q: "bridge", tier: "core"}; names that no test knows do not count. The text comes last, as the slowest. */
  function matcher(choice) {
    const asked = Object.keys(choice).filter(function (name) { return choice[name] && Object.hasOwn(tests, name); })
      .sort(function (a, b) { return (a === "q") - (b === "q"); })
      .map(function (name) { return tests[name](choice[name]); });
    return function (claim) { return asked.every(function (test) { return test(claim); }); };
  }

  window.claimsFilter = { read: read, matcher: matcher, warm: function (claims) { claims.forEach(haystack); } };
})();
