import { get } from "/static/api.js";
import { el, toast } from "/static/dom.js";

const significant = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

function model(entry) {
  return el(
    "section",
    { class: "card pad" },
    el("div", { class: "tools" }, el("h2", {}, `${entry.name} / ${entry.version}`), entry.serving ? el("span", { class: "tag OK" }, "● serving") : null),
    el("dl", { class: "facts metrics" }, Object.entries(entry.metrics).map(([name, value]) =>
      el("div", {}, el("dt", {}, name), el("dd", { class: "num strong" }, value === null ? "–" : significant.format(value))))),
    el("dl", { class: "facts" }, Object.entries(entry.facts).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
  );
}

export function modelsPage(main) {
  const content = el("div", { class: "stack" }, el("p", { class: "muted" }, "Loading …"));
  main.append(el("h1", {}, "Models"), content);
  get("/api/models").then(
    ({ models }) => content.replaceChildren(...(models.length ? models.map(model) : [el("p", { class: "card empty" }, "No model is there yet. Train one with harbinger train.")])),
    (e) => toast(e.message, true),
  );
}
