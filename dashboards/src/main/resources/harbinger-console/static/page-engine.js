import { get } from "/static/api.js";
import { el, nextFrame, setText } from "/static/dom.js";
import * as format from "/static/format.js";
import { alertCard } from "/static/page-alerts.js";
import { acknowledge, report } from "/static/report.js";
import { sensorPanel } from "/static/sensors.js";
import { stateTag } from "/static/state.js";
import { now, store } from "/static/store.js";
import { onTheme } from "/static/theme.js";

const KEPT = 400;
const EVERY = 1000;
const FIELDS = ["run", "cycle", "time", "rul", "low", "high", "p15", "p30"];
const GLYPHS = { FAILED: "✕", REPAIRED: "⚒", REPLACED: "↻", ACKNOWLEDGED: "✓" };
let byTime = false;
let charts;

function append(kept, added) {
  for (const field of FIELDS) {
    kept[field] = kept[field].concat(added[field]).slice(-KEPT);
  }
  kept.next = added.next;
}

/** The time of a cycle in a run, from the nearest prediction that is known. */
function timeOf(predictions, run, cycle) {
  let best = null;
  for (let i = 0; i < predictions.cycle.length; i++) {
    if (predictions.run[i] === run && (best === null || Math.abs(predictions.cycle[i] - cycle) < Math.abs(predictions.cycle[best] - cycle))) {
      best = i;
    }
  }
  return best === null ? null : predictions.time[best];
}

function happenings(detail, run) {
  const list = [];
  for (const alert of detail.alerts) {
    const tint = alert.kind === "NO_DATA" ? "no-data" : alert.severity === "CRITICAL" ? "critical" : "warning";
    list.push({ run: alert.run, cycle: alert.raisedCycle, time: alert.raisedAt, glyph: alert.severity === "CRITICAL" ? "◆" : alert.kind === "NO_DATA" ? "○" : "▲", tint });
  }
  for (const event of detail.maintenance) {
    list.push({ run: event.run, cycle: event.cycle, time: event.time, glyph: GLYPHS[event.kind] ?? "•", tint: "accent" });
  }
  if (byTime) {
    return list.map((mark) => ({ ...mark, at: (timeOf(detail.predictions, mark.run, mark.cycle) ?? mark.time) / 1000 }));
  }
  return list.filter((mark) => mark.run === run && Number.isFinite(mark.cycle)).map((mark) => ({ ...mark, at: mark.cycle }));
}

/** This run by its cycles, or all that is kept by time, with a gap between runs. */
function columns(predictions, run) {
  const data = { x: [], rul: [], low: [], high: [], p15: [], p30: [], index: [] };
  let lastRun = null;
  for (let i = 0; i < predictions.cycle.length; i++) {
    if (!byTime && predictions.run[i] !== run) {
      continue;
    }
    if (byTime && lastRun !== null && predictions.run[i] !== lastRun) {
      data.x.push(predictions.time[i] / 1000 - 0.001);
      ["rul", "low", "high", "p15", "p30"].forEach((field) => data[field].push(null));
      data.index.push(i);
    }
    lastRun = predictions.run[i];
    data.x.push(byTime ? predictions.time[i] / 1000 : predictions.cycle[i]);
    ["rul", "low", "high", "p15", "p30"].forEach((field) => data[field].push(predictions[field][i]));
    data.index.push(i);
  }
  return data;
}

function facts(row) {
  const range = format.interval(row.low, row.high);
  const figure = (label, value, note) =>
    el("div", { class: "card figure" }, el("p", { class: "eyebrow" }, label), el("p", { class: "big num" }, value), el("p", { class: "sub num" }, note));
  const short = row.padded ? ` · ${row.padded} readings short of a window` : row.missing ? ` · ${row.missing} cycles missing` : "";
  return [
    figure("Remaining life", format.cycles(row.rul), range ? `interval ${range} cycles` : "cycles; no interval"),
    figure("Fails within 15", format.percent(row.p15), "cycles"),
    figure("Fails within 30", format.percent(row.p30), "cycles"),
    figure("Cycle", format.count(row.cycle), `run ${row.run}${short}`),
  ];
}

