const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const significant = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });
const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const NONE = "–";

const known = (value) => value !== undefined && value !== null && Number.isFinite(value);

const minuteClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export const minute = (at) => minuteClock.format(new Date(at));

export const count = (value) => (known(value) ? whole.format(value) : NONE);
export const rate = (value) => (known(value) ? (value < 10 ? tenths : whole).format(value) : NONE);
export const cycles = (value) => (known(value) ? tenths.format(value) : NONE);
export const sensor = (value) => (known(value) ? (Math.abs(value) < 1 ? small : significant).format(value) : NONE);

/** A probability; never 0 % or 100 % for what is neither. */
export function percent(value) {
  if (!known(value)) {
    return NONE;
  }
  if (value > 0 && value < 0.01) {
    return "< 1 %";
  }
  if (value < 1 && value > 0.99) {
    return "> 99 %";
  }
  return whole.format(100 * value) + " %";
}

export function interval(low, high) {
  return known(low) && known(high) ? `${whole.format(low)}–${whole.format(high)}` : "";
}

export function millis(value) {
  if (!known(value)) {
    return NONE;
  }
  return value < 10_000 ? whole.format(value) + " ms" : tenths.format(value / 1000) + " s";
}

export function moment(at) {
  return known(at) ? (Math.abs(Date.now() - at) < 12 * 3600_000 ? clock : day).format(new Date(at)) : NONE;
}

export function ago(at, now) {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) {
    return seconds + " s ago";
  }
  if (seconds < 3600) {
    return Math.floor(seconds / 60) + " min ago";
  }
  return seconds < 48 * 3600 ? Math.floor(seconds / 3600) + " h ago" : Math.floor(seconds / 86400) + " days ago";
}

export function bytes(size) {
  return size < 1024 ? size + " B" : tenths.format(size / 1024) + " KiB";
}

/** NO_DATA becomes "No data". */
export function words(name) {
  const text = String(name).toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
