// The pipeline in figures: now, and how it came to that.
import { chart } from "./chart.js";
import { el, many } from "./dom.js";
import { lasted } from "./times.js";

const SECONDS = 900;
const REDRAW_SECONDS = 2;

export class Pipeline {
  #points = [];
  #drawn = 0;

  constructor(root) {
    this.root = root;
  }

  add(points) {
    const last = this.#points.at(-1)?.time ?? 0;
    this.#points.push(...points.filter((point) => point.time > last));
    const newest = this.#points.at(-1)?.time ?? 0;
    this.#points = this.#points.filter((point) => point.time > newest - SECONDS);
    if (newest - this.#drawn >= REDRAW_SECONDS / 2) this.#draw(newest);
  }

  #draw(newest) {
    this.#drawn = newest;
    const now = this.#points.at(-1);
    if (!now) return;
    this.root.replaceChildren(
      now.connected ? this.#presence(now) : el("p", { class: "alarm", role: "alert" }, "The server of the stream is away."),
      this.#figure("Events per minute", (point) => [point.rate], [now.rate.toLocaleString("en")]),
      this.#figure("Claim to stream", (point) => [point.median, point.slow], [lasted(now.median), `95 %: ${lasted(now.slow)}`]),
      this.#figure("Waiting", (point) => [waiting(point)], [waiting(now).toLocaleString("en"), `inbox ${now.inbox.toLocaleString("en")}`]),
      this.#figure("In flight", (point) => [point.flight], [(now.flight ?? 0).toLocaleString("en")]),
      queues(now), groups(now));
  }

  #presence(now) {
    const workers = many(now.workers, "worker", "workers");
    const watchers = many(now.watchers, "watcher", "watchers");
    const missing = now.workers === 0 || now.watchers === 0;
    return el("p", { class: missing ? "presence missing" : "presence" },
      `${watchers}, ${workers}, ${many(now.articles, "event", "events")} in the stream`);
  }

  #figure(name, values, [shown, more]) {
    const count = values(this.#points.at(-1)).length;
    const series = Array.from({ length: count }, (_, index) =>
      this.#points.map((point) => [point.time, values(point)[index] ?? null]));
    const label = `${name}: ${[shown, more].filter(Boolean).join(", ")}; the last 15 minutes`;
    return el("figure", {},
      el("figcaption", {}, el("span", {}, name), el("b", {}, shown), more ? el("small", { class: count > 1 ? "second" : null }, more) : null),
      chart(series, { seconds: SECONDS, label }));
  }
}

/** What has come and is not begun: files in the inbox and messages in the queues. */
function waiting(point) {
  return point.inbox + Object.values(point.queues ?? {}).reduce((sum, depth) => sum + depth, 0);
}

function queues(now) {
  const rows = Object.entries(now.queues ?? {});
  const most = Math.max(1, ...rows.map(([, depth]) => depth));
  return table("Batches queued", rows.map(([name, depth]) => [name, depth.toLocaleString("en"), depth / most]));
}

function groups(now) {
  const rows = now.groups ?? [];
  if (rows.length === 0) return el("p", { class: "aside" }, "No consumer groups read the stream.");
  const most = Math.max(1, ...rows.map((group) => group.lag ?? 0));
  return table("Lag of consumer groups", rows.map((group) => {
    const lag = group.lag === null ? "unknown" : group.lag.toLocaleString("en");
    const pending = group.pending ? `, ${group.pending.toLocaleString("en")} pending` : "";
    return [group.name, `${lag}${pending}`, (group.lag ?? 0) / most];
  }));
}

function table(caption, rows) {
  const body = rows.map(([name, value, share]) => {
    const meter = el("span", { class: "meter", "aria-hidden": "true" }, el("i"));
    meter.firstChild.style.width = `${Math.round(share * 100)}%`;
    return el("tr", {}, el("th", { scope: "row" }, el("bdi", {}, name)), el("td", { class: "bar-cell" }, meter), el("td", {}, value));
  });
  return el("table", { class: "meters" }, el("caption", {}, caption), el("tbody", {}, body));
}
