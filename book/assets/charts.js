/* Draws each chart when it scrolls into view. The static image stays until the live chart stands,
   and stays for good where drawing fails. Plotly is fetched once, from the book itself. */
(function () {
  "use strict";
  const here = document.currentScript.src;
  let plotly = null;

  function loadPlotly() {
    plotly = plotly || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = new URL("plotly-basic.min.js", here).href;
      script.onload = function () { resolve(window.Plotly); };
      script.onerror = function () { reject(new Error("plotly-basic.min.js could not be loaded")); };
      document.head.append(script);
    });
    return plotly;
  }

  /* On a narrow screen the name of each row stands above its mark, so that the marks keep the width. */
  function liftRowLabels(spec, width) {
    if (width >= 560) { return spec.layout.height; }
    const axis = spec.layout.yaxis || {};
    const given = axis.categoryarray || axis.ticktext || spec.data.flatMap(function (trace) {
      return trace.y && typeof trace.y[0] === "string" ? trace.y : [];
    });
    const rows = Array.from(new Set(given));
    const notes = spec.layout.annotations || [];
    notes.forEach(function (note) { note.font = Object.assign({}, note.font, { size: 12 }); });
    spec.data.forEach(function (trace) { trace.textfont = Object.assign({}, trace.textfont, { size: 12 }); });
    if (!rows.length) { return Math.min(spec.layout.height, width * 0.8); }
    const height = spec.layout.height + 16 * rows.length;
    const shift = 0.32 * (height - 60) / rows.length;
    spec.layout.yaxis = Object.assign({}, axis, { showticklabels: false });
    spec.layout.annotations = notes.concat(rows.map(function (row, i) {
      return { text: row, x: 0, xref: "paper", xanchor: "left", y: axis.tickvals ? axis.tickvals[i] : row, yanchor: "bottom", yshift: shift,
               showarrow: false, align: "left", font: { size: 12 } };
    }));
    return height;
  }

  async function draw(chart) {
    const spec = JSON.parse(chart.querySelector(".chart-spec").textContent);
    const live = chart.querySelector(".chart-live");
    try {
      const Plotly = await loadPlotly();
      delete spec.layout.width;
      spec.layout.height = liftRowLabels(spec, chart.clientWidth);
      live.style.height = spec.layout.height + "px";
      await Plotly.newPlot(live, spec.data, spec.layout, { displayModeBar: false, responsive: true });
      const image = live.querySelector(".main-svg");
      image.setAttribute("role", "img");
      image.setAttribute("aria-label", chart.dataset.alt);
      chart.classList.add("drawn");
    } catch (error) {
      live.replaceChildren();
      live.style.height = "";
      chart.classList.add("failed");
      console.error("chart not drawn:", error);
    }
  }

  const seen = new IntersectionObserver(function (entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        seen.unobserve(entry.target);
        draw(entry.target);
      }
    }
  }, { rootMargin: "200px" });

  document.querySelectorAll(".chart").forEach(function (chart) { seen.observe(chart); });
})();
