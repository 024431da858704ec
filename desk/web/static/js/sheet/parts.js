// Puts what the server drew into the page: only where it is another, never under a pressed pointer, and with the focus kept.

let pressed = null;
const waiting = new Map();

addEventListener("pointerdown", (event) => { pressed = event.target; }, true);
for (const name of ["pointerup", "pointercancel"]) {
  addEventListener(name, () => setTimeout(release), true);
}

function release() {
  pressed = null;
  for (const [element, html] of waiting) put(element, html);
  waiting.clear();
}

export function put(element, html) {
  if (!element || element.drawn === html) return;
  if (pressed && element.contains(pressed)) {
    waiting.set(element, html);
    return;
  }
  const focused = element.contains(document.activeElement) ? mark(document.activeElement) : null;
  element.innerHTML = html;
  element.drawn = html;
  if (focused) find(element, focused)?.focus();
}

// A finding is known again by its id, a button by what it does.
function mark(element) {
  const { does, finding, text } = element.dataset;
  return { id: element.id, does, finding, text };
}

function find(element, { id, does, finding, text }) {
  if (id) return document.getElementById(id);
  const alike = [...element.querySelectorAll(`[data-does="${does}"]`)];
  return alike.find((one) => one.dataset.finding === finding && one.dataset.text === text) ?? alike[0];
}
