import { el, setText } from "/static/dom.js";
import * as format from "/static/format.js";
import { cut, inFrames, place } from "/static/list.js";
import { rulSpark } from "/static/spark.js";
import { LABELS, stateTag } from "/static/state.js";
import { byName, on, store, worstFirst } from "/static/store.js";

const FIRST = 50;
const STEP = 50;

/** Rows that are brought up to date in one frame. */
const SLICE = 10;

/** As many of them take as long as one that is made and laid out for the first time. */
const MADE = 4;
const ORDERS = {
  worst: worstFirst,
  asset: (a, b) => inNames(a.asset, b.asset),
  rul: (a, b) => a.rul - b.rul || byName(a, b),
  p15: (a, b) => b.p15 - a.p15 || a.rul - b.rul,
  p30: (a, b) => b.p30 - a.p30 || a.rul - b.rul,
};
const view = { filter: "", state: "ALL", order: "worst", most: FIRST };

export const engineLink = (asset) => "#/engine/" + encodeURIComponent(asset);

let collator;

/** Engine 9 before engine 10. Made when it is first asked for: it takes a browser long. */
function inNames(a, b) {
  collator ??= new Intl.Collator("en", { numeric: true });
  return collator.compare(a, b);
}

/** The greatest life of the fleet, rounded up, so that all drawings share one scale. */
function sharedTop() {
  let top = 20;
  for (const row of store.rows.values()) {
    top = Math.max(top, row.greatest);
  }
  return Math.ceil(top / 10) * 10;
}

function tableRow(asset) {
  const spark = rulSpark(120, 28);
  const cells = {
    name: el("a", { href: engineLink(asset) }, asset),
    sub: el("span", { class: "sub" }),
    spark: el("td", { class: "spark-cell" }, spark.node),
    rul: el("span", { class: "num strong" }),
    interval: el("span", { class: "sub num" }),
    p15: el("td", { class: "num wide-only" }),
    p30: el("td", { class: "num" }),
    state: el("td", {}),
    model: el("td", { class: "muted wide-only" }),
  };
  const node = el(
    "tr",
    { "data-asset": asset },
    el("th", { scope: "row" }, cells.name, cells.sub),
    cells.spark,
    el("td", { class: "rul-cell" }, cells.rul, cells.interval),
    cells.p15,
    cells.p30,
    cells.state,
    cells.model,
  );
  node.addEventListener("click", (event) => {
    if (!event.target.closest("a") && !getSelection().toString()) {
      location.hash = engineLink(asset);
    }
  });
  return { node, cells, spark, version: null, drawn: null, near: false };
}

/** Draws what is in sight or nearly so; the rest when it is scrolled to. */
function drawSpark(entry) {
  if (entry.near && entry.drawn !== entry.version) {
    entry.drawn = entry.version;
    entry.spark.show(entry.row.spark, entry.top, entry.row.state);
  }
}

function fill(entry, row, top) {
  const version = `${row.run}/${row.cycle}/${row.state}/${row.acknowledged}/${row.reported}/${top}`;
  if (entry.version === version) {
    return;
  }
  Object.assign(entry, { version, row, top });
  const { cells } = entry;
  entry.node.className = row.state;
  const reported = row.reported ? ` · reported ${format.words(row.reported).toLowerCase()}` : "";
  setText(cells.sub, `run ${row.run} · cycle ${format.count(row.cycle)}${reported}`);
  drawSpark(entry);
  setText(cells.rul, format.cycles(row.rul));
  setText(cells.interval, format.interval(row.low, row.high));
  setText(cells.p15, format.percent(row.p15));
  setText(cells.p30, format.percent(row.p30));
  const tag = `${row.state}/${row.acknowledged}`;
  if (entry.tag !== tag) {
    entry.tag = tag;
    cells.state.replaceChildren(stateTag(row.state, row.acknowledged));
  }
  setText(cells.model, `${row.model}/${row.version}`);
}

function nextToFail(row) {
  const alert = store.openAlerts.get(row.asset);
  const why = alert?.evidence
    ? `${alert.message} ${alert.evidence.confirmations} predictions in a row said so, up to cycle ${alert.evidence.cycle}.`
    : alert?.message ?? "No alert stands; this is the shortest remaining life in the fleet.";
  const range = format.interval(row.low, row.high);
  return [
    el(
      "div",
      { class: "next-who" },
      el("p", { class: "eyebrow" }, "Next to fail"),
      el("h2", {}, el("a", { href: engineLink(row.asset) }, row.asset)),
      stateTag(row.state, row.acknowledged),
    ),
    el(
      "div",
      { class: "next-when" },
      el("p", { class: "big num" }, format.cycles(row.rul), el("span", { class: "unit" }, " cycles left")),
      el("p", { class: "sub num" }, range ? `interval ${range} cycles` : "the model gives no interval"),
    ),
    el(
      "dl",
      { class: "next-sure" },
      el("div", {}, el("dt", {}, "Fails within 15"), el("dd", { class: "num" }, format.percent(row.p15))),
      el("div", {}, el("dt", {}, "Fails within 30"), el("dd", { class: "num" }, format.percent(row.p30))),
    ),
    el("p", { class: "next-why" }, el("strong", {}, "Why: "), why),
  ];
}

