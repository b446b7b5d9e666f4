import { get } from "/static/api.js";
import { el } from "/static/dom.js";
import * as format from "/static/format.js";
import { lineSpark } from "/static/spark.js";

const WHAT = {
  "sensor.readings": "Readings as the sources send them",
  "sensor.windows": "Windows made of them",
  "rul.predictions": "Predictions made of those",
  "maintenance.alerts": "Changes of an alert",
  "maintenance.events": "What people reported",
  "dead.letters": "Records given up",
};

function figure(label, value, note) {
  return el("div", { class: "card figure" }, el("p", { class: "eyebrow" }, label), el("p", { class: "big num" }, value), el("p", { class: "sub" }, note));
}

function topics(pipeline) {
  return el(
    "div",
    { class: "card table-card" },
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, "Records through each topic"),
      el("thead", {}, el("tr", {},
        el("th", { scope: "col" }, "Topic"),
        el("th", { scope: "col", class: "num" }, "Records/s"),
        el("th", { scope: "col", class: "wide-only" }, "Last two minutes"),
        el("th", { scope: "col", class: "num" }, "Since the start"))),
      el("tbody", {}, pipeline.topics.map((topic) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, topic.topic, el("span", { class: "sub" }, WHAT[topic.topic] ?? "")),
          el("td", { class: "num strong" }, format.rate(topic.perSecond)),
          el("td", { class: "wide-only flow" }, lineSpark(topic.history, 240, 28, true)),
          el("td", { class: "num" }, format.count(topic.live)),
        ))),
    ),
  );
}

function reasons(dead) {
  const entries = Object.entries(dead).sort((a, b) => b[1] - a[1]);
  const most = Math.max(1, ...entries.map(([, number]) => number));
  return el(
    "section",
    { class: "card pad" },
    el("h2", {}, "Dead letters by reason"),
    entries.length === 0
      ? el("p", { class: "muted" }, "None.")
      : el("ul", { class: "bars" }, entries.map(([reason, number]) =>
          el("li", {}, el("span", {}, format.words(reason)), el("meter", { min: 0, max: most, value: number, "aria-hidden": "true" }), el("span", { class: "num" }, format.count(number))))),
  );
}

export function pipelinePage(main) {
  const content = el("div", { class: "stack" });
  main.append(el("h1", {}, "Pipeline"), content);
  const abort = new AbortController();
  let timer;

  async function draw() {
    try {
      const pipeline = await get("/api/pipeline", {}, abort.signal);
      const since = `since ${format.moment(pipeline.since)}`;
      content.replaceChildren(
        el(
          "div",
          { class: "figures" },
          figure("Reading to prediction, half", format.millis(pipeline.p50), pipeline.latencies ? `p50 of ${format.count(pipeline.latencies)} in the last minute` : "no prediction in the last minute"),
          figure("99 of 100", format.millis(pipeline.p99), pipeline.latencies ? "p99, from written to visible" : "no prediction in the last minute"),
          figure("Feed", { LIVE: "Live", CATCHING_UP: "Catching up", FAILING: "Failing" }[pipeline.phase], pipeline.detail || `counted ${since}`),
          figure("Watching", format.count(pipeline.watchers), pipeline.unreadable ? `${format.count(pipeline.unreadable)} unreadable records` : "browsers"),
        ),
        topics(pipeline),
        reasons(pipeline.dead),
      );
    } catch (e) {
      if (abort.signal.aborted) {
        return;
      }
      console.warn("the pipeline could not be loaded", e);
    }
    timer = setTimeout(draw, 1000);
  }

  draw();
  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}
