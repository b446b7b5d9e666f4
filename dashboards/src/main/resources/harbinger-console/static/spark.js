import { svg } from "/static/dom.js";

/** Points as a path, broken where a value is missing. */
function path(values, x, y) {
  let d = "";
  let pen = false;
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) {
      pen = false;
      return;
    }
    d += `${pen ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = true;
  });
  return d;
}

/** Remaining life with its interval: bounded by zero below, so that two can be compared. */
export function rulSpark(spark, width, height, top, state) {
  const n = spark.rul.length;
  const x = (i) => (n < 2 ? width : (i / (n - 1)) * (width - 3) + 1);
  const y = (value) => height - 1.5 - (Math.min(value, top) / top) * (height - 3);
  const node = svg("svg", {
    class: `spark ${state}`, viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true",
  });
  if (spark.low && spark.high && spark.low.length === n && spark.low.every(Number.isFinite)) {
    const upper = path(spark.high, x, y);
    const lower = spark.low.map((value, i) => `L${x(n - 1 - i).toFixed(1)} ${y(spark.low[n - 1 - i]).toFixed(1)}`).join("");
    node.append(svg("path", { class: "band", d: upper + lower + "Z" }));
  }
  node.append(svg("path", { class: "line", d: path(spark.rul, x, y) }));
  if (n > 0) {
    node.append(svg("circle", { class: "end", cx: x(n - 1), cy: y(spark.rul[n - 1]), r: 2 }));
  }
  return node;
}

/** Any series between its own least and greatest value. */
export function lineSpark(values, width, height, fromZero = false) {
  const finite = values.filter(Number.isFinite);
  const least = fromZero ? 0 : Math.min(...finite);
  const most = Math.max(...finite, fromZero ? 1 : -Infinity);
  const span = most - least;
  const x = (i) => (i / Math.max(1, values.length - 1)) * width;
  const y = (value) => (span > 0 ? height - 2 - ((value - least) / span) * (height - 4) : height / 2);
  return svg(
    "svg",
    { class: "spark plain", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("path", { class: "line", d: path(values, x, y) }),
  );
}
