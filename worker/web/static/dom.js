// Elements are made here and nowhere else, and text only ever becomes text.

/** An element with attributes (`on` holds listeners; null and false are left out) and children. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** An SVG element. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** A link if the address is one of the web, and its text otherwise. */
export function link(address, text) {
  let target = null;
  try {
    target = new URL(address);
  } catch {
    return document.createTextNode(text);
  }
  if (target.protocol !== "http:" && target.protocol !== "https:") return document.createTextNode(text);
  return el("a", { href: target.href, rel: "noopener noreferrer", target: "_blank" }, text);
}

/** A quantity in words: 1 copy, 2 copies. */
export function many(count, one, more) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
}
