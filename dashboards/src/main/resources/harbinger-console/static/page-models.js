import { get } from "/static/api.js";
import { promote, rollBack } from "/static/decide.js";
import { el } from "/static/dom.js";
import * as format from "/static/format.js";

const EVERY = 2000;
const COLUMNS = 5;
/** As in the rule of the alert HarbingerSensorDrift. */
const DRIFTED = 0.5;
const DRIFTED_RUNS = 30;
const number = (value) => format.number(value, 4);

const STANDING = {
  READY: ["OK", "●", "Ready"],
  LOADING: ["WARNING", "◌", "Loading"],
  WARMING: ["WARNING", "◌", "Warming up"],
  DRAINING: ["", "○", "Draining"],
  FAILED: ["CRITICAL", "◆", "Failed"],
  ON_DISK: ["", "○", "On disk"],
};

function standing(version) {
  const [css, glyph, word] = STANDING[version.standing];
  return el("span", { class: `tag ${css}` }, el("span", { class: "glyph", "aria-hidden": "true" }, glyph), word);
}

function role(version) {
  switch (version.role) {
    case "SERVES":
      return el("span", { class: "tag OK" }, version.share < 1 ? `Serves ${format.percent(version.share)}` : "Serves");
    case "CANARY":
      return el("span", { class: "tag" }, `Candidate, ${format.percent(version.share)}`);
    case "SHADOW":
      return el("span", { class: "tag" }, "Candidate, shadow");
    default:
      return null;
  }
}

function figure(label, value, note, bad = false) {
  return el("div", { class: "card figure" }, el("p", { class: "eyebrow" }, label), el("p", { class: bad ? "big num bad" : "big num" }, value), el("p", { class: "sub" }, note));
}

function runs(count) {
  return count === 1 ? "1 run" : `${format.count(count)} runs`;
}

function quality({ coverage, coverageRuns, coverageNominal, drift, driftSensor, driftRuns, predictionDrift }) {
  return [
    figure(
      "Coverage of the 90 % interval",
      coverageRuns > 0 ? format.percent(coverage) : format.NONE,
      coverageRuns > 0 ? `over the last ${runs(coverageRuns)} that failed; to be ${format.percent(coverageNominal)}` : "told once an engine has failed",
    ),
    figure(
      "Drift, largest sensor PSI",
      number(drift),
      Number.isFinite(drift)
        ? `${driftSensor}, of ${runs(driftRuns)}`
        : driftRuns > 0 ? `too few early readings so far, of ${runs(driftRuns)}` : "no early readings so far, or no reference to compare with",
      drift > DRIFTED && driftRuns >= DRIFTED_RUNS,
    ),
    figure("Drift of the predictions, PSI", number(predictionDrift), Number.isFinite(predictionDrift) ? "against the training engines" : "too few predictions so far"),
  ];
}

function shadow({ compared, dropped, failed, warming, skipped, mean, largest, unit }) {
  return figure(
    `Shadow's disagreement, ${unit}`,
    number(mean),
    `mean of ${format.count(compared)}, largest lately ${number(largest)}; ${format.count(failed)} failed, ${format.count(dropped)} dropped, ${format.count(warming)} while it warmed up, ${format.count(skipped)} skipped`,
  );
}

