import { el } from "/static/dom.js";

export const LABELS = { CRITICAL: "Critical", WARNING: "Warning", NO_DATA: "No data", OK: "OK" };
const GLYPHS = { CRITICAL: "◆", WARNING: "▲", NO_DATA: "○", OK: "●" };

/** A state by shape, word and colour, so that none of them has to be seen. */
export function stateTag(state, acknowledged = false) {
  const known = LABELS[state] ? state : "OK";
  return el(
    "span",
    { class: `tag ${known}` },
    el("span", { class: "glyph", "aria-hidden": "true" }, GLYPHS[known]),
    LABELS[known],
    acknowledged ? el("span", { class: "ack", title: "Someone looks after it" }, " ✓", el("span", { class: "unseen" }, " acknowledged")) : null,
  );
}
