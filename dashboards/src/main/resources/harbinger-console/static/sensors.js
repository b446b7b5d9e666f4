import { el, setText } from "/static/dom.js";
import * as format from "/static/format.js";
import { lineSpark } from "/static/spark.js";
import { store } from "/static/store.js";

const KEPT = 300;
const BASELINE = 20;
const RECENT = 5;
const NOTABLE = 3;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How far the last readings' mean lies from that of the run's first readings, in standard deviations
 * of those. Null where there is too little to say, or where the channel never moved.
 */
function drift(values) {
  const finite = values.filter(Number.isFinite);
  if (finite.length < BASELINE + RECENT) {
    return null;
  }
  const first = finite.slice(0, BASELINE);
  const centre = mean(first);
  const deviation = Math.sqrt(mean(first.map((value) => (value - centre) ** 2)));
  return deviation > 1e-9 * Math.max(1, Math.abs(centre)) ? (mean(finite.slice(-RECENT)) - centre) / deviation : null;
}

function named(i, settings) {
  const sensor = i >= settings;
  const known = sensor ? store.settings.sensors[i - settings] : store.settings.settings[i];
  return known ?? { name: sensor ? `Sensor ${i - settings + 1}` : `Setting ${i + 1}`, unit: "" };
}

/** Small multiples of every channel in this run, those that moved most first. */
export function sensorPanel() {
  let readings = null;
  let order = "drift";
  const grid = el("div", { class: "sensors" });
  const empty = el("p", { class: "card empty" }, "No reading of this asset so far.");
  const note = el("p", { class: "muted" });
  const tools = el("div", { class: "chips", role: "group", "aria-label": "Order of the channels" });
  for (const [label, value] of [["Moved most", "drift"], ["As numbered", "number"]]) {
    tools.append(el("button", { type: "button", class: "chip", "aria-pressed": String(order === value), onclick: () => {
      order = value;
      [...tools.children].forEach((chip, i) => chip.setAttribute("aria-pressed", String((i === 0) === (order === "drift"))));
      draw();
    } }, label));
  }
  const node = el("section", {}, el("div", { class: "tools" }, el("h2", {}, "Sensors"), tools), note, empty, grid);

  function ofThisRun() {
    let first = readings.cycle.length;
    while (first > 0 && readings.run[first - 1] === readings.run.at(-1)) {
      first--;
    }
    return readings.columns.map((column) => column.slice(first));
  }

  function draw() {
    const any = readings !== null && readings.cycle.length > 0;
    empty.hidden = any;
    if (!any) {
      return;
    }
    const channels = ofThisRun().map((values, i) => ({ i, values, moved: drift(values), ...named(i, readings.settings) }));
    if (order === "drift") {
      channels.sort((a, b) => Math.abs(b.moved ?? -1) - Math.abs(a.moved ?? -1) || a.i - b.i);
    }
    setText(note, `Moved: the mean of the last ${RECENT} readings against the first ${BASELINE} that are kept of this run, in standard deviations (σ) of those. A hint where to look, not the model's own reason.`);
    grid.replaceChildren(...channels.map((channel) => {
      const notable = channel.moved !== null && Math.abs(channel.moved) >= NOTABLE;
      const finite = channel.values.filter(Number.isFinite);
      return el(
        "figure",
        { class: notable ? "card sensor notable" : "card sensor" },
        el("figcaption", {},
          el("span", { class: "strong" }, channel.name),
          el("span", { class: "moved num" }, channel.moved === null ? "" : `${channel.moved > 0 ? "+" : "−"}${Math.abs(channel.moved).toFixed(1)} σ`)),
        lineSpark(channel.values, 200, 44),
        el("p", { class: "num" }, el("span", { class: "strong" }, format.sensor(channel.values.at(-1))), el("span", { class: "muted" }, ` ${channel.unit}`),
          el("span", { class: "range muted" }, finite.length ? `${format.sensor(Math.min(...finite))} … ${format.sensor(Math.max(...finite))}` : "")),
      );
    }));
  }

  return {
    node,
    next: () => readings?.next ?? 0,
    take: (added) => {
      if (!readings || readings.columns.length !== added.columns.length || added.next < readings.next) {
        readings = added;
      } else if (added.cycle.length > 0) {
        for (const field of ["run", "cycle", "time"]) {
          readings[field] = readings[field].concat(added[field]).slice(-KEPT);
        }
        readings.columns = readings.columns.map((column, i) => column.concat(added.columns[i]).slice(-KEPT));
        readings.next = added.next;
      } else {
        return;
      }
      draw();
    },
  };
}
