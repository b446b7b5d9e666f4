import { get, post } from "/static/api.js";
import { el, setText, toast } from "/static/dom.js";
import * as format from "/static/format.js";
import { following } from "/static/list.js";
import { openDialog } from "/static/report.js";
import { on, store } from "/static/store.js";

const PER_LINE = 16;

/** Offset, hexadecimal and characters, as hexdump -C writes them. */
export function hexDump(binary) {
  const lines = [];
  for (let at = 0; at < binary.length; at += PER_LINE) {
    const part = binary.slice(at, at + PER_LINE);
    const hex = [...part].map((c) => c.charCodeAt(0).toString(16).padStart(2, "0"));
    const text = [...part].map((c) => (c >= " " && c <= "~" ? c : "·")).join("");
    lines.push(`${at.toString(16).padStart(6, "0")}  ${hex.slice(0, 8).join(" ").padEnd(23)}  ${hex.slice(8).join(" ").padEnd(23)}  ${text}`);
  }
  return lines.join("\n");
}

function contents(name, part) {
  if (!part) {
    return el("p", { class: "muted" }, `The record had no ${name}.`);
  }
  const binary = atob(part.base64);
  const cut = binary.length < part.size ? `, the first ${format.bytes(binary.length)} shown` : "";
  const pre = el("pre", { tabindex: 0, "aria-label": `The ${name}'s bytes` });
  const show = (asText) => {
    pre.textContent = asText ? part.text : hexDump(binary);
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String((i === 0) === asText)));
  };
  const buttons = [
    el("button", { type: "button", class: "chip", disabled: part.text === undefined, onclick: () => show(true) }, "Text"),
    el("button", { type: "button", class: "chip", onclick: () => show(false) }, "Hex"),
  ];
  show(part.text !== undefined && !/[\u0000-\u0008\u000e-\u001f]/.test(part.text));
  return el(
    "section",
    {},
    el("div", { class: "tools" }, el("h3", {}, `${format.words(name)}, ${format.bytes(part.size)}${cut}`), el("div", { class: "chips" }, buttons)),
    pre,
  );
}

async function look(id) {
  let letter;
  try {
    letter = await get("/api/dead-letter", { id });
  } catch (e) {
    toast(e.message, true);
    return;
  }
  const facts = [
    ["Reason", format.words(letter.reason)], ["What came", letter.detail], ["Given up by", letter.stage],
    ["From", `${letter.topic}, partition ${letter.partition}, offset ${letter.offset}`],
    ["Written", format.moment(letter.timestamp)], ["Sent again", letter.resentAt ? format.moment(letter.resentAt) : "no"],
  ];
  const again = letter.resentAt !== undefined;
  openDialog(
    "Dead letter " + letter.id,
    el(
      "div",
      {},
      el("dl", { class: "facts" }, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
      contents("key", letter.key),
      contents("value", letter.value),
      el("p", { class: "muted" }, `Sending again writes these bytes, unchanged, to ${letter.topic}. Do it once what was wrong is put right.`),
    ),
    {
      wide: true,
      actionLabel: again ? "Send once more" : "Send again",
      danger: again,
      action: async () => {
        await post("/api/dead-letters/resend", { id: letter.id, again });
        toast(`Sent again to ${letter.topic}`);
      },
    },
  );
}

function tableRow(letter) {
  return el(
    "tr",
    {},
    el("td", { class: "num nowrap" }, format.moment(letter.diedAt)),
    el("td", {}, el("span", { class: "strong" }, format.words(letter.reason)), letter.resentAt ? el("span", { class: "sub" }, "sent again") : null),
    el("td", { class: "detail" }, letter.detail),
    el("td", { class: "wide-only muted num" }, `${letter.topic} ${letter.partition}:${letter.offset}`),
    el("td", { class: "wide-only num" }, format.bytes(letter.bytes)),
    el("td", {}, el("button", { type: "button", "aria-label": `Look inside dead letter ${letter.id}`, onclick: () => look(letter.id) }, "Look")),
  );
}

export function deadLettersPage(main) {
  const body = el("tbody");
  const empty = el("p", { class: "empty" }, "No dead letters. Every record was worth its bytes.");
  const table = el(
    "table",
    { class: "letters" },
    el("caption", { class: "unseen" }, "Records that a stage gave up, the newest first"),
    el("thead", {}, el("tr", {}, ["When", "Reason", "What came and what was expected", "From", "Size", ""].map((label, i) =>
      el("th", { scope: "col", class: i === 3 || i === 4 ? "wide-only" : "" }, label || el("span", { class: "unseen" }, "Look inside"))))),
    body,
  );
  main.append(
    el("h1", {}, "Dead letters"),
    el("p", { class: "lead" }, "Records that a stage could not process. Nothing is lost: look inside, put right what was wrong, send them again."),
    el("div", { class: "card table-card" }, table, empty),
  );

  const rows = following(body, (letter) => letter.id, tableRow, (row, letter) => setText(row.firstChild, format.moment(letter.diedAt)));
  let seen = -1;
  let busy = false;

  async function draw() {
    if (busy || seen === store.revisions.deadLetters) {
      return;
    }
    busy = true;
    try {
      const revision = store.revisions.deadLetters;
      const { letters } = await get("/api/dead-letters");
      seen = revision;
      table.hidden = letters.length === 0;
      empty.hidden = letters.length > 0;
      rows.show(letters);
    } catch (e) {
      console.warn("dead letters could not be loaded", e);
    } finally {
      busy = false;
    }
  }

  draw();
  const offs = [on("change", draw), on("fleet", draw)];
  return () => {
    offs.forEach((off) => off());
    rows.stop();
  };
}
