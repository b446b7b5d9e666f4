import { post } from "/static/api.js";
import { el, toast } from "/static/dom.js";
import { nameField, openDialog, remember } from "/static/report.js";

function choice(value, label, checked) {
  return el("label", { class: "choice" }, el("input", { type: "radio", name: "how", value, checked }), label);
}

/** Asks for whom a version is to answer, and decides it; `done` is told. */
export function promote(model, version, done) {
  const by = nameField();
  const serving = model.versions.find((one) => one.role === "SERVES")?.version;
  const share = el("input", { id: "share", type: "number", min: 1, max: 99, step: 1, value: 10, "aria-label": "Share in percent" });
  const how = el(
    "fieldset",
    { class: "choices" },
    el("legend", {}, "Whom does it answer?"),
    choice("all", "All: the version that answers now makes way", true),
    el("div", { class: "choice-with" }, choice("share", "A share of the assets, always the same ones:", false), share, el("span", {}, "%")),
    choice("shadow", "Nobody: its answers are compared and thrown away", false),
  );
  share.addEventListener("focus", () => {
    how.querySelector('input[value="share"]').checked = true;
  });
  const about = el("p", { class: "muted" }, serving === undefined || serving === version
    ? "It is checked first; with anything wrong, nothing is decided."
    : `Version ${serving} answers now. Version ${version} is checked first; with anything wrong, nothing is decided.`);
  openDialog(`Promote version ${version} of ${model.name}`, el("div", {}, how, about, by.field), {
    actionLabel: "Promote",
    action: async () => {
      const chosen = how.querySelector("input:checked").value;
      const { decided } = await post("/api/models/promote", {
        model: model.name,
        version: Number(version),
        share: chosen === "share" ? Number(share.value) / 100 : null,
        shadow: chosen === "shadow",
        by: by.input.value,
        seen: model.revision,
      });
      remember(by.input.value);
      toast(decided);
      done();
    },
  });
}

/** Asks whether to go back, and decides it; `done` is told. */
export function rollBack(model, done) {
  const by = nameField();
  const about = el("p", {}, `Version ${model.rollbackTo} answers again, alone. Running jobs follow within seconds.`);
  openDialog(`Roll ${model.name} back to version ${model.rollbackTo}`, el("div", {}, about, by.field), {
    actionLabel: "Roll back",
    danger: true,
    action: async () => {
      const { decided } = await post("/api/models/rollback", { model: model.name, by: by.input.value, seen: model.revision });
      remember(by.input.value);
      toast(decided);
      done();
    },
  });
}
