/* Charts that a reader can explore. A static image stands first; plotly.js and the chart are fetched on the first
   hover, focus or tap, once, from the book itself. Escape brings the image back. Where there is no image, the
   chart is drawn when it scrolls into view. If anything fails, what stands there stays. */
(function () {
  "use strict";
  const here = document.currentScript.src;
  const scripts = {};

  function load(address) {
    scripts[address] = scripts[address] || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () { reject(new Error(address + " could not be loaded")); };
      document.head.append(script);
    });
    return scripts[address];
  }

  async function draw(chart) {
    if (chart.dataset.state) { return; }
    chart.dataset.state = "drawing";
    const live = chart.querySelector(".chart-live");
    try {
      await Promise.all([
        ...["plotly-basic.min.js", "chart-points.js"].map((name) => load(new URL(name, here).href)),
        load(new URL(chart.dataset.script, location.href).href),
      ]);
      const both = window.reportCharts[chart.dataset.figure];
      const spec = structuredClone(window.matchMedia("(max-width: 600px)").matches ? both.narrow : both.wide);
      const image = chart.querySelector(".chart-static img");
      delete spec.layout.width;
      if (image) { spec.layout.height = Math.max(image.clientHeight, Math.min(spec.layout.height, 1.3 * image.clientHeight)); }
      live.style.height = spec.layout.height + "px";
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      spec.layout.transition = { duration: still ? 0 : 150 };
      await window.Plotly.newPlot(live, spec.data, spec.layout, { displayModeBar: false, responsive: true });
      window.reportPoints(chart, live);
      const drawn = live.querySelector(".main-svg");
      drawn.setAttribute("role", "img");
      drawn.setAttribute("aria-label", chart.dataset.alt);
      chart.dataset.state = "drawn";
      chart.classList.add("drawn");
    } catch (error) {
      live.replaceChildren();
      live.style.height = "";
      chart.dataset.state = "failed";
      chart.classList.add("failed");
      console.error("chart not drawn:", error);
    }
  }

  function back(chart) {
    if (chart.dataset.state !== "drawn" || !chart.querySelector(".chart-static img")) { return; }
    window.Plotly.purge(chart.querySelector(".chart-live"));
    chart.querySelector(".chart-live").style.height = "";
    chart.classList.remove("drawn");
    delete chart.dataset.state;
  }

  const seen = new IntersectionObserver(function (entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        seen.unobserve(entry.target);
        draw(entry.target);
      }
    }
  }, { rootMargin: "200px" });

  document.querySelectorAll(".chart").forEach(function (chart) {
    if (!chart.querySelector(".chart-static img")) {
      seen.observe(chart);
      return;
    }
    chart.tabIndex = 0;
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", "Chart to explore, with the arrow keys from point to point: " + chart.dataset.alt);
    for (const intent of ["pointerenter", "focus", "click"]) {
      chart.addEventListener(intent, function (event) {
        if (event.type === "pointerenter" && event.pointerType === "touch") { return; }  // a finger that scrolls; a tap is a click
        draw(chart);
      });
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { document.querySelectorAll(".chart.drawn").forEach(back); }
  });
})();
