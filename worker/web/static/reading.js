// The text of an article, with the sentences of its summary marked where they stand.
import { el, link } from "./dom.js";
import { exact, lasted } from "./times.js";

/**
 * The text, opened. Offsets count code points, a JavaScript string UTF-16 units: the text is taken
 * apart into code points first.
 */
export function reading(entry, text, id) {
  const points = Array.from(text.body_text ?? "");
  const marks = [
    ...(text.sentences ?? []).map((each) => ({ ...each, kind: "summary" })),
    ...(text.changes ?? []).map((each) => ({ ...each, kind: "change" })),
  ];
  return el("div", { class: "reading", id, role: "region", "aria-label": "Article text" },
    text.ednote && el("p", { class: "note", dir: "auto" }, text.ednote),
    text.byline && el("p", { class: "byline", dir: "auto" }, text.byline),
    el("div", { class: "text", lang: entry.language, dir: "auto" }, paragraphs(points, marks)),
    legend(text),
    about(entry, text));
}

/** Paragraphs, each in pieces that begin and end where a mark does. */
function paragraphs(points, marks) {
  const made = [];
  let start = 0;
  for (let end = 0; end <= points.length; end += 1) {
    if (end < points.length && points[end] !== "\n") continue;
    if (end > start) made.push(el("p", { dir: "auto" }, pieces(points, start, end, marks)));
    start = end + 1;
  }
  return made;
}

function pieces(points, start, end, marks) {
  const within = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of within) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index];
    const kinds = within.filter((mark) => mark.start <= from && mark.end >= to).map((mark) => mark.kind);
    return marked(points.slice(from, to).join(""), kinds);
  });
}

function marked(words, kinds) {
  const inner = kinds.includes("summary") ? el("mark", {}, words) : words;
  return kinds.includes("change") ? el("ins", {}, inner) : inner;
}

function legend(text) {
  const shown = [];
  if (text.sentences?.length) shown.push(el("mark", {}, "in the summary"));
  if (text.changes?.length) shown.push(el("ins", {}, "not in the version before"));
  return shown.length ? el("p", { class: "legend" }, shown) : null;
}

/** What is known of the article besides its text. */
function about(entry, text) {
  const scores = Object.entries(text.scores ?? {}).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  const came = [
    `published ${exact(entry.time)}`,
    entry.seconds === undefined ? null : `${lasted(entry.seconds)} after its claim`,
    entry.waited === undefined ? null : `claimed ${lasted(entry.waited)} after it was written`,
  ];
  const document = text.member ? `${entry.document} [${text.member}]` : entry.document;
  const rows = [
    ["Verdict", [text.reason, ...scores].filter(Boolean).join(" · ")],
    ["Came", came.filter(Boolean).join(" · ")],
    ["Document", `${document}, read as ${text.reader}`],
    ["Names", (text.names ?? []).join(", ")],
    ["Keywords", (text.keywords ?? []).join(", ")],
    ["Guessed", Object.entries(text.guessed ?? {}).map(([name, how]) => `${name}: ${how}`).join(" · ")],
    ["Warnings", (text.warnings ?? []).join(" · ")],
    ["Terms", [text.copyrightholder, text.usageterms].filter(Boolean).join(" · ")],
  ].filter(([, value]) => value);
  return el("dl", { class: "about" },
    rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)]),
    text.url ? [el("dt", {}, "Link"), el("dd", {}, link(text.url, text.url))] : []);
}
