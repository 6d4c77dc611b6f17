/* What the pages that compute share besides arithmetic: window.pageParts.

   fill    a text with its {slots} filled
   shorten what somebody typed, short enough to be quoted
   cells   the cells of a pasted line
   make    an element: attributes, then children (nodes or text); null children are left out */
(function (root) {
  "use strict";

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const shorten = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

  /* A cell in double quotes may hold the separator, "" stands for one quote. */
  function cells(line, separator) {
    const found = [""];
    let quoted = false;
    for (let i = 0; i < line.length; i++) {
      const [mark, last] = [line[i], found.length - 1];
      if (mark === '"' && quoted && line[i + 1] === '"') found[last] += line[++i];
      else if (mark === '"' && (quoted || !found[last].trim())) quoted = !quoted;
      else if (mark === separator && !quoted) found.push("");
      else found[last] += mark;
    }
    return found.map((cell) => cell.trim());
  }

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) node.setAttribute(name, "");
      else if (value !== false) node.setAttribute(name, value);
    }
    node.append(...children.flat().filter((child) => child !== null));
    return node;
  }

  const api = { fill, shorten, cells, make };
  if (typeof module === "object" && module.exports) module.exports = api;
  else root.pageParts = api;
})(typeof globalThis === "object" ? globalThis : this);
