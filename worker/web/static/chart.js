// Small charts of the last quarter of an hour.
import { svg } from "./dom.js";

const WIDTH = 280;
const HEIGHT = 44;

/**
 * A chart of one or more series of [time, value or null]. The first is drawn as an area.
 * A pause of more than `gap` seconds is not bridged.
 */
export function chart(series, { seconds, label, gap = 30 }) {
  const end = Math.max(...series.flat().map(([time]) => time), 0);
  const top = Math.max(...series.flat().map(([, value]) => value ?? 0), 1e-9);
  const place = ([time, value]) => [
    WIDTH - ((end - time) / seconds) * WIDTH,
    HEIGHT - 1 - (value / top) * (HEIGHT - 4),
  ];
  const drawn = series.flatMap((points, index) =>
    stretches(points, gap).flatMap((stretch) => lines(stretch.map(place), index)));
  return svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "chart", role: "img", "aria-label": label,
  }, svg("path", { d: `M0 ${HEIGHT - 0.5}H${WIDTH}`, class: "base" }), ...drawn);
}

function lines(points, index) {
  const path = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
  const line = svg("path", { d: `M${path}`, class: `line line-${index}` });
  if (index > 0) return [line];
  const [first, last] = [points[0][0].toFixed(1), points.at(-1)[0].toFixed(1)];
  return [svg("path", { d: `M${first} ${HEIGHT}L${path}L${last} ${HEIGHT}Z`, class: "area" }), line];
}

/** Points without the ones that have no value, cut where one is missing for long. */
function stretches(points, gap) {
  const found = [];
  let last = null;
  for (const point of points) {
    if (point[1] === null || point[1] === undefined) continue;
    if (last === null || point[0] - last > gap) found.push([]);
    found.at(-1).push(point);
    last = point[0];
  }
  return found.filter((stretch) => stretch.length > 1);
}
