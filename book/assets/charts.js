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

  async function draw(chart) {
    const spec = JSON.parse(chart.querySelector(".chart-spec").textContent);
    const live = chart.querySelector(".chart-live");
    try {
      const Plotly = await loadPlotly();
      delete spec.layout.width;
      live.style.height = chart.dataset.height + "px";
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
