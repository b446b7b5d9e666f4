// By hand, not by Intl: to make its first object a browser looks through all languages that it knows,
// which keeps a page that is being opened for 40 ms and more.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

export const NONE = "–";

const known = (value) => value !== undefined && value !== null && Number.isFinite(value);

/** Digits in groups of three, before the point. */
function grouped(number) {
  const [whole, ...fraction] = number.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}

const whole = (value) => grouped(value.toFixed(0));
const tenths = (value) => grouped(value.toFixed(1));
const significant = (value, digits) => grouped(String(Number(value.toPrecision(digits))));

const two = (number) => String(number).padStart(2, "0");

export function minute(at) {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

const second = (at) => `${minute(at)}:${two(new Date(at).getSeconds())}`;

function day(at) {
  const date = new Date(at);
  return `${date.getDate()} ${MONTHS[date.getMonth()]}, ${minute(at)}`;
}

export const count = (value) => (known(value) ? whole(value) : NONE);
export const rate = (value) => (known(value) ? (value < 10 ? tenths : whole)(value) : NONE);
export const cycles = (value) => (known(value) ? tenths(value) : NONE);
export const sensor = (value) => (known(value) ? significant(value, Math.abs(value) < 1 ? 3 : 6) : NONE);

/** Any number, to so many significant digits. */
export const number = (value, digits) => (known(value) ? significant(value, digits) : NONE);

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
  return whole(100 * value) + " %";
}

export function interval(low, high) {
  return known(low) && known(high) ? `${whole(low)}–${whole(high)}` : "";
}

export function millis(value) {
  if (!known(value)) {
    return NONE;
  }
  return value < 10_000 ? whole(value) + " ms" : tenths(value / 1000) + " s";
}

export function moment(at) {
  return known(at) ? (Math.abs(Date.now() - at) < 12 * 3600_000 ? second : day)(at) : NONE;
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
  return size < 1024 ? size + " B" : tenths(size / 1024) + " KiB";
}

/** NO_DATA becomes "No data". */
export function words(name) {
  const text = String(name).toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
