import { el, setText } from "/static/dom.js";
import * as format from "/static/format.js";
import { following } from "/static/list.js";
import { engineLink } from "/static/page-fleet.js";
import { acknowledge } from "/static/report.js";
import { stateTag } from "/static/state.js";
import { now, on, store } from "/static/store.js";

const OVER_SHOWN = 100;

const severityState = (alert) => (alert.kind === "NO_DATA" ? "NO_DATA" : alert.severity === "CRITICAL" ? "CRITICAL" : "WARNING");

const urgency = (alert) => (alert.acknowledgement ? 10 : 0) + { CRITICAL: 0, WARNING: 1, NO_DATA: 2 }[severityState(alert)];

function evidence(alert) {
  const e = alert.evidence;
  return e
    ? `cycle ${e.cycle} · RUL ${format.cycles(e.rul)} cycles · P(<15) ${format.percent(e.p15)} · P(<30) ${format.percent(e.p30)} · ${e.confirmations} in a row · ${e.model}/${e.version}`
    : `since cycle ${alert.raisedCycle} of run ${alert.run}`;
}

const when = (alert) => `run ${alert.run} · ${format.moment(alert.raisedAt)} · ${format.ago(alert.raisedAt, now())}`;

/** An alert with all that a person on call asks of it. */
export function alertCard(alert, withAsset = true) {
  const open = alert.standing === "OPEN";
  const ack = alert.acknowledgement;
  return el(
    "li",
    { class: `alert ${severityState(alert)} ${open ? "open" : "over"}` },
    el(
      "div",
      { class: "alert-head" },
      open ? stateTag(severityState(alert)) : el("span", { class: "tag" }, format.words(alert.standing)),
      withAsset ? el("a", { class: "strong", href: engineLink(alert.asset) }, alert.asset) : null,
      el("span", { class: "when muted num" }, when(alert)),
    ),
    el("p", {}, alert.message),
    el("p", { class: "muted num" }, evidence(alert)),
    open || !alert.endMessage ? null : el("p", { class: "muted" }, `${format.words(alert.endReason)}, ${format.moment(alert.endedAt)}: ${alert.endMessage}`),
    ack
      ? el("p", { class: "ack" }, `✓ ${ack.by} looks after it, ${format.moment(ack.time)}${ack.note ? ": " + ack.note : ""}`)
      : open
        ? el("button", { type: "button", class: "primary", onclick: () => acknowledge(alert) }, "Acknowledge")
        : null,
  );
}

export function alertsPage(main) {
  const open = el("ul", { class: "alerts" });
  const over = el("ul", { class: "alerts" });
  const openHeading = el("h2", {}, "Open");
  const overHeading = el("h2", {}, "Over");
  const age = (card, alert) => setText(card.querySelector(".when"), when(alert));
  const opened = following(open, (alert) => alert.id, (alert) => alertCard(alert), age);
  const ended = following(over, (alert) => alert.id, (alert) => alertCard(alert), age);
  const none = el("p", { class: "card empty" }, "No alert stands. The fleet is as it should be.");
  main.append(el("h1", {}, "Alerts"), openHeading, none, open, overHeading, over);

  function draw() {
    const list = store.alertList ?? [];
    // Before the first answer nothing is known, least of all that all is well.
    const known = store.alertList !== undefined;
    const standing = list.filter((alert) => alert.standing === "OPEN").sort((a, b) => urgency(a) - urgency(b) || b.raisedAt - a.raisedAt);
    const past = list.filter((alert) => alert.standing !== "OPEN").slice(0, OVER_SHOWN);
    setText(openHeading, known ? `Open (${format.count(standing.length)})` : "Loading …");
    none.hidden = !known || standing.length > 0;
    overHeading.hidden = past.length === 0;
    setText(overHeading, `Over (the newest ${format.count(past.length)})`);
    opened.show(standing);
    ended.show(past);
  }

  draw();
  const off = on("alerts", draw);
  return () => {
    off();
    opened.stop();
    ended.stop();
  };
}
