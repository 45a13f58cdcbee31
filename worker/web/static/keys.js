// Keys of the whole page; they rest while something is typed, and with Ctrl, Alt or Meta.

export function listen({ view, search, help }) {
  const actions = {
    j: () => view.step(1),
    k: () => view.step(-1),
    n: () => view.release(true),
    "/": () => search.focus(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || help.open) return;
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else view.close();
    } else if (!typing && actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  });
}
