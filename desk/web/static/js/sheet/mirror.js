// Marks findings under a text field: a mirror of the text lies below it, of which only the marks can be seen.
import { toUtf16 } from "./points.js";

// `spots`: [start, end, level] in code points of the text as the server has it; a level may be how a term fared.
export function mark(field, spots) {
  const mirror = field.parentElement.querySelector(".unit-mirror");
  if (!mirror) return;
  mirror.replaceChildren(...(spots.length ? drawn(field.value, spots) : []));
}

function drawn(text, spots) {
  const nodes = [];
  let at = 0;
  for (const [from, to, level] of [...spots].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(toUtf16(text, from), at);
    const end = Math.max(toUtf16(text, to), start);
    if (start === end) continue;
    const spot = document.createElement("mark");
    spot.className = level.startsWith("term-") ? level.replace("term-", "term-in-") : `spot spot-${level}`;
    spot.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), spot);
    at = end;
  }
  return [...nodes, `${text.slice(at)}\u200b`];
}
