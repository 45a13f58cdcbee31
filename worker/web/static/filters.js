// What is wanted of the wire: kind, source, language and words.

/** Follows the form; `changed` is called when something else is wanted. */
export class Filters {
  #form;
  #wanted = { type: "", source: "", language: "", words: [] };
  #known = { source: new Map(), language: new Map() };

  constructor(form, changed) {
    this.#form = form;
    const read = () => {
      const values = new FormData(form);
      this.#wanted = {
        type: values.get("type") ?? "",
        source: values.get("source"),
        language: values.get("language"),
        words: folded(values.get("query")).split(/\s+/).filter(Boolean),
      };
      changed();
    };
    form.addEventListener("input", read);
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  get active() {
    const { type, source, language, words } = this.#wanted;
    return Boolean(type || source || language || words.length);
  }

  /** Whether an entry is wanted. */
  wants(entry) {
    const { type, source, language, words } = this.#wanted;
    return (!type || entry.type === type) &&
      (!source || entry.source === source) &&
      (!language || entry.language === language) &&
      (words.length === 0 || words.every((word) => wordsOf(entry).includes(word)));
  }

  /** Learn an entry's source and language, to choose from. */
  learn(entry) {
    for (const name of ["source", "language"]) {
      const value = entry[name];
      if (!value || this.#known[name].has(value)) continue;
      this.#known[name].set(value, true);
      const choice = new Option(value, value);
      const select = this.#form.elements[name];
      const after = [...select.options].slice(1).find((option) => option.value.localeCompare(value) > 0);
      select.add(choice, after ?? null);
    }
  }
}

function wordsOf(entry) {
  entry.words ??= folded([entry.headline, entry.summary, entry.located, entry.source, entry.document]
    .filter(Boolean).join(" "));
  return entry.words;
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
