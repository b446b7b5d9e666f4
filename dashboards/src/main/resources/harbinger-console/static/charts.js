import uPlot from "/lib/uplot/dist/uPlot.esm.js";
import { colour } from "/static/theme.js";
import * as format from "/static/format.js";

const FONT = "12px system-ui, sans-serif";
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

const clock = (u, seconds) => seconds.map((second) => format.minute(1000 * second));

function axis(label, side, extra = {}) {
  return {
    stroke: colour("muted"),
    grid: { stroke: colour("line"), width: 1 },
    ticks: { stroke: colour("line"), width: 1, size: 4 },
    font: FONT,
    labelFont: FONT,
    label,
    labelSize: 20,
    side,
    ...extra,
  };
}

/** Horizontal dashed lines, with a word each. */
function thresholds(lines) {
  return (u) => {
    const { ctx } = u;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    for (const { at, label, tint } of lines) {
      const y = u.valToPos(at, "y", true);
      if (y < u.bbox.top || y > u.bbox.top + u.bbox.height) {
        continue;
      }
      ctx.strokeStyle = colour(tint);
      ctx.fillStyle = colour(tint);
      ctx.setLineDash([5 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(u.bbox.left, y);
      ctx.lineTo(u.bbox.left + u.bbox.width, y);
      ctx.stroke();
      ctx.fillText(label, u.bbox.left + 6 * ratio, y - 4 * ratio);
    }
    ctx.restore();
  };
}

/** Vertical lines where something happened, with a sign at their head. */
function marks(list) {
  return (u) => {
    const { ctx } = u;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    for (const { at, glyph, tint } of list()) {
      const x = u.valToPos(at, "x", true);
      if (x < u.bbox.left - 1 || x > u.bbox.left + u.bbox.width + 1) {
        continue;
      }
      ctx.strokeStyle = colour(tint);
      ctx.fillStyle = colour(tint);
      ctx.lineWidth = ratio;
      ctx.beginPath();
      ctx.moveTo(x, u.bbox.top + 2 * ratio);
      ctx.lineTo(x, u.bbox.top + u.bbox.height);
      ctx.stroke();
      ctx.fillText(glyph, x, u.bbox.top - 4 * ratio);
    }
    ctx.restore();
  };
}

/**
 * A line chart that follows its container's width.
 *
 * @param host the element it lives in
 * @param spec {height, xLabel, yLabel, yRange, yValues, series: [{label, tint, width}], band, lines, marks, time, data, onCursor}
 */
export function chart(host, spec) {
  const series = spec.series.map(({ label, tint, width = 2, dash }) => ({
    label,
    stroke: tint ? colour(tint) : "transparent",
    width,
    dash,
    points: { show: false },
    spanGaps: false,
  }));
  const plot = new uPlot(
    {
      width: Math.max(200, host.clientWidth),
      height: spec.height,
      padding: [18, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false } },
      scales: { x: { time: spec.time }, y: { range: spec.yRange } },
      axes: [axis(spec.xLabel, 2, { space: 60, size: 30, labelSize: 18, ...(spec.time ? { values: clock } : { incrs: WHOLE }) }), axis(spec.yLabel, 3, { size: 44, values: spec.yValues })],
      series: [{}, ...series],
      bands: spec.band ? [{ series: spec.band, fill: colour("band") }] : [],
      hooks: {
        draw: [thresholds(spec.lines ?? []), marks(spec.marks ?? (() => []))],
        setCursor: [(u) => spec.onCursor?.(u.cursor.idx)],
      },
    },
    spec.data,
    host,
  );
  const watcher = new ResizeObserver(() => plot.setSize({ width: Math.max(200, host.clientWidth), height: spec.height }));
  watcher.observe(host);
  return {
    setData: (data) => plot.setData(data),
    destroy: () => {
      watcher.disconnect();
      plot.destroy();
    },
  };
}

export const percents = (u, values) => values.map((value) => format.percent(value));
