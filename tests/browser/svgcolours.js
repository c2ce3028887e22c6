/* Runs in a static chart that is opened as a document; returns its marks and texts with the colours that are painted.
   A colour is [red, green, blue, opacity], all from 0 to 1. Hatched fills count as their lines. */
() => {
  const MARKS = ".points path, .bars path, .lines path, path.js-line, .boxes path, .annotation-arrow-g path, .shapelayer path";
  const quiet = document.createElementNS("http://www.w3.org/2000/svg", "style");
  quiet.textContent = "* { pointer-events: visiblePainted !important }";
  document.documentElement.append(quiet);

  function faded(element) {
    let opacity = 1;
    for (let at = element; at instanceof Element; at = at.parentElement) { opacity *= Number(getComputedStyle(at).opacity); }
    return opacity;
  }

  function paint(element, kind) {
    const style = getComputedStyle(element);
    let value = style[kind];
    if (value === "none" || (kind === "stroke" && parseFloat(style.strokeWidth) === 0)) { return null; }
    const pattern = value.match(/url\("?[^#]*#([^")]+)"?\)/);
    if (pattern) {
      const line = document.getElementById(pattern[1]).querySelector("path, circle, rect:last-child");
      value = getComputedStyle(line).stroke === "none" ? getComputedStyle(line).fill : getComputedStyle(line).stroke;
    }
    const parts = value.match(/[\d.]+/g).map(Number);
    const opacity = (parts[3] ?? 1) * Number(style[kind + "Opacity"]) * faded(element);
    return opacity < 0.02 ? null : [parts[0] / 255, parts[1] / 255, parts[2] / 255, opacity];
  }

  function box(element) { return element.getBoundingClientRect(); }

  const marks = [...document.querySelectorAll(MARKS)]
    .map(element => ({ kind: element.parentElement.getAttribute("class") || element.getAttribute("class"), fill: paint(element, "fill"), stroke: paint(element, "stroke"), below: Boolean(element.closest(".layer-below")) }))
    .filter(mark => mark.fill || mark.stroke);

  const texts = [...document.querySelectorAll("text")].filter(text => text.textContent.trim() && paint(text, "fill")).map(text => {
    const { left, top, width, height } = box(text);
    /* What lies under the middle of the text, topmost first, until something covers all below it. */
    const under = [];
    for (const element of document.elementsFromPoint(left + width / 2, top + height / 2)) {
      if (element.closest("text") || !element.isPointInFill) { continue; }
      const here = new DOMPoint(left + width / 2, top + height / 2).matrixTransform(element.getScreenCTM().inverse());
      if (!element.isPointInFill(here)) { continue; }  /* its line was hit, not its fill */
      const fill = paint(element, "fill");
      if (fill) { under.push(fill); if (fill[3] > 0.98) { break; } }
    }
    return { text: text.textContent.trim().slice(0, 40), fill: paint(text, "fill"), size: parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b), under };
  });
  return { marks, texts };
}
