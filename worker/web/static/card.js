// How a thread looks: its newest line in full, the others in a line each.
import { el, many } from "./dom.js";
import { reading } from "./reading.js";
import { day, exact, isToday, when } from "./times.js";

const MEMBERS = 4;
const BADGES = { published: "new", updated: "update", duplicate: "copy", withdrawn: "withdrawn" };

/**
 * The content of a thread.
 *
 * `state` says what is open: `texts` (entry -> its text, "loading" or an error) and `unfolded`.
 */
export function card(thread, state) {
  const [lead, ...others] = thread.sorted;
  const all = state.unfolded.has(thread.key) || others.length <= MEMBERS;
  const shown = all ? others : others.slice(0, MEMBERS - 1);
  return [
    row(lead, state, true),
    others.length
      ? el("ol", { class: "members", "aria-label": "More reports of this story" },
        shown.map((line) => el("li", {}, row(line, state, false))),
        all ? null : el("li", {}, unfold(thread.key, many(others.length - shown.length, "more report", "more reports"))))
      : null,
  ];
}

function row(line, state, lead) {
  const entry = line.head;
  const open = state.texts.has(entry.entry);
  const id = `text-${entry.entry}`;
  const name = lead ? "h3" : "h4";
  const title = el("button", {
    type: "button", class: "headline", "data-entry": entry.entry, "aria-expanded": String(open),
    "aria-controls": open ? id : null, dir: "auto", lang: entry.language,
  }, headline(entry));
  return el("div", { class: `row ${lead ? "lead" : "member"} ${entry.type}`, "data-id": entry.id },
    el("time", { datetime: entry.time, title: exact(entry.time) }, when(entry.time)),
    el("div", { class: "what" },
      el(name, {}, title),
      facts(entry, line),
      lead && !open && entry.summary
        ? el("p", { class: "summary", dir: "auto", lang: entry.language }, entry.summary) : null,
      open ? opened(entry, state.texts.get(entry.entry), id) : null,
      folded(line, state)));
}

function headline(entry) {
  if (entry.stripped) return "Withdrawn report";
  return entry.headline || entry.summary || "(no headline)";
}

function opened(entry, text, id) {
  if (text === "loading") return el("p", { class: "reading", id }, "loading…");
  if (text instanceof Error) return el("p", { class: "reading", id, role: "alert" }, text.message);
  return reading(entry, text, id);
}

/** Badge, place, source, language and day; what the source holds back says so. */
function facts(entry, line) {
  const said = [entry.located, entry.source, entry.language, dated(entry)].filter(Boolean);
  return el("p", { class: "facts" }, badge(entry), holds(entry),
    said.flatMap((each) => [el("bdi", {}, each), el("span", { class: "dot", "aria-hidden": "true" }, "·")]).slice(0, -1),
    line.withdrawal && line.versions.length > 1
      ? el("span", { class: "aside" }, many(line.versions.length - 1, "earlier version removed", "earlier versions removed"))
      : null);
}

function badge(entry) {
  let word = BADGES[entry.type] ?? entry.type;
  if (entry.type === "published" && entry.kind === "related") word = "related";
  if (entry.type === "updated") word = entry.superseded_by ? `superseded ${entry.version}` : `update ${entry.version}`;
  return el("span", { class: `badge ${entry.superseded_by ? "superseded" : BADGES[entry.type] ?? ""}` }, word);
}

function holds(entry) {
  const badges = [];
  if (entry.pubstatus === "withheld") badges.push("withheld");
  if (entry.embargoed && new Date(entry.embargoed) > new Date()) {
    badges.push(`embargo until ${when(entry.embargoed)}`);
  }
  return badges.map((each) => el("span", { class: "badge held" }, each));
}

function dated(entry) {
  if (!entry.firstcreated || isToday(entry.firstcreated)) return null;
  return day(entry.firstcreated);
}

/** The copies of a line, folded under it. */
function folded(line, state) {
  const copies = line.folded;
  if (copies.length === 0) return null;
  const key = `copies:${line.head.id}`;
  const open = state.unfolded.has(key);
  const button = el("button", {
    type: "button", class: "fold", "data-unfold": key, "aria-expanded": String(open),
  }, many(copies.length, "copy", "copies"));
  return el("div", { class: "copies" }, button, open ? el("ul", {}, copies.map(copied)) : null);
}

function copied(entry) {
  const words = entry.stripped ? "copy of a withdrawn report" : entry.headline || "(no headline)";
  return el("li", {},
    el("time", { datetime: entry.time, title: exact(entry.time) }, when(entry.time)),
    el("span", { dir: "auto", lang: entry.language }, words),
    el("span", { class: "aside" }, [entry.source, entry.document].filter(Boolean).join(" · ")));
}

function unfold(key, words) {
  return el("button", { type: "button", class: "fold", "data-unfold": key, "aria-expanded": "false" }, words);
}
