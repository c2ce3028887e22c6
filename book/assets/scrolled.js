/* Code and tables that scroll in a box of their own can be reached with the Tab key, and so scrolled, from
   the moment that they scroll. The theme sees to it only when the page is there and 0.3 s after a change of the
   window: in between, and for a box in a closed part that some browsers lay out only when it is opened, the
   keyboard would pass it by.
   The boxes and the rule are the theme's, so that both always say the same. */
(function () {
  "use strict";
  const BOXES = "main pre, main .cell_output > .output, main .pst-scrollable-table-container";

  function reach(box) {
    const stop = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight ? 0 : -1;
    if (box.tabIndex !== stop || !box.hasAttribute("tabindex")) { box.tabIndex = stop; }
  }

  /* Told of every size, the first one and that of a part just opened among them, before it is painted. */
  const sizes = new ResizeObserver(function (entries) {
    new Set(entries.map((entry) => entry.target.closest(BOXES))).forEach(reach);
  });
  document.querySelectorAll(BOXES).forEach(function (box) {
    sizes.observe(box);
    for (const inner of box.children) { sizes.observe(inner); }
  });
})();
