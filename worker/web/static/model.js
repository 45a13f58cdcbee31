// The wire as threads (stories) of lines (an article with its versions and copies). No DOM here.
//
// Entries may come in any order: live ones newest last, older pages newest first. What is known is
// always a stretch of the stream up to its end, so a withdrawal is known with whatever it withdraws.

/** An entry id as text that sorts as the stream does. */
function order(id) {
  const [milliseconds, sequence = "0"] = id.split("-");
  return `${milliseconds.padStart(16, "0")}-${sequence.padStart(10, "0")}`;
}

const later = (one, other) => (one.order > other.order ? one : other);

/** An article: the version that counts, those that it has replaced, and its copies. */
class Line {
  keys = new Set();
  versions = [];
  copies = [];
  thread = null;

  get withdrawal() {
    return this.versions.filter((each) => each.type === "withdrawn").reduce(
      (one, other) => (one ? later(one, other) : other), null);
  }

  /** The version to show; of a line that only copies are known of, the newest copy. */
  get head() {
    return this.withdrawal ?? this.versions.reduce(
      (one, other) => (one && newer(one, other) ? one : other), null) ?? this.copies.reduce(later);
  }

  /** When something was last new about it: a copy of what is known is nothing new. */
  get last() {
    return (this.versions.length ? this.versions : this.copies).reduce(later).order;
  }

  /** Copies that are folded under the head, oldest first. */
  get folded() {
    const head = this.head;
    return this.copies.filter((each) => each !== head).sort((a, b) => (a.order < b.order ? -1 : 1));
  }
}

function newer(one, other) {
  const late = (each) => (each.superseded_by ? 0 : 1);
  const difference = late(one) - late(other) || one.version - other.version;
  return difference ? difference > 0 : one.order > other.order;
}

/** The reports of one event. */
class Thread {
  constructor(key) {
    this.key = key;
    this.lines = new Set();
  }

  get last() {
    return [...this.lines].reduce((last, line) => (line.last > last ? line.last : last), "");
  }

  /** Its lines, the one with the newest head first. */
  get sorted() {
    const heads = [...this.lines].map((line) => [line.head.order, line]);
    return heads.sort((a, b) => (a[0] < b[0] ? 1 : -1)).map(([, line]) => line);
  }

  matches(wanted) {
    for (const line of this.lines) {
      if (wanted(line.head) || line.copies.some(wanted)) return true;
    }
    return false;
  }
}

export class Wire {
  threads = new Map();
  entries = new Map();
  #lines = new Map();
  #withdrawn = new Set();
  #copies = new Map();

  /** Take an entry in; returns the threads that have changed: one without lines has ended. */
  add(entry) {
    if (this.entries.has(entry.entry)) return new Set();
    entry.order = order(entry.entry);
    this.entries.set(entry.entry, entry);
    const changed = new Set();
    const line = this.#joined(keysOf(entry), changed);
    (entry.type === "duplicate" ? line.copies : line.versions).push(entry);
    this.#takeBack(entry, line, changed);
    this.#place(line, changed);
    return changed;
  }

  /**
   * Forget threads, the ones longest without news first, until this many entries are left.
   * Returns them, and the newest entry that was forgotten.
   */
  forget(most) {
    const gone = new Set();
    let newest = null;
    const ended = [...this.threads.values()].sort((a, b) => (a.last < b.last ? -1 : 1));
    for (const thread of ended) {
      if (this.entries.size <= most) break;
      gone.add(thread);
      this.threads.delete(thread.key);
      for (const line of thread.lines) {
        for (const key of line.keys) this.#lines.delete(key);
        for (const each of [...line.versions, ...line.copies]) {
          newest = newest ? later(newest, each) : each;
          this.#drop(each);
        }
      }
      thread.lines.clear();
    }
    return { gone, newest };
  }

  #drop(entry) {
    this.entries.delete(entry.entry);
    this.#copies.get(entry.uri)?.delete(entry);
  }

  /** The one line that all of these keys belong to. */
  #joined(keys, changed) {
    const found = [...new Set(keys.map((key) => this.#lines.get(key)).filter(Boolean))];
    const [line = new Line(), ...others] = found;
    for (const other of others) {
      line.versions.push(...other.versions);
      line.copies.push(...other.copies);
      for (const key of other.keys) this.#bind(key, line);
      this.#leave(other, changed);
    }
    for (const key of keys) this.#bind(key, line);
    return line;
  }

  #bind(key, line) {
    this.#lines.set(key, line);
    line.keys.add(key);
  }

  /** A withdrawal takes the texts of all versions and copies out of the page's memory. */
  #takeBack(entry, line, changed) {
    if (entry.type === "withdrawn") {
      this.#withdrawn.add(entry.uri);
      for (const copy of this.#copies.get(entry.uri) ?? []) {
        strip(copy);
        const other = this.#lines.get(copy.canonical_id);
        if (other?.thread) changed.add(other.thread);
      }
    }
    if (entry.type === "duplicate") {
      if (!this.#copies.has(entry.uri)) this.#copies.set(entry.uri, new Set());
      this.#copies.get(entry.uri).add(entry);
      if (this.#withdrawn.has(entry.uri)) strip(entry);
    }
    const kill = line.withdrawal;
    if (kill) [...line.versions, ...line.copies].filter((each) => each.type !== "withdrawn").forEach(strip);
  }

  #place(line, changed) {
    const [name] = line.keys;
    const key = line.head.story_id ?? name;
    if (line.thread?.key !== key) {
      this.#leave(line, changed);
      if (!this.threads.has(key)) this.threads.set(key, new Thread(key));
      line.thread = this.threads.get(key);
      line.thread.lines.add(line);
    }
    changed.add(line.thread);
  }

  #leave(line, changed) {
    if (!line.thread) return;
    line.thread.lines.delete(line);
    changed.add(line.thread);
    if (line.thread.lines.size === 0) this.threads.delete(line.thread.key);
    line.thread = null;
  }
}

/** Whatever names the line that an entry belongs to. */
function keysOf(entry) {
  if (entry.type === "duplicate") return [entry.canonical_id];
  return [entry.id, `uri:${entry.uri}`, entry.version_of, entry.superseded_by].filter(Boolean);
}

function strip(entry) {
  entry.stripped = true;
  delete entry.headline;
  delete entry.summary;
  delete entry.words;
}
