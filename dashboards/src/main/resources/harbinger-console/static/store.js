import { get } from "/static/api.js";

const SPARK_POINTS = 48;
const RANK = { CRITICAL: 0, WARNING: 1, NO_DATA: 2, OK: 3 };

/** What the stream tells, and who wants to know. */
export const store = {
  rows: new Map(),
  alerts: { open: 0, critical: 0, unacknowledged: 0 },
  deadLetters: 0,
  revisions: { alerts: 0, maintenance: 0, deadLetters: 0 },
  pulse: null,
  skew: 0,
  connected: false,
  openAlerts: new Map(),
  settings: null,
};

const listeners = { fleet: new Set(), change: new Set(), pulse: new Set(), alerts: new Set(), connection: new Set() };

export function on(name, listener) {
  listeners[name].add(listener);
  return () => listeners[name].delete(listener);
}

function tell(name, what) {
  for (const listener of listeners[name]) {
    listener(what);
  }
}

/** The server's clock, so that a browser whose clock is wrong shows true ages. */
export const now = () => Date.now() + store.skew;

export const rank = (state) => RANK[state] ?? 3;

/** By code points: of a thousand assets hundreds have the same life, and a locale's order is slow. */
export const byName = (a, b) => (a.asset < b.asset ? -1 : a.asset > b.asset ? 1 : 0);

export function worstFirst(a, b) {
  return rank(a.state) - rank(b.state) || a.rul - b.rul || byName(a, b);
}

/** The greatest number that a row's drawing shows. */
function greatest(row) {
  return Math.max(row.rul, row.high ?? 0, ...row.spark.rul);
}

function extendSpark(row, old) {
  const spark = old.run === row.run ? old.spark : { stride: 1, rul: [] };
  row.spark = spark;
  if (old.run === row.run && row.cycle <= old.cycle) {
    return;
  }
  row.sparkSkipped = (old.run === row.run ? (old.sparkSkipped ?? 0) : spark.stride) + 1;
  const fields = ["rul", "low", "high"].filter((field) => Number.isFinite(row[field]));
  if (row.sparkSkipped < spark.stride && spark.rul.length > 0) {
    for (const field of fields) {
      if (spark[field]) {
        spark[field][spark[field].length - 1] = row[field];
      }
    }
    return;
  }
  row.sparkSkipped = 0;
  for (const field of fields) {
    (spark[field] ??= []).push(row[field]);
  }
  if (spark.rul.length > SPARK_POINTS) {
    spark.stride *= 2;
    for (const field of ["rul", "low", "high"]) {
      if (spark[field]) {
        const odd = (spark[field].length - 1) % 2;
        spark[field] = spark[field].filter((_, i) => i % 2 === odd);
      }
    }
  }
}

function takeCounts(message) {
  store.skew = message.now - Date.now();
  store.alerts = message.alerts;
  store.deadLetters = message.deadLetters;
  const alertsChanged = store.revisions.alerts !== message.revisions.alerts;
  store.revisions = message.revisions;
  if (alertsChanged) {
    loadAlerts();
  }
}

/** The fleet comes in parts, the first of which begins it anew. */
export function takeFleet(message) {
  if (message.from === 0) {
    store.rows = new Map();
    store.revisions = { alerts: -1, maintenance: -1, deadLetters: -1 };
  }
  for (const row of message.rows) {
    row.greatest = greatest(row);
    store.rows.set(row.asset, row);
  }
  takeCounts(message);
  tell("fleet");
}

export function takeChange(message) {
  for (const row of message.rows) {
    const old = store.rows.get(row.asset);
    if (old) {
      extendSpark(row, old);
    } else {
      row.spark = { stride: 1, rul: [row.rul], low: [row.low], high: [row.high] };
    }
    row.greatest = greatest(row);
    store.rows.set(row.asset, row);
  }
  takeCounts(message);
  tell("change", message.rows);
}

export function takePulse(message) {
  store.pulse = message;
  store.skew = message.now - Date.now();
  tell("pulse");
}

export function setConnected(connected) {
  if (store.connected !== connected) {
    store.connected = connected;
    tell("connection");
  }
}

let loading = false;
let again = false;

async function loadAlerts() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    store.alertList = (await get("/api/alerts")).alerts;
    store.openAlerts = new Map();
    for (const alert of store.alertList) {
      const known = store.openAlerts.get(alert.asset);
      if (alert.standing === "OPEN" && (!known || known.kind === "NO_DATA")) {
        store.openAlerts.set(alert.asset, alert);
      }
    }
    tell("alerts");
  } catch (e) {
    console.warn("alerts could not be loaded", e);
  } finally {
    // Not more than once a second, however fast alerts come.
    setTimeout(() => {
      loading = false;
      if (again) {
        again = false;
        loadAlerts();
      }
    }, 1000);
  }
}
