// Click either way between a value and its words; arrow keys in the grid and in the text.
// Only text nodes are made: the page forbids markup from scripts.
"use strict";
(() => {
  const ROLES = ["value", "trigger", "source", "cue", "context"];
  const cells = [...document.querySelectorAll("button.v")];
  const pieces = [...document.querySelectorAll("pre span[data-d]")];
  if (!cells.length || !pieces.length) return;
  const parse = ref => { const [d, s, e, role] = ref.split(":"); return {d, s: +s, e: +e, role}; };
  const refs = new Map(cells.map(c => [c, c.dataset.refs.split(" ").map(parse)]));
  const within = (p, r) => p.dataset.d === r.d && +p.dataset.s >= r.s && +p.dataset.e <= r.e;
  const back = document.getElementById("back");
  const picked = document.getElementById("picked");
  let last = null;

  const clear = () => {
    pieces.forEach(p => p.classList.remove("here", ...ROLES.map(r => "on-" + r)));
    cells.forEach(c => c.setAttribute("aria-pressed", "false"));
  };
  // Within the column of reports only: the sheet stays where the reader is.
  const reveal = piece => {
    const box = document.getElementById("texts");
    if (box && box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY === "auto") {
      const top = piece.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (top < 0 || top > box.clientHeight - 60) box.scrollTop += top - box.clientHeight / 3;
    } else piece.scrollIntoView({block: "center"});
  };
  const describe = cell => {
    if (!picked) return;
    const list = picked.querySelector("dl");
    list.replaceChildren();
    const rows = refs.get(cell).filter(r => r.role === "value");
    const row = cell.dataset.claim && document.getElementById("c-" + cell.dataset.claim);
    picked.hidden = !row;
    if (!row) return;
    for (const td of row.cells) {
      const term = document.createElement("dt"), body = document.createElement("dd");
      term.textContent = td.dataset.name;
      body.append(...[...td.childNodes].map(n => n.cloneNode(true)));
      list.append(term, body);
    }
    if (rows.length > 1) {
      const term = document.createElement("dt"), body = document.createElement("dd");
      term.textContent = "Also in";
      body.textContent = rows.slice(1).map(r => `${r.d} ${r.s}:${r.e}`).join(", ");
      list.append(term, body);
    }
  };
  const show = (cell, piece) => {
    clear();
    cell.setAttribute("aria-pressed", "true");
    last = cell;
    let first = piece || null;
    for (const r of [...refs.get(cell)].reverse())
      for (const p of pieces) if (within(p, r)) {
        p.classList.add("on-" + r.role);
        if (!piece && (r.role === "value" || !first)) first = p;
      }
    describe(cell);
    if (back) back.hidden = false;
    if (first && !piece) reveal(first);
  };
  const cellOf = piece => cells.find(c => refs.get(c).some(r => r.role === "value" && within(piece, r)))
    || cells.find(c => refs.get(c).some(r => within(piece, r)));
  const pick = piece => {
    const cell = cellOf(piece);
    if (!cell) return;
    show(cell, piece);
    cell.scrollIntoView({block: "center", inline: "nearest"});
    cell.focus({preventScroll: true});
  };
  cells.forEach(c => c.addEventListener("click", () => show(c)));
  pieces.forEach(p => p.classList.contains("q") && p.addEventListener("click", () => pick(p)));
  if (back) back.addEventListener("click", () => { if (last) { last.scrollIntoView({block: "center"}); last.focus(); } });

  // Arrow keys between values: by row and column in the grid, in order elsewhere.
  document.addEventListener("keydown", event => {
    const cell = event.target.closest && event.target.closest("button.v");
    const step = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]}[event.key];
    if (!cell || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = next(cell, step);
    if (to) { event.preventDefault(); to.focus(); to.scrollIntoView({block: "nearest", inline: "nearest"}); }
  });
  const next = (cell, [down, right]) => {
    const td = cell.closest("#grid td");
    if (!td) return cells[cells.indexOf(cell) + down + right];
    if (right) {
      const row = [...td.parentElement.querySelectorAll("button.v")];
      return row[row.indexOf(cell) + right];
    }
    const own = [...td.querySelectorAll("button.v")];
    const inside = own[own.indexOf(cell) + down];
    if (inside) return inside;
    for (let tr = td.parentElement; (tr = down > 0 ? tr.nextElementSibling : tr.previousElementSibling);) {
      const all = [...tr.querySelectorAll("button.v")];
      if (!all.length) continue;
      const same = all.filter(b => b.closest("td").cellIndex === td.cellIndex);
      return same[down > 0 ? 0 : same.length - 1] || all[0];
    }
    return null;
  };

  // In the reports: left and right walk the marked words, Enter goes to the value.
  const texts = document.getElementById("texts");
  const marked = pieces.filter(p => p.classList.contains("q") && cellOf(p));
  let at = -1;
  if (texts) texts.addEventListener("keydown", event => {
    const move = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (event.target !== texts || !marked.length) return;
    if (move) {
      event.preventDefault();
      at = Math.min(Math.max(at + move, 0), marked.length - 1);
      pieces.forEach(p => p.classList.remove("here"));
      marked[at].classList.add("here");
      reveal(marked[at]);
    } else if (event.key === "Enter" && at >= 0) { event.preventDefault(); pick(marked[at]); }
  });
})();