function history(detail) {
  const events = detail.maintenance.map((event) =>
    el("li", { class: "event" },
      el("span", { class: "glyph", "aria-hidden": "true" }, GLYPHS[event.kind] ?? "•"),
      el("div", {},
        el("p", {}, el("strong", {}, format.words(event.kind)), ` by ${event.by}`, event.note ? `: ${event.note}` : ""),
        el("p", { class: "muted num" }, [event.run === undefined ? null : `run ${event.run}`, event.cycle === undefined ? null : `cycle ${event.cycle}`, format.moment(event.time), format.ago(event.time, now())].filter(Boolean).join(" · ")))));
  return [
    el("section", {}, el("h2", {}, "Alerts"), detail.alerts.length ? el("ul", { class: "alerts" }, detail.alerts.map((alert) => alertCard(alert, false))) : el("p", { class: "card empty" }, "No alert so far.")),
    el("section", {}, el("h2", {}, "Maintenance"), events.length ? el("ul", { class: "events card" }, events) : el("p", { class: "card empty" }, "Nothing was reported so far.")),
  ];
}

export function enginePage(main, asset) {
  const abort = new AbortController();
  const head = el("div", { class: "engine-head" });
  const figures = el("div", { class: "figures" });
  const rulHost = el("div", { class: "chart", role: "img", "aria-label": `Remaining life of ${asset} over the run, with its interval` });
  const riskHost = el("div", { class: "chart", role: "img", "aria-label": `Probability of failure of ${asset} over the run` });
  const readout = el("p", { class: "readout num muted" });
  const sensors = sensorPanel();
  const past = el("div", { class: "two" });
  const axis = el("div", { class: "chips", role: "group", "aria-label": "Axis of the charts" });
  for (const [label, value] of [["This run, by cycle", false], ["All runs, by time", true]]) {
    axis.append(el("button", { type: "button", class: "chip", "aria-pressed": String(byTime === value), onclick: () => {
      byTime = value;
      [...axis.children].forEach((chip, i) => chip.setAttribute("aria-pressed", String((i === 1) === byTime)));
      rebuild();
    } }, label));
  }
  const missing = el("p", { class: "card empty", hidden: true });
  const content = el("div", { hidden: true },
    figures,
    el("div", { class: "tools" }, el("h2", {}, "Prediction"), axis),
    el("div", { class: "card pad" },
      el("div", { class: "legend" },
        el("span", {}, el("i", { class: "key rul" }), "Remaining life"), el("span", {}, el("i", { class: "key interval" }), "interval"),
        el("span", {}, el("i", { class: "key p15" }), "P(<15)"), el("span", {}, el("i", { class: "key p30" }), "P(<30)"), readout),
      rulHost, riskHost),
    sensors.node, past);
  main.append(el("a", { class: "back", href: "#/fleet" }, "← Fleet"), head, missing, content);

  let detail = null;
  let plots = [];
  let drawn = null;
  let timer;
  let headVersion = "";
  let pastVersion = "";

  const currentRun = () => detail.row?.run ?? detail.predictions.run.at(-1);

  function showReadout(i) {
    if (i === null || i === undefined || !drawn || drawn.rul[i] === null || drawn.rul[i] === undefined) {
      setText(readout, "");
      return;
    }
    const at = drawn.index[i];
    const range = format.interval(drawn.low[i], drawn.high[i]);
    setText(readout, `run ${detail.predictions.run[at]} · cycle ${detail.predictions.cycle[at]} · RUL ${format.cycles(drawn.rul[i])}${range ? ` (${range})` : ""} · ${format.percent(drawn.p15[i])} · ${format.percent(drawn.p30[i])} · ${format.moment(detail.predictions.time[at])}`);
  }

  function rebuild() {
    plots.forEach((plot) => plot.destroy());
    plots = [];
    if (!detail || detail.predictions.cycle.length === 0) {
      return;
    }
    const { warningRul, criticalRul, probability } = store.settings.thresholds;
    drawn = columns(detail.predictions, currentRun());
    const shared = { time: byTime, onCursor: showReadout, marks: () => happenings(detail, currentRun()) };
    plots.push(charts.chart(rulHost, {
      ...shared, height: 260, yLabel: "RUL, cycles", yRange: (u, min, max) => [0, Math.max(criticalRul * 2, (max ?? 1) * 1.08)],
      series: [{ label: "High", width: 0 }, { label: "Low", width: 0 }, { label: "RUL", tint: "accent" }], band: [1, 2],
      lines: [{ at: warningRul, label: "warning", tint: "warning" }, { at: criticalRul, label: "critical", tint: "critical" }],
      data: [drawn.x, drawn.high, drawn.low, drawn.rul],
    }));
    plots.push(charts.chart(riskHost, {
      ...shared, height: 180, xLabel: byTime ? undefined : "Cycle of the run", yLabel: "Probability", yRange: [0, 1], yValues: charts.percents,
      series: [{ label: "P15", tint: "critical" }, { label: "P30", tint: "warning" }],
      lines: [{ at: probability, label: "alert", tint: "muted" }],
      data: [drawn.x, drawn.p15, drawn.p30],
    }));
  }

  function refresh() {
    if (plots.length === 0) {
      rebuild();
      return;
    }
    drawn = columns(detail.predictions, currentRun());
    plots[0].setData([drawn.x, drawn.high, drawn.low, drawn.rul]);
    plots[1].setData([drawn.x, drawn.p15, drawn.p30]);
  }

  function drawHead() {
    const row = detail.row;
    const open = detail.alerts.find((alert) => alert.standing === "OPEN" && !alert.acknowledgement);
    const version = `${row?.state}/${row?.acknowledged}/${row?.model}/${row?.version}/${open?.id}/${row?.reported}`;
    if (version !== headVersion && !head.contains(document.activeElement)) {
      headVersion = version;
      head.replaceChildren(
        el("h1", {}, asset),
        row ? stateTag(row.state, row.acknowledged) : "",
        row?.reported ? el("span", { class: "tag" }, "reported " + format.words(row.reported).toLowerCase()) : "",
        row ? el("span", { class: "muted" }, `model ${row.model}/${row.version}`) : "",
        el("div", { class: "head-actions" },
          open ? el("button", { type: "button", class: "primary", onclick: () => acknowledge(open) }, "Acknowledge") : null,
          row ? el("button", { type: "button", onclick: () => report(detail.row) }, "Report …") : null));
    }
    if (row) {
      figures.replaceChildren(...facts(row));
    }
    const newPast = JSON.stringify([detail.alerts, detail.maintenance]);
    if (newPast !== pastVersion) {
      pastVersion = newPast;
      past.replaceChildren(...history(detail));
    }
  }

  /** All at once would keep the browser for long; ends what is under way where the page was left. */
  async function pause() {
    await nextFrame();
    abort.signal.throwIfAborted();
  }

  async function load() {
    try {
      const answer = await get("/api/asset", {
        name: asset, predictionsFrom: detail?.predictions.next ?? 0, readingsFrom: sensors.next(),
      }, abort.signal);
      // Only here: the library keeps the main thread for a while, which no other page needs.
      charts ??= await import("/static/charts.js");
      await pause();
      const grown = answer.predictions.cycle.length > 0;
      if (detail) {
        append(detail.predictions, answer.predictions);
        Object.assign(detail, { row: answer.row, alerts: answer.alerts, maintenance: answer.maintenance });
      } else {
        detail = answer;
      }
      missing.hidden = true;
      content.hidden = false;
      drawHead();
      await pause();
      if (grown || plots.length === 0) {
        refresh();
      }
      await pause();
      sensors.take(answer.readings);
    } catch (e) {
      if (abort.signal.aborted) {
        return;
      }
      if (!detail) {
        missing.hidden = false;
        setText(missing, `${e.message}. It appears here with its first reading.`);
      }
    }
    if (!abort.signal.aborted) {
      timer = setTimeout(load, EVERY);
    }
  }

  const off = onTheme(rebuild);
  load();
  return () => {
    abort.abort();
    clearTimeout(timer);
    off();
    plots.forEach((plot) => plot.destroy());
  };
}
