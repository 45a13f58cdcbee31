// Puts the page together.
import { Failures } from "./failures.js";
import { Filters } from "./filters.js";
import { listen } from "./keys.js";
import { Wire } from "./model.js";
import { Pipeline } from "./pipeline.js";
import { act, ask, Connection } from "./server.js";
import { View } from "./view.js";

const FIRST = 500;
const PAGE = 250;
const MOST_LIVE = 6000;
const KEPT = 5000;
const MOST = 20_000;
const BATCH_MILLISECONDS = 120;
const AGAIN_SECONDS = 3;

const $ = (id) => document.getElementById(id);
const filters = new Filters($("filters"), () => {
  view.filter();
  $("end").textContent = ending();
  look();
});
const view = new View($("feed"), $("news"), (thread) => !filters.active || thread.matches((entry) => filters.wants(entry)));
const failures = new Failures($("failed"), $("said"));
const pipeline = new Pipeline($("figures"));
const wire = new Wire();
let oldest = null;
let loading = false;
let waiting = [];

function take(entries, live) {
  const changed = new Set();
  for (const entry of entries) {
    filters.learn(entry);
    for (const thread of wire.add(entry)) changed.add(thread);
  }
  view.show(changed, live);
}

/** Older entries are put under the others. */
async function older(count) {
  loading = true;
  $("feed").setAttribute("aria-busy", "true");
  try {
    const before = oldest ? `&before=${oldest}` : "";
    const page = await ask(`/entries?count=${count}${before}`);
    oldest = page.oldest;
    take(page.entries, false);
    $("end").textContent = ending();
    return page.entries[0]?.entry;
  } finally {
    loading = false;
    $("feed").setAttribute("aria-busy", "false");
  }
}

function ending() {
  if (wire.entries.size === 0) return "Nothing has come yet. Drop a file into the inbox.";
  if (view.empty && oldest === null) return "Nothing like that has come.";
  if (oldest === null) return "This is where the stream begins.";
  if (wire.entries.size >= MOST) return "The page holds no more: `wiredesk tail` shows the rest.";
  return "loading older ones";
}

/** While the end of the list can be seen, more is loaded. */
const end = new IntersectionObserver((seen) => {
  end.visible = seen.at(-1).isIntersecting;
  look();
}, { rootMargin: "1200px 0px" });

async function look() {
  while (end.visible && !loading && oldest !== null && wire.entries.size < MOST) {
    try {
      await older(PAGE);
    } catch (error) {
      $("end").textContent = error.message;
      setTimeout(look, AGAIN_SECONDS * 1000);
      return;
    }
    await new Promise(requestAnimationFrame);
  }
}

/** Live entries are taken in together, a few times a second at the most. */
function arrived(entry) {
  if (waiting.push(entry) > 1) return;
  setTimeout(() => {
    const entries = waiting;
    waiting = [];
    take(entries, true);
    if (wire.entries.size > MOST_LIVE && scrollY === 0) forget();
    if (oldest === null || wire.entries.size >= MOST) $("end").textContent = ending();
  }, BATCH_MILLISECONDS);
}

/** A page that is open for days keeps what is new; older entries can be loaded again. */
function forget() {
  const { gone, newest } = wire.forget(KEPT);
  if (newest === null) return;
  // What was forgotten comes again with the page before the entry after the newest of it.
  const [milliseconds, sequence] = newest.entry.split("-");
  oldest = `${milliseconds}-${Number(sequence) + 1}`;
  view.show(gone, false);
}

async function begin() {
  try {
    const newest = await older(FIRST);
    ask("/figures").then((points) => pipeline.add(points), () => null);
    failures.refresh();
    return new Connection(newest ?? "0-0", {
      article: arrived,
      figures: (point) => {
        pipeline.add([point]);
        failures.refresh(point.failed);
        state(point.connected ? "live" : "server away");
      },
      reset: () => location.reload(),
      state,
    });
  } catch (error) {
    state("away");
    $("end").textContent = error.message;
    return setTimeout(begin, 2000);
  }
}

function state(name) {
  const words = { live: "live", away: "reconnecting" };
  $("state").dataset.state = name;
  const said = words[name] ?? name;
  if ($("state").textContent !== said) $("state").textContent = said;
}

function onTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("wiredesk-theme", next);
}

for (const button of document.querySelectorAll(".views button")) {
  button.addEventListener("click", () => {
    document.body.dataset.view = button.dataset.view;
    for (const each of document.querySelectorAll(".views button")) each.removeAttribute("aria-current");
    button.setAttribute("aria-current", "page");
    scrollTo({ top: 0 });
  });
}
$("theme").addEventListener("click", onTheme);
$("help").addEventListener("click", () => $("keys").showModal());
$("leave").addEventListener("click", () => act("/logout").then(() => location.replace("/login")));
ask("/session").then(({ token }) => { $("leave").hidden = !token; }, () => null);
listen({ view, search: $("search"), help: $("keys") });
end.observe($("end"));
begin();