// A small screen shows what was asked for first: unused conditions are folded away.
document.querySelectorAll("details.folded").forEach(box => {
  if (matchMedia("(max-width: 62rem)").matches && !("used" in box.dataset)) box.open = false;
});

// The map: buttons, arrow keys, + and −, dragging and the wheel change what part of it is seen.
(() => {
  const map = document.getElementById("map");
  if (!map) return;
  const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
  let box = {x: 0, y: 0, w: width, h: height};
  const draw = () => {
    map.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
    map.querySelectorAll("circle").forEach(c => c.setAttribute("r", 5 * box.w / width));
  };
  const zoom = (factor, fx = .5, fy = .5) => {
    const w = Math.min(Math.max(box.w * factor, width / 25), width * 2.5), scale = w / box.w;
    box = {x: box.x + box.w * fx * (1 - scale), y: box.y + box.h * fy * (1 - scale), w, h: box.h * scale};
    draw();
  };
  const move = (dx, dy) => { box.x += dx * box.w; box.y += dy * box.h; draw(); };
  document.querySelectorAll("[data-zoom]").forEach(b => b.addEventListener("click", () => {
    if (b.dataset.zoom === "all") { box = {x: 0, y: 0, w: width, h: height}; draw(); }
    else zoom(b.dataset.zoom === "in" ? .6 : 1 / .6);
  }));
  map.addEventListener("keydown", event => {
    if (event.target !== map) return;
    const step = {ArrowRight: [.15, 0], ArrowLeft: [-.15, 0], ArrowDown: [0, .15], ArrowUp: [0, -.15]}[event.key];
    if (step) move(...step);
    else if (event.key === "+" || event.key === "=") zoom(.6);
    else if (event.key === "-") zoom(1 / .6);
    else return;
    event.preventDefault();
  });
  map.addEventListener("wheel", event => {
    if (!event.ctrlKey && document.activeElement !== map) return;
    event.preventDefault();
    const r = map.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, (event.clientX - r.left) / r.width, (event.clientY - r.top) / r.height);
  }, {passive: false});
  let from = null;
  map.addEventListener("pointerdown", e => { if (e.pointerType !== "touch") from = {x: e.clientX, y: e.clientY, moved: false}; });
  map.addEventListener("pointermove", e => {
    if (!from || !e.buttons) return;
    const r = map.getBoundingClientRect(), dx = e.clientX - from.x, dy = e.clientY - from.y;
    if (Math.abs(dx) + Math.abs(dy) < 4 && !from.moved) return;
    const unit = Math.min(box.w / r.width, box.h / r.height);
    box.x -= dx * unit; box.y -= dy * unit;
    from = {x: e.clientX, y: e.clientY, moved: true};
    draw();
  });
  map.addEventListener("click", e => { if (from && from.moved) e.preventDefault(); from = null; }, true);
  document.querySelectorAll("[data-shape]").forEach(li => {
    const shape = document.getElementById(li.dataset.shape);
    const light = on => () => shape.classList.toggle("lit", on);
    li.addEventListener("pointerenter", light(true)); li.addEventListener("pointerleave", light(false));
    li.addEventListener("focusin", light(true)); li.addEventListener("focusout", light(false));
  });
})();
