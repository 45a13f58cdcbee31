// The list of threads. Only those near the window have content: the others are boxes of their height.
import { card } from "./card.js";
import { el } from "./dom.js";
import { ask } from "./server.js";

const MARGIN = "1500px 0px";

export class View {
  #elements = new Map();
  #near;
  #pending = new Map();
  #opened = new Map();

  /** `root` holds the threads, `news` is the button that tells of new ones. */
  constructor(root, news, wanted) {
    this.root = root;
    this.news = news;
    this.wanted = wanted;
    this.state = { texts: new Map(), unfolded: new Set() };
    this.#near = new IntersectionObserver((seen) => this.#onSeen(seen), { rootMargin: MARGIN });
    root.addEventListener("click", (event) => this.#onClick(event));
    news.addEventListener("click", () => this.release(true));
    addEventListener("scroll", () => this.#holds() || this.release(), { passive: true });
  }

  /** Show threads that have changed; what is live goes to the top, unless somebody is reading. */
  show(threads, live) {
    const order = live ? 1 : -1;
    for (const thread of [...threads].sort((a, b) => (a.last < b.last ? -order : order))) {
      const element = this.#elements.get(thread.key);
      if (thread.lines.size === 0) {
        this.#remove(thread.key);
      } else if (!live) {
        this.#place(element ?? this.#made(thread));
      } else {
        if (element) this.#dress(element);
        if (element?.last !== thread.last) {
          this.#pending.delete(thread.key);
          this.#pending.set(thread.key, thread);
        }
      }
    }
    this.#announce();
    if (!this.#holds()) this.release();
  }

  /** Put an element where its time is, looking from the end: that is where older ones belong. */
  #place(element) {
    element.last = element.thread.last;
    let next = null;
    for (let each = this.root.lastElementChild; each; each = each.previousElementSibling) {
      if (each === element) continue;
      if (each.last > element.last) break;
      next = each;
    }
    this.root.insertBefore(element, next);
    this.#dress(element);
  }

  /** Put to the top what has waited for that, and go there if asked to. */
  release(go = false) {
    if (go) this.#closeTexts();
    for (const thread of this.#pending.values()) {
      if (thread.lines.size) this.#raise(this.#elements.get(thread.key) ?? this.#made(thread));
    }
    this.#pending.clear();
    this.#announce();
    if (go) scrollTo({ top: 0 });
  }

  #raise(element) {
    element.last = element.thread.last;
    this.#dress(element, true);
    if (this.root.firstElementChild === element) return;
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    this.root.prepend(element);
    focused?.focus({ preventScroll: true });
  }

  /** Whether no thread can be seen. */
  get empty() {
    return this.root.querySelector(".thread:not([hidden])") === null;
  }

  /** Look again which threads are wanted. */
  filter() {
    for (const element of this.#elements.values()) this.#dress(element);
    this.#announce();
  }

  /** Close what is open. */
  close() {
    this.#closeTexts();
    if (!this.#holds()) this.release();
  }

  #closeTexts() {
    const open = [...this.state.texts.keys()];
    this.state.texts.clear();
    for (const entry of open) this.#refill(entry);
  }

  /** The headline that is so many further than the one in focus, for the keyboard. */
  step(by) {
    const all = [...this.root.querySelectorAll(".thread:not([hidden])")];
    if (all.length === 0) return;
    const current = document.activeElement?.closest?.(".headline");
    const thread = current?.closest(".thread");
    let index = thread ? all.indexOf(thread) : all.findIndex((each) => each.getBoundingClientRect().bottom > 80);
    let within = thread ? headlines(thread).indexOf(current) + by : 0;
    while (all[index] && (within < 0 || within >= headlines(this.#fill(all[index])).length)) {
      index += by;
      if (!all[index]) return;
      within = by > 0 ? 0 : headlines(this.#fill(all[index])).length - 1;
    }
    const next = headlines(all[index])[within];
    next.focus({ preventScroll: true });
    next.closest(".row").scrollIntoView({ block: "nearest" });
  }

  #holds() {
    return scrollY > 40 || this.state.texts.size > 0;
  }

  #announce() {
    const waiting = [...this.#pending.values()].filter((each) => each.lines.size && this.wanted(each)).length;
    this.news.hidden = waiting === 0;
    this.news.textContent = waiting === 1 ? "1 story is new" : `${waiting} stories are new`;
    document.title = waiting ? `(${waiting}) Wiredesk` : "Wiredesk";
  }

  #made(thread) {
    const element = el("article", { class: "thread", "data-thread": thread.key });
    element.thread = thread;
    this.#elements.set(thread.key, element);
    this.#near.observe(element);
    element.hidden = !this.wanted(thread);
    return element;
  }

  #remove(key) {
    const element = this.#elements.get(key);
    if (!element) return;
    for (const [entry, thread] of this.#opened) {
      if (thread === key) this.state.texts.delete(entry);
    }
    this.#near.unobserve(element);
    this.#elements.delete(key);
    element.remove();
  }

  #onSeen(seen) {
    for (const { target, isIntersecting, boundingClientRect } of seen) {
      if (isIntersecting) this.#fill(target);
      else if (target.childElementCount && !target.contains(document.activeElement)) {
        target.style.height = `${boundingClientRect.height}px`;
        target.replaceChildren();
      }
    }
  }

  #fill(element) {
    if (element.childElementCount === 0) this.#dress(element, true);
    return element;
  }

  /** Make an element's content anew, if it has some; what was in focus stays there. */
  #dress(element, fill = element.childElementCount > 0) {
    element.hidden = !this.wanted(element.thread);
    if (!fill) return;
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    this.#forgetTexts(element.thread);
    element.replaceChildren(...card(element.thread, this.state).filter(Boolean));
    element.style.height = "";
    if (focused) this.#refocus(element, focused);
  }

  #refocus(element, was) {
    const same = [...element.querySelectorAll("button")].find((each) =>
      (was.dataset.entry && each.dataset.entry === was.dataset.entry) ||
      (was.dataset.unfold && each.dataset.unfold === was.dataset.unfold));
    (same ?? element.querySelector(".headline"))?.focus({ preventScroll: true });
  }

  /** The text of a version that is not shown any more is not kept either. */
  #forgetTexts(thread) {
    const shown = new Set([...thread.lines].map((line) => line.head.entry));
    for (const line of thread.lines) {
      for (const each of [...line.versions, ...line.copies]) {
        if (!shown.has(each.entry)) this.state.texts.delete(each.entry);
      }
    }
  }

  #refill(entry) {
    const button = this.root.querySelector(`[data-entry="${entry}"]`);
    if (button) this.#dress(button.closest(".thread"));
  }

  #onClick(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const element = button.closest(".thread");
    const { entry, unfold } = button.dataset;
    if (unfold) {
      if (!this.state.unfolded.delete(unfold)) this.state.unfolded.add(unfold);
      this.#dress(element);
    } else if (entry) {
      this.#toggle(entry, element);
    }
  }

  async #toggle(entry, element) {
    if (this.state.texts.delete(entry)) {
      this.#dress(element);
      if (!this.#holds()) this.release();
      return;
    }
    this.state.texts.set(entry, "loading");
    this.#opened.set(entry, element.dataset.thread);
    const text = await ask(`/entries/${entry}`).catch((error) => error);
    // It may have been closed, replaced or withdrawn in the meantime.
    if (this.state.texts.get(entry) !== "loading") return;
    this.state.texts.set(entry, text);
    this.#dress(element, true);
  }
}

function headlines(thread) {
  return [...thread.querySelectorAll(".headline")];
}
