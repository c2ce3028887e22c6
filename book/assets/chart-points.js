/* Points of a drawn chart that name claims. A click or a tap opens the claim's card (cards.js); while the chart has the
   focus, the arrow keys go from point to point, Enter opens the card, and what the point tells is also said aloud.
   Fetched with the chart. */
(function () {
  "use strict";
  const claimsOf = (customdata) => [customdata].flat(Infinity).filter((value) => /^C\d+$/.test(value));
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  function words(markup) {
    return new DOMParser().parseFromString((markup || "").replaceAll("<br>", " "), "text/html").body.textContent;
  }

  window.reportPoints = function (chart, live) {
    const open = function (ids, rectangle) {
      if (ids.length && window.reportCards) { window.reportCards.open(ids[0], rectangle, chart); }
    };
    live.on("plotly_click", function (event) {
      const at = event.event.changedTouches ? event.event.changedTouches[0] : event.event;
      open(claimsOf(event.points[0].customdata), { x: at.clientX, y: at.clientY });
    });

    const stops = live.data.flatMap((trace, curveNumber) => (trace.customdata || []).map((held, pointNumber) => ({
      curveNumber, pointNumber, ids: claimsOf(held), plot: (trace.xaxis || "x") + (trace.yaxis || "y"),
    }))).filter((stop) => stop.ids.length);
    const said = chart.querySelector(".chart-said") || chart.appendChild(Object.assign(document.createElement("p"), { className: "chart-said visually-hidden" }));
    said.setAttribute("aria-live", "polite");
    let now = -1;
    chart.onkeydown = function (event) {
      if (event.target !== chart || !chart.classList.contains("drawn") || !stops.length) { return; }
      if (STEPS[event.key]) {
        event.preventDefault();
        now = now < 0 && STEPS[event.key] < 0 ? stops.length - 1 : (now + STEPS[event.key] + stops.length) % stops.length;
        const { curveNumber, pointNumber, plot } = stops[now];
        window.Plotly.Fx.hover(live, [{ curveNumber, pointNumber }], [plot]);
        said.textContent = words(live.data[curveNumber].hovertext[pointNumber]);
      } else if (event.key === "Enter" && now >= 0) {
        event.preventDefault();
        open(stops[now].ids, (live.querySelector(".hovertext") || live).getBoundingClientRect());
      }
    };
  };
})();
