// What has failed, why, and trying it again.
import { el } from "./dom.js";
import { act, ask } from "./server.js";
import { exact, when } from "./times.js";

export class Failures {
  #mark = null;
  #asking = false;

  constructor(list, said) {
    this.list = list;
    this.said = said;
  }

  /** Look again if something has changed since: `mark` is what the server says of the folder. */
  async refresh(mark = null) {
    if (this.#asking || (mark !== null && mark === this.#mark)) return;
    this.#asking = true;
    try {
      this.#show(await ask("/failures"));
    } catch (error) {
      this.said.textContent = error.message;
    } finally {
      this.#asking = false;
    }
  }

  #show({ mark, count, failures }) {
    this.#mark = mark;
    for (const each of document.querySelectorAll("[data-count=failed]")) each.textContent = count || "";
    const rest = count - failures.length;
    this.list.replaceChildren(...failures.map((each) => this.#item(each)));
    if (rest > 0) this.list.append(el("li", { class: "aside" }, `and ${rest.toLocaleString("en")} more: wiredesk failed list`));
    if (count === 0) this.list.append(el("li", { class: "aside" }, "Nothing has failed."));
  }

  #item(failure) {
    const retry = el("button", { type: "button", class: "retry", "aria-label": `Retry ${failure.path}` }, "Retry");
    retry.addEventListener("click", () => this.#retry(failure.path, retry));
    return el("li", { "data-path": failure.path },
      el("div", { class: "path" }, el("bdi", {}, failure.path), retry),
      el("p", { class: "why" },
        el("span", { class: "badge reason" }, failure.reason.replaceAll("_", " ")), " ",
        el("time", { datetime: failure.time, title: exact(failure.time) }, when(failure.time))),
      el("p", { dir: "auto" }, failure.message),
      failure.advice ? el("p", { class: "aside" }, failure.advice) : null);
  }

  async #retry(path, button) {
    button.disabled = true;
    try {
      await act("/failures/retry", { path });
      this.said.textContent = `${path} is in the inbox again`;
      await this.refresh();
    } catch (error) {
      this.said.textContent = error.message;
      button.disabled = false;
    }
  }
}
