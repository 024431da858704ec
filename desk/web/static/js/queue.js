// The queue under the hands: J and K (or the arrows) go from row to row, Enter opens, C claims, X chooses. What was chosen
// stays chosen when the list comes anew, and the bar above the list says how many.
const chosen = new Set();
const list = () => document.getElementById("queue");
const rows = () => [...list().querySelectorAll("tr[data-row]")];
const current = () => document.activeElement?.closest?.("tr[data-row]");
const bar = document.getElementById("bulk");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, details.menu, [contenteditable]")) return;
  const act = { j: () => step(1), ArrowDown: () => step(1, event), k: () => step(-1), ArrowUp: () => step(-1, event),
    c: () => current()?.querySelector("[data-claim]")?.click(), x: () => current()?.querySelector("[name=translation]")?.click(),
  }[event.key];
  if (!act || act() === false) return;
  event.preventDefault();
});

// The arrows belong to the page until a row has the focus.
function step(by, arrow) {
  const all = rows();
  const at = all.indexOf(current());
  if (!all.length || (arrow && at < 0)) return false;
  const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  all[to].querySelector("[data-open]").focus();
  all[to].scrollIntoView({ block: "nearest" });
  return true;
}

function show() {
  for (const row of rows()) {
    const box = row.querySelector("[name=translation]");
    if (!box) return;
    box.checked = chosen.has(box.value);
    row.setAttribute("aria-selected", String(box.checked));
  }
  if (!bar) return;
  bar.querySelector("[data-chosen]").textContent = chosen.size;
  bar.hidden = chosen.size === 0;
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("#queue [name=translation]")) return;
  chosen[event.target.checked ? "add" : "delete"](event.target.value);
  show();
});

bar?.addEventListener("reset", () => {
  chosen.clear();
  queueMicrotask(show);
});

// What left the list is no longer chosen: nothing is done with rows that one does not see.
document.addEventListener("htmx:afterSwap", () => {
  const here = new Set(rows().map((row) => row.id.slice("row-".length)));
  for (const id of chosen) if (!here.has(id)) chosen.delete(id);
  show();
});

for (const box of list().querySelectorAll("[name=translation]:checked")) chosen.add(box.value);
show();
