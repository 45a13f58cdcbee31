// Questions to the server of the page, and actions.

/** The answer to a question as JSON. */
export async function ask(path) {
  return answered(await fetch(path, { headers: { accept: "application/json" } }));
}

/** An action; the header says that this page takes it and no other. */
export async function act(path, fields = {}) {
  const headers = { "content-type": "application/json", "x-wiredesk": "1" };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(fields) }));
}

async function answered(response) {
  if (response.status === 401) location.replace("/login");
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `the server answered ${response.status}`);
  return answer;
}

const SILENCE_SECONDS = 15;
const HIDDEN_SECONDS = 20;
const AGAIN_SECONDS = 1.5;

/**
 * The events as they come. A connection that is lost, or silent, is made again after the entry
 * that came last, so nothing is missed. A page that nobody looks at gives its connection up: a
 * browser has few of them for all its tabs.
 */
export class Connection {
  constructor(after, listeners) {
    this.after = after;
    this.listeners = listeners;
    this.source = null;
    this.timers = {};
    document.addEventListener("visibilitychange", () => this.#onVisibility());
    this.open();
  }

  open() {
    this.close();
    const source = new EventSource(`/events?after=${encodeURIComponent(this.after)}`);
    this.source = source;
    source.addEventListener("open", () => this.#heard("live"));
    source.addEventListener("article", (event) => {
      this.after = event.lastEventId;
      this.#heard();
      this.listeners.article(JSON.parse(event.data));
    });
    source.addEventListener("figures", (event) => {
      this.#heard();
      this.listeners.figures(JSON.parse(event.data));
    });
    source.addEventListener("reset", () => {
      this.close();
      this.listeners.reset();
    });
    source.addEventListener("error", () => {
      this.listeners.state("away");
      if (source.readyState === EventSource.CLOSED) this.#again();
    });
    this.#heard();
  }

  close() {
    this.source?.close();
    this.source = null;
    for (const timer of Object.values(this.timers)) clearTimeout(timer);
  }

  #heard(state) {
    if (state) this.listeners.state(state);
    clearTimeout(this.timers.silence);
    this.timers.silence = setTimeout(() => {
      this.listeners.state("away");
      this.open();
    }, SILENCE_SECONDS * 1000);
  }

  #again() {
    clearTimeout(this.timers.again);
    this.timers.again = setTimeout(() => {
      // An answer other than events ends an EventSource for good; this finds out whether we may.
      ask("/figures").then(() => this.open(), () => this.#again());
    }, AGAIN_SECONDS * 1000);
  }

  #onVisibility() {
    clearTimeout(this.timers.hidden);
    if (document.hidden) {
      this.timers.hidden = setTimeout(() => this.close(), HIDDEN_SECONDS * 1000);
    } else if (this.source === null) {
      this.open();
    }
  }
}
