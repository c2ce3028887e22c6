/* Evidence cards: the entry of a claim or finding on the evidence page, opened at its link.

   A link to a claim or finding opens its card on hover, on keyboard focus and on tap; the first tap opens the card, a second one
   follows the link. Escape, leaving link and card, a tap elsewhere and the button close it. A card is no modal: it
   stands behind its link in reading order, so that Tab goes on into it and out of it again.
   The entries (claims/0.js, ...: see sphinxext/evidence/cards.py) and Floating UI, which finds the place, are fetched on the first
   intent, once, from the book itself. Without scripts, or if a file is missing, a link is a link.

   For other scripts: window.reportCards.open(claimId, anchor, owner) opens a card until it is dismissed. `anchor` is an
   element, or a rectangle of the viewport such as {x, y, width, height}; `owner` is the element behind which the card
   stands in reading order, by default the anchor if it is an element. It answers with a promise of whether a card opened. */
(function () {
  "use strict";
  const DELAY = 250;  // ms that pointer or focus rests on a link before its card opens
  const GRACE = 300;  // ms that the pointer has to come from the link to the card
  const GAP = 8;      // px between link and card, and between card and the edge of the window
  const here = document.currentScript.src;
  const sheet = window.matchMedia("(max-width: 600px), (max-height: 420px)");  // as in report.css
  const scripts = {};
  let shown = null;       // the open card: its owner, link (null for charts), reason and stop()
  let wish = null;        // the card that is about to open, with the timer it waits for
  let closing = 0;        // timer
  let device = "";        // what the reader used last: mouse, touch, pen or keyboard
  let silent = false;     // focus comes back to a link without opening its card again
  let pointer = {};       // where it is in the window
  let rest = null;        // where it was when a card was dismissed: until it moves, no link under it opens one

  const part = (tag, properties, ...inner) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...inner);
    return made;
  };
  const entry = part("div", { className: "claim-card-entry" });
  const anchorLink = part("a", { className: "claim-card-anchor" });
  const button = part("button", { type: "button", className: "claim-card-close", textContent: "Close" });
  const card = part("div", { id: "claim-card", className: "claim-card", tabIndex: -1 },
    entry, part("p", { className: "claim-card-foot" }, anchorLink, button));
  card.setAttribute("role", "group");
  card.setAttribute("popover", "manual");

  /* What a card holds */

  function load(name) {
    scripts[name] = scripts[name] || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = new URL(name, here).href;
      script.onload = resolve;
      script.onerror = function () { reject(new Error(script.src + " could not be loaded")); };
      document.head.append(script);
    });
    return scripts[name];
  }

  /* As in sphinxext/evidence/cards.py. */
  function shard(key) {
    if (isClaim(key)) { return `${Math.floor(Number(key.slice(1)) / 100)}.js`; }
    return `f${new TextEncoder().encode(key).reduce((sum, byte) => sum + byte, 0) % 16}.js`;
  }

  const isClaim = (key) => /^C\d+$/.test(key);

  async function find(claimId) {
    const place = load("floating-ui.core.umd.min.js").then(() => load("floating-ui.dom.umd.min.js"));
    await Promise.all([place, load(`claims/${shard(claimId)}`)]);
    const html = window.reportClaims[claimId];
    if (!html) { throw new Error(`no entry of the claim ${claimId}`); }
    return html;
  }

  function fill(claimId, html) {
    // A document of its own: what is parsed in it never runs as a script.
    entry.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    entry.scrollTop = 0;
    anchorLink.textContent = `All of ${isClaim(claimId) ? claimId : "this finding"}, and where it is used`;
    anchorLink.href = entry.querySelector("a.claim-id, a.finding-id").getAttribute("href");
    card.setAttribute("aria-label", `Evidence: ${claimId}`);
  }

  /* Opening and closing */

  function close() {
    giveUp();
    remove();
  }

  /* Takes the open card away; one that is on its way still comes. */
  function remove() {
    clearTimeout(closing);
    closing = 0;
    if (!shown) { return; }
    const was = shown;
    shown = null;
    was.stop();
    if (was.link) { was.link.removeAttribute("aria-expanded"); }
    card.remove();
  }

  /* Opens the card of `wanted`: claimId, anchor, owner, link, reason (hover, focus, tap or call). */
  async function open(wanted) {
    if (wish !== wanted) { giveUp(); }
    wish = wanted;
    let html;
    try {
      html = await find(wanted.claimId);
    } catch (error) {
      console.error("card not opened:", error);
      if (wish === wanted) { giveUp(); }
      return false;
    }
    if (wish !== wanted) { return true; }  // another wish came, or this one was dismissed
    close();
    fill(wanted.claimId, html);
    if (wanted.owner) { wanted.owner.after(card); } else { document.body.append(card); }
    if (card.showPopover) { card.showPopover(); }  // above everything, and never cut by what stands around the link
    if (wanted.link) { wanted.link.setAttribute("aria-expanded", "true"); }
    shown = Object.assign(wanted, { stop: window.FloatingUIDOM.autoUpdate(wanted.anchor, card, () => place(wanted)) });
    if (sheet.matches && wanted.link && wanted.reason !== "hover") { uncover(wanted.link); }
    return true;
  }

  async function place(wanted) {
    const { computePosition, flip, inline, offset, shift, size } = window.FloatingUIDOM;
    card.style.removeProperty("--room");  // so that its side is chosen by its full height
    if (sheet.matches) {  // the style puts it at the bottom of the window
      Object.assign(card.style, { left: "", top: "" });
      return;
    }
    const { x, y } = await computePosition(wanted.anchor, card, {
      strategy: "fixed",
      placement: "bottom-start",
      middleware: [
        inline(wanted.pointer || {}),
        offset(GAP),
        flip({ padding: GAP }),
        shift({ padding: GAP }),
        size({ padding: GAP, apply: ({ availableHeight }) => { card.style.setProperty("--room", `${availableHeight}px`); } }),
      ],
    });
    Object.assign(card.style, { left: `${x}px`, top: `${y}px` });
  }

  /* Scrolls so that the sheet does not lie on its link. */
  function uncover(link) {
    const hidden = link.getBoundingClientRect().bottom + GAP - card.getBoundingClientRect().top;
    if (hidden > 0) { window.scrollBy({ top: hidden, behavior: "instant" }); }
  }

  /* What readers do */

  /* The claim link at `target`; links inside a card are plain links. */
  function linkAt(target) {
    const link = target.closest && target.closest("a[href]");
    return link && link.querySelector(":scope > .claim, :scope > .finding") && link.hash && !card.contains(link) ? link : null;
  }

  function wanted(link, reason, pointer) {
    return { claimId: link.hash.slice(1), anchor: link, owner: link, link, reason, pointer };
  }

  const within = (target) => shown && target instanceof Node && [card, shown.link].some((one) => one && one.contains(target));
  const kept = () => shown && (card.contains(document.activeElement) || shown.reason !== "hover");

  function openSoon(next) {
    giveUp();
    wish = next;
    wish.timer = setTimeout(open, DELAY, next);
  }

  /* Opens nothing any more, or nothing that was wanted for `reason`. */
  function giveUp(reason) {
    if (!wish || (reason && wish.reason !== reason)) { return; }
    clearTimeout(wish.timer);
    wish = null;
  }

  document.addEventListener("pointermove", function (event) {
    if (rest && moved(event)) { over(event); }
    pointer = { x: event.clientX, y: event.clientY };
  }, { passive: true });
  document.addEventListener("pointerover", function (event) {
    // Not for what came under a resting pointer as the card went, or by scrolling.
    if (!rest || moved(event)) { over(event); }
  });

  const moved = (event) => event.clientX !== rest.x || event.clientY !== rest.y;

  /* The pointer is over something else than before. */
  function over(event) {
    if (event.pointerType === "touch") { return; }
    rest = null;
    pointer = { x: event.clientX, y: event.clientY };
    if (within(event.target)) {
      giveUp("hover");
      clearTimeout(closing);
      closing = 0;
      return;
    }
    const link = linkAt(event.target);
    if (!link) { giveUp("hover"); }
    if (link && !(wish && wish.link === link)) { openSoon(wanted(link, "hover", pointer)); }
    leave();
  }

  document.documentElement.addEventListener("pointerleave", function () {
    giveUp("hover");
    leave();
  });

  function leave() {
    if (!shown || closing || kept()) { return; }
    closing = setTimeout(function () {
      closing = 0;
      if (!kept()) { remove(); }
    }, GRACE);
  }

  document.addEventListener("focusin", function (event) {
    const link = linkAt(event.target);
    // Not for a press of the mouse, which focuses a link to follow it.
    if (!link || silent || !link.matches(":focus-visible")) { return; }
    if (!within(link)) { openSoon(wanted(link, "focus")); } else if (shown.reason === "hover") { shown.reason = "focus"; }
  });
  document.addEventListener("focusout", function (event) {
    giveUp("focus");
    if (!within(event.target) || (shown.reason !== "focus" && !card.contains(event.target))) { return; }
    const left = shown;
    setTimeout(function () {  // when the focus has arrived; it stays where it is while another window is in front
      if (shown === left && !within(document.activeElement)) { close(); }
    });
  });

  document.addEventListener("pointerdown", function (event) {
    device = event.pointerType;
    if (shown && !within(event.target)) { close(); }
  }, true);

  document.addEventListener("click", function (event) {
    const link = linkAt(event.target);
    if (!link || event.defaultPrevented || (device !== "touch" && device !== "pen") || within(link)) { return; }
    if (wish && wish.link === link && wish.reason === "tap") { return; }  // tapped again while the card is on its way
    event.preventDefault();
    open(wanted(link, "tap")).then(function (opened) {
      if (!opened) { window.location.assign(link.href); }
    });
  });

  document.addEventListener("keydown", function (event) {
    device = "keyboard";
    if (event.key !== "Escape") { return; }
    if (shown) { event.stopPropagation(); }  // Escape closes the card alone, not also the chart below it
    dismiss();
  }, true);
  button.addEventListener("click", dismiss);
  for (const leaving of ["hashchange", "pagehide"]) { window.addEventListener(leaving, close); }

  /* Closes the card; only a focus that is in it has to move, back to where the card came from. */
  function dismiss() {
    if (shown) { rest = pointer; }
    const from = shown && card.contains(document.activeElement) ? shown.owner : null;
    close();
    silent = true;
    if (from) { from.focus({ preventScroll: true }); }
    silent = false;
  }

  window.reportCards = {
    open(claimId, anchor, owner) {
      const element = anchor instanceof Element;
      const at = element ? anchor : { getBoundingClientRect: () => DOMRect.fromRect(anchor) };
      return open({ claimId, anchor: at, owner: owner || (element ? anchor : null), link: null, reason: "call" });
    },
  };
})();