export function fleetPage(main) {
  const next = el("section", { class: "card next", "aria-label": "Next to fail" });
  const chips = el("div", { class: "chips", role: "group", "aria-label": "Show by state" });
  const search = el("input", {
    type: "search", placeholder: "Find an asset", "aria-label": "Find an asset by name", value: view.filter,
    oninput: () => {
      view.filter = search.value;
      draw();
    },
  });
  const body = el("tbody");
  const headings = [];
  const heading = (label, order, title, css = "") => {
    const button = el("button", { type: "button", title, onclick: () => {
      view.order = view.order === order ? "worst" : order;
      draw();
    } }, label);
    const node = el("th", { scope: "col", class: css }, button);
    headings.push([node, order]);
    return node;
  };
  const table = el(
    "table",
    { class: "fleet" },
    el("caption", { class: "unseen" }, "Assets with their remaining useful life"),
    el("thead", {}, el("tr", {},
      heading("Asset", "asset", "By name", "name-cell"),
      el("th", { scope: "col", class: "spark-cell" }, el("span", { class: "wide-only" }, "Remaining life, this run")),
      heading(el("span", {}, "RUL", el("span", { class: "wide-only" }, ", cycles")), "rul", "The least remaining useful life first", "num rul-cell"),
      heading("P(<15)", "p15", "The most probable failure within 15 cycles first", "num p-cell wide-only"),
      heading("P(<30)", "p30", "The most probable failure within 30 cycles first", "num p-cell"),
      heading(el("span", { class: "wide-only" }, "State"), "worst", "Worst first", "state-cell"),
      el("th", { scope: "col", class: "model-cell wide-only" }, "Model"))),
    body,
  );
  const empty = el("p", { class: "empty" });
  const more = el("button", { type: "button", class: "more", onclick: () => {
    view.most += STEP;
    draw();
  } });
  // Who scrolls to the end wants more; the button is for keyboards.
  const atTheEnd = new IntersectionObserver(([button]) => {
    if (button.isIntersecting && !more.hidden && scrollY > 0) {
      more.click();
    }
  }, { rootMargin: "200px 0px" });
  atTheEnd.observe(more);
  main.append(
    el("h1", { class: "unseen" }, "Fleet"), next,
    el("div", { class: "tools" }, chips, search),
    el("div", { class: "card table-card" }, table, empty, more),
  );

  const entries = new Map();
  const sight = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const entry = entries.get(target.dataset.asset);
      entry.near = isIntersecting;
      drawSpark(entry);
    }
  }, { rootMargin: "300px 0px" });

  let top = 20;

  function showRow(row, index) {
    let entry = entries.get(row.asset);
    const known = entry !== undefined;
    if (!known) {
      entry = tableRow(row.asset);
      entries.set(row.asset, entry);
      sight.observe(entry.node);
    }
    fill(entry, row, top);
    place(body, index, entry.node);
    return known ? 1 : MADE;
  }

  const work = inFrames(SLICE, showRow, (rows) => cut(body, rows.length));

  function show(rows) {
    top = sharedTop();
    work.start(rows);
  }

  function drawChips(rows) {
    const counts = { ALL: rows.length, CRITICAL: 0, WARNING: 0, NO_DATA: 0, OK: 0 };
    rows.forEach((row) => counts[row.state]++);
    for (const [state, number] of Object.entries(counts)) {
      let chip = chips.querySelector(`[data-state="${state}"]`);
      if (!chip) {
        chip = el("button", { type: "button", "data-state": state, class: `chip ${state}`, onclick: () => {
          view.state = state;
          draw();
        } }, el("span", {}, state === "ALL" ? "All" : LABELS[state]), el("span", { class: "num count" }));
        chips.append(chip);
      }
      chip.setAttribute("aria-pressed", String(view.state === state));
      setText(chip.lastChild, format.count(number));
    }
  }

  function draw() {
    const all = [...store.rows.values()];
    drawChips(all);
    const wanted = view.filter.trim().toLowerCase();
    const rows = all
      .filter((row) => view.state === "ALL" || row.state === view.state)
      .filter((row) => row.asset.toLowerCase().includes(wanted))
      .sort(ORDERS[view.order]);
    const shown = rows.slice(0, view.most);
    show(shown);
    for (const [node, name] of headings) {
      node.setAttribute("aria-sort", view.order === name ? (name === "p15" || name === "p30" ? "descending" : "ascending") : "none");
    }
    table.hidden = rows.length === 0;
    empty.hidden = rows.length > 0;
    setText(empty, all.length === 0
      ? "No prediction so far. As soon as the RUL job writes one to rul.predictions, its asset appears here."
      : "No asset matches. Clear the search or choose another state.");
    more.hidden = rows.length <= view.most;
    setText(more, `Show more (${format.count(rows.length - shown.length)} better off)`);
    drawNext(all);
  }

  let nextVersion = "";

  function drawNext(all) {
    const worst = all.reduce((best, row) => (best && worstFirst(best, row) <= 0 ? best : row), null);
    next.hidden = !worst;
    if (!worst) {
      return;
    }
    const version = `${worst.asset}/${worst.run}/${worst.cycle}/${worst.state}/${worst.acknowledged}/${store.openAlerts.get(worst.asset)?.id}`;
    if (version !== nextVersion && !next.contains(document.activeElement)) {
      nextVersion = version;
      next.className = `card next ${worst.state}`;
      next.replaceChildren(...nextToFail(worst));
    }
  }

  // A table that moves under the pointer cannot be clicked: values change at once, the order waits.
  let late = null;
  const redraw = () => {
    late ??= setTimeout(() => {
      late = null;
      if (work.busy()) {
        // A slow browser gets to the end of one before the next begins.
        redraw();
      } else if (body.matches(":hover")) {
        const rows = [...body.children].map((node) => store.rows.get(node.dataset.asset));
        show(rows.filter(Boolean));
        drawChips([...store.rows.values()]);
      } else {
        draw();
      }
    }, 400);
  };
  const offs = [on("fleet", redraw), on("change", redraw), on("alerts", redraw)];
  draw();
  return () => {
    offs.forEach((off) => off());
    sight.disconnect();
    atTheEnd.disconnect();
    work.stop();
    clearTimeout(late);
  };
}
