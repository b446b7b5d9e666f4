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

/**
 * Remaining life with its interval: bounded by zero below, so that two can be compared. A drawing
 * of a size, to be shown again and again: its parts stay, only their places change.
 */
export function rulSpark(width, height) {
  const band = svg("path", { class: "band" });
  const line = svg("path", { class: "line" });
  const end = svg("circle", { class: "end", r: 2 });
  const node = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" }, band, line, end);
  function show(spark, top, state) {
    const n = spark.rul.length;
    const x = (i) => (n < 2 ? width : (i / (n - 1)) * (width - 3) + 1);
    const y = (value) => height - 1.5 - (Math.min(value, top) / top) * (height - 3);
    node.setAttribute("class", `spark ${state}`);
    if (spark.low && spark.high && spark.low.length === n && spark.low.every(Number.isFinite)) {
      const lower = spark.low.map((_, i) => `L${x(n - 1 - i).toFixed(1)} ${y(spark.low[n - 1 - i]).toFixed(1)}`).join("");
      band.setAttribute("d", `${path(spark.high, x, y)}${lower}Z`);
    } else {
      band.removeAttribute("d");
    }
    line.setAttribute("d", path(spark.rul, x, y));
    end.setAttribute("visibility", n > 0 ? "visible" : "hidden");
    if (n > 0) {
      end.setAttribute("cx", x(n - 1).toFixed(1));
      end.setAttribute("cy", y(spark.rul[n - 1]).toFixed(1));
    }
  }
  return { node, show };
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
