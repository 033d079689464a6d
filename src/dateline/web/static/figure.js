// Draws the figure of the page with Plotly, in the colours of the page.
"use strict";
(() => {
  const box = document.getElementById("figure");
  if (!box || !window.Plotly) return;
  const shades = {"#1b1d21": "--ink", "#5b6169": "--soft", "#d9dce1": "--line", "#f5f6f8": "--wash", "#ffffff": "--paper", "#fff": "--paper"};
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const repaint = (value, style) => {
    if (typeof value === "string") return shades[value] ? style.getPropertyValue(shades[value]).trim() : value;
    if (Array.isArray(value)) return value.map(v => repaint(v, style));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, repaint(v, style)]));
    return value;
  };
  const wrapped = name => String(name).replace(/(.{24,}?)\s/g, "$1<br>");
  const narrow = (data, layout) => {
    layout.margin = {...layout.margin, l: 44, r: 8};
    layout.legend = {...layout.legend, orientation: "h", x: 0, y: -.16, yanchor: "top"};
    layout.height += 60;
    if (layout.xaxis.visible === false) layout.xaxis.range = [-1.9, 1.9];
    data.forEach(trace => { if (trace.name) trace.name = wrapped(trace.name); });
  };
  const draw = given => {
    const {data, layout} = repaint(given, getComputedStyle(document.documentElement));
    layout.font = {...layout.font, family: getComputedStyle(document.body).fontFamily};
    if (box.clientWidth < 480) narrow(data, layout);
    return Plotly.react(box, data, layout, {displayModeBar: false, responsive: true});
  };
  fetch(box.dataset.figure).then(answer => answer.ok ? answer.json() : Promise.reject(answer.status)).then(given => {
    box.replaceChildren();
    draw(given).then(() => { box.dataset.drawn = "yes"; });
    scheme.addEventListener("change", () => draw(given));
  }).catch(() => { box.textContent = "The figure could not be drawn; its rows are in the table."; });
})();
