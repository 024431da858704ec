// The review's page: a sheet in which texts are read first, and written in only when somebody says so.
import { ACTS, wire } from "./sheet/acts.js";
import { Dialogs } from "./sheet/dialogs.js";
import { Keys } from "./sheet/keys.js";
import { guard } from "./sheet/leaving.js";
import { REVIEW } from "./sheet/commands.js";
import { keepReasons } from "./sheet/reasons.js";
import { Sheet } from "./sheet/sheet.js";
import { Talk } from "./sheet/talk.js";

const VIEW = "desk.review.view";
const sheet = new Sheet(document.getElementById("sheet"), "review");
sheet.dialogs = new Dialogs(sheet);
sheet.talk = new Talk(sheet);
sheet.show = showView;

ACTS.edit = (row, button) => {
  const editor = row.element.querySelector(".review-edit");
  editor.hidden = !editor.hidden;
  (button ?? row.element.querySelector('[data-does="edit"]')).setAttribute("aria-expanded", String(!editor.hidden));
  if (editor.hidden) row.element.focus({ preventScroll: true });
  else row.field.focus();
};

sheet.opens = (row) => { if (row.element.querySelector(".review-edit")?.hidden) ACTS.edit(row); };

sheet.saved = () => {
  document.querySelector("[data-edited]").hidden = false;
  sheet.barred = true;
  sheet.element.querySelector("[data-submit]").disabled = true;
};

function showView(name) {
  sheet.element.dataset.view = name;
  for (const button of sheet.element.querySelectorAll("[data-shows]")) {
    button.setAttribute("aria-pressed", String(button.dataset.shows === name));
  }
  try { localStorage.setItem(VIEW, name); } catch { /* then it is not remembered */ }
}

sheet.element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-shows]");
  if (button) showView(button.dataset.shows);
});

wire(sheet);
sheet.keys = new Keys(sheet, REVIEW);
guard(sheet);
keepReasons(sheet);
sheet.element.addEventListener("focusin", (event) => { sheet.last = sheet.row(event.target) ?? sheet.last; });
try { showView(localStorage.getItem(VIEW) ?? "changes"); } catch { showView("changes"); }
