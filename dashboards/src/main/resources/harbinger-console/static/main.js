import { get, isLoggedIn, post } from "/static/api.js";
import { el, setText, toast } from "/static/dom.js";
import * as format from "/static/format.js";
import { loginPage } from "/static/login.js";
import { alertsPage } from "/static/page-alerts.js";
import { deadLettersPage } from "/static/page-dead-letters.js";
import { enginePage } from "/static/page-engine.js";
import { fleetPage } from "/static/page-fleet.js";
import { modelsPage } from "/static/page-models.js";
import { pipelinePage } from "/static/page-pipeline.js";
import { on, store } from "/static/store.js";
import { startStream } from "/static/stream.js";
import { setUpTheme } from "/static/theme.js";

const PAGES = {
  fleet: { label: "Fleet", page: fleetPage },
  alerts: { label: "Alerts", page: alertsPage, badge: () => store.alerts.unacknowledged },
  "dead-letters": { label: "Dead letters", page: deadLettersPage, badge: () => store.deadLetters },
  pipeline: { label: "Pipeline", page: pipelinePage },
  models: { label: "Models", page: modelsPage },
};

const main = document.getElementById("main");
let leave = () => {};
let shown = null;

function buildNav() {
  const nav = document.getElementById("nav");
  for (const [key, { label, badge }] of Object.entries(PAGES)) {
    const count = el("span", { class: "badge", hidden: true });
    nav.append(el("a", { href: "#/" + key, "data-page": key }, label, badge ? count : null));
    if (badge) {
      const update = () => {
        count.hidden = badge() === 0;
        setText(count, format.count(badge()));
      };
      on("fleet", update);
      on("change", update);
    }
  }
}

function route() {
  const [, key = "", ...rest] = location.hash.split("/");
  const asset = key === "engine" ? safeDecode(rest.join("/")) : null;
  const page = asset ? () => enginePage(main, asset) : () => (PAGES[key] ?? PAGES.fleet).page(main);
  leave();
  main.replaceChildren();
  leave = page() ?? (() => {});
  const current = asset ? "fleet" : PAGES[key] ? key : "fleet";
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.dataset.page === current) {
      link.setAttribute("aria-current", asset ? "true" : "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  document.title = `${asset ?? (PAGES[key] ?? PAGES.fleet).label} · ${store.settings.title}`;
  if (shown !== null && shown !== location.hash) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  shown = location.hash;
}

function safeDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function showBanner() {
  const banner = document.getElementById("banner");
  const pulse = store.pulse;
  let text = "";
  if (!store.connected) {
    text = "Connection lost. What you see is from before; trying again …";
  } else if (pulse?.phase === "FAILING") {
    text = pulse.detail;
  } else if (pulse?.phase === "CATCHING_UP") {
    text = "Catching up: " + pulse.detail + " …";
  } else if (pulse?.hiddenAssets > 0) {
    text = `${format.count(pulse.hiddenAssets)} assets beyond the console's limit are not shown.`;
  }
  banner.hidden = text === "";
  banner.classList.toggle("bad", !store.connected || pulse?.phase === "FAILING");
  setText(banner, text);
  document.body.classList.toggle("stale", !store.connected);
}

function showPulse() {
  const pulse = store.pulse;
  const node = document.getElementById("pulse");
  node.classList.toggle("live", store.connected && pulse?.phase === "LIVE");
  const [first, second] = node.children;
  setText(first, pulse ? `${format.rate(pulse.readingsPerSecond)} readings/s` : "connecting …");
  setText(second, pulse ? `p99 ${format.millis(pulse.p99)}` : "");
  node.title = "Readings a second, and the time from a reading to its prediction that 99 of 100 keep";
  showBanner();
}

async function start() {
  setUpTheme(document.getElementById("theme"));
  if (!isLoggedIn) {
    loginPage(main);
    return;
  }
  try {
    store.settings = await get("/api/settings");
  } catch (e) {
    toast(e.message, true);
    setTimeout(start, 3000);
    return;
  }
  setText(document.getElementById("title"), store.settings.title);
  const logout = document.getElementById("logout");
  logout.hidden = !store.settings.login;
  logout.addEventListener("click", async () => {
    await post("/api/logout", {});
    location.reload();
  });
  buildNav();
  on("pulse", showPulse);
  on("connection", showPulse);
  addEventListener("hashchange", route);
  route();
  startStream();
}

start();