/** rmseCapped becomes "rmse capped". */
const spelled = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** What its own directory tells of a version, in a row of its own under it, and the button for that. */
function about(model, version, opened) {
  const key = `${model.name}/${version.version}`;
  const row = el(
    "tr",
    { class: "about", id: `about/${key}`, hidden: !opened.has(key) },
    el(
      "td",
      { colspan: COLUMNS },
      el("dl", { class: "facts metrics" }, Object.entries(version.metrics).map(([name, value]) =>
        el("div", {}, el("dt", {}, spelled(name)), el("dd", { class: "num strong" }, number(value))))),
      el("dl", { class: "facts" }, Object.entries(version.facts).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    ),
  );
  const button = el(
    "button",
    {
      type: "button", class: "link", "data-key": row.id, "aria-controls": row.id, "aria-expanded": String(opened.has(key)),
      onclick: () => {
        row.hidden = !row.hidden;
        button.setAttribute("aria-expanded", String(!row.hidden));
        row.hidden ? opened.delete(key) : opened.add(key);
      },
    },
    "About it", el("span", { class: "unseen" }, `, version ${version.version}`),
  );
  return { row, button };
}

function rmse({ rmseCapped, rmseCappedStandardError }) {
  return [number(rmseCapped), Number.isFinite(rmseCappedStandardError) ? el("span", { class: "sub" }, `± ${number(rmseCappedStandardError)}`) : null];
}

function rows(model, version, opened, reload) {
  const answers = version.role === "SERVES" && version.share === 1 && model.policy === `version ${version.version}`;
  const more = about(model, version, opened);
  const marked = version.standing === "FAILED" ? "FAILED" : version.role;
  return [
    el(
      "tr",
      { "data-version": version.version, class: marked },
      el("th", { scope: "row" }, `Version ${version.version}`, el("span", { class: "sub wide-only" }, version.facts.network ?? ""), more.button),
      el("td", {}, el("div", { class: "chips" }, standing(version), role(version))),
      el("td", { class: "num wide-only" }, version.answered < 0 ? format.NONE : format.count(version.answered)),
      el("td", { class: "num wide-only" }, rmse(version.metrics)),
      // Also where the decision cannot be read: to promote a version for all is what replaces it.
      el("td", { class: "num" }, model.fixed
        ? null
        : el("button", { type: "button", class: "promote", "data-key": `promote/${model.name}/${version.version}`, disabled: answers, onclick: () => promote(model, version.version, reload) },
          "Promote", el("span", { class: "unseen" }, ` version ${version.version}`))),
    ),
    version.problem
      ? el("tr", { "data-version": version.version, class: `${marked} why` }, el("td", { colspan: COLUMNS }, el("p", { class: "error" }, version.problem)))
      : null,
    more.row,
  ].filter((one) => one !== null);
}

function policy(model) {
  const by = model.decidedBy ? `, decided by ${model.decidedBy} ${format.moment(model.decidedAt)}` : "; nobody decided otherwise";
  return `To answer: ${model.policy}${by}.`;
}

function card(model, opened, reload) {
  const figures = [...(model.quality ? quality(model.quality) : []), ...(model.shadow && model.versions.some((one) => one.role === "SHADOW") ? [shadow(model.shadow)] : [])];
  return el(
    "section",
    { class: "model", "aria-label": model.name },
    el(
      "div",
      { class: "tools" },
      el("h2", {}, model.name),
      model.fixed || model.problem
        ? null
        : el("button", { type: "button", "data-key": `rollback/${model.name}`, disabled: model.rollbackTo === undefined, onclick: () => rollBack(model, reload) },
          model.rollbackTo === undefined ? "Nothing to roll back to" : `Roll back to version ${model.rollbackTo}`),
    ),
    el("p", { class: "lead policy" }, policy(model)),
    model.problem ? el("p", { class: "error" }, model.problem) : null,
    model.fixed ? el("p", { class: "lead" }, `Nothing can be decided here: ${model.fixed}.`) : null,
    model.live ? null : el("p", { class: "lead" }, "The versions as they lie on disk. How they stand in each process that serves them, the coverage and the drift are in its metrics and on the Grafana boards."),
    figures.length > 0 ? el("div", { class: "figures" }, figures) : null,
    el(
      "div",
      { class: "card table-card" },
      el(
        "table",
        { class: "versions" },
        el("caption", { class: "unseen" }, `Versions of ${model.name}`),
        el("thead", {}, el("tr", {},
          el("th", { scope: "col" }, "Version"),
          el("th", { scope: "col" }, "State"),
          el("th", { scope: "col", class: "num wide-only" }, "Answered"),
          el("th", { scope: "col", class: "num wide-only" }, "Held-out RMSE, cycles"),
          el("th", { scope: "col" }, el("span", { class: "unseen" }, "Decide")))),
        el("tbody", {}, model.versions.flatMap((version) => rows(model, version, opened, reload))),
      ),
    ),
  );
}

/** What to do where the console cannot: the same, from where the models lie. */
function byHand() {
  return el(
    "section",
    { class: "card pad stack" },
    el("p", {}, "This console was not told where the models lie. Start it with --models DIR to see and change them here, or do so where they lie:"),
    el("pre", {}, [
      "./harbinger models list --dir models",
      "./harbinger models promote models/NAME VERSION",
      "./harbinger models promote models/NAME VERSION --share 0.1",
      "./harbinger models rollback models/NAME",
    ].join("\n")),
    el("p", { class: "muted" }, "Jobs that serve the model's directory follow within seconds."),
  );
}

export function modelsPage(main) {
  const content = el("div", { class: "stack" }, el("p", { class: "muted" }, "Loading …"));
  main.append(el("h1", {}, "Models"), content);
  const abort = new AbortController();
  const opened = new Set();
  let timer;
  let drawn = "";

  /** Only where something is new, and with the focus where it was: a keyboard works here too. */
  function draw(answer) {
    const now = JSON.stringify(answer);
    if (now === drawn) {
      return;
    }
    drawn = now;
    const key = content.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const { known, models } = answer;
    content.replaceChildren(...(!known
      ? [byHand()]
      : models.length > 0
        ? models.map((model) => card(model, opened, reload))
        : [el("p", { class: "card empty" }, "No model is there yet. Train one with ./harbinger train.")]));
    if (key) {
      content.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    }
  }

  async function reload() {
    clearTimeout(timer);
    try {
      draw(await get("/api/models", {}, abort.signal));
    } catch (e) {
      if (abort.signal.aborted) {
        return;
      }
      console.warn("the models could not be loaded", e);
      if (drawn === "") {
        content.replaceChildren(el("p", { class: "card empty" }, e.message));
      }
    }
    clearTimeout(timer);
    timer = setTimeout(reload, EVERY);
  }

  reload();
  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}
