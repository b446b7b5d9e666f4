import { post } from "/static/api.js";
import { el, setText, toast } from "/static/dom.js";

const NAME = "harbinger.name";
const KINDS = [
  ["FAILED", "It failed"],
  ["REPAIRED", "It was repaired"],
  ["REPLACED", "It was replaced"],
];

function rememberedName() {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

/** Keeps the name that a person gave, for the next time. */
export function remember(name) {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // It has to be typed again then.
  }
}

/** A modal dialog; closed by its buttons, by Escape and by what it was for. */
export function openDialog(title, body, { action, actionLabel, danger = false, wide = false } = {}) {
  const error = el("p", { class: "error", role: "alert" });
  const heading = el("h2", { id: "dialog-title" }, title);
  const confirm = action ? el("button", { class: danger ? "danger" : "primary", type: "submit" }, actionLabel) : null;
  const dialog = el(
    "dialog",
    { class: wide ? "wide" : "", "aria-labelledby": "dialog-title", onclose: () => dialog.remove() },
    el(
      "form",
      {
        method: "dialog",
        onsubmit: async (event) => {
          if (!action) {
            return;
          }
          event.preventDefault();
          confirm.disabled = true;
          try {
            await action();
            dialog.close();
          } catch (e) {
            setText(error, e.message);
          } finally {
            confirm.disabled = false;
          }
        },
      },
      heading,
      body,
      error,
      el(
        "div",
        { class: "actions" },
        el("button", { type: "button", onclick: () => dialog.close() }, action ? "Cancel" : "Close"),
        confirm,
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function nameField() {
  const input = el("input", { id: "by", required: true, maxlength: 80, autocomplete: "name", value: rememberedName() });
  return { input, field: el("div", { class: "field" }, el("label", { for: "by" }, "Your name"), input) };
}

function noteField(label) {
  const input = el("textarea", { id: "note", rows: 3, maxlength: 1000 });
  return { input, field: el("div", { class: "field" }, el("label", { for: "note" }, label), input) };
}

export function acknowledge(alert) {
  const by = nameField();
  const note = noteField("What will be done (optional)");
  openDialog("Acknowledge the alert", el("div", {}, el("p", {}, alert.message), by.field, note.field), {
    actionLabel: "Acknowledge",
    action: async () => {
      await post("/api/maintenance", {
        asset: alert.asset, kind: "ACKNOWLEDGED", alertId: alert.id, run: alert.run, by: by.input.value, note: note.input.value,
      });
      remember(by.input.value);
      toast(`Acknowledged for ${alert.asset}`);
    },
  });
}

export function report(row) {
  const by = nameField();
  const note = noteField("What was found or done (optional)");
  const kinds = KINDS.map(([value, label], i) =>
    el("label", { class: "choice" }, el("input", { type: "radio", name: "kind", value, required: true, checked: i === 0 }), label),
  );
  const choice = el("fieldset", { class: "choices" }, el("legend", {}, `What happened to ${row.asset}?`), kinds);
  const at = el("p", { class: "muted" }, `Reported for run ${row.run} at cycle ${row.cycle}.`);
  openDialog("Report maintenance", el("div", {}, choice, at, by.field, note.field), {
    actionLabel: "Report",
    action: async () => {
      const kind = choice.querySelector("input:checked").value;
      await post("/api/maintenance", {
        asset: row.asset, kind, run: row.run, cycle: row.cycle, by: by.input.value, note: note.input.value,
      });
      remember(by.input.value);
      toast(`Reported for ${row.asset}`);
    },
  });
}
