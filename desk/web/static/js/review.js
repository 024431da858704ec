// The review's page: a sheet in which texts are read first, and written in only when somebody says so.
import { ACTS, wire } from "./sheet/acts.js";
import { Dialogs } from "./sheet/dialogs.js";
import { Facets } from "./sheet/facets.js";
import { Keys } from "./sheet/keys.js";
import { guard } from "./sheet/leaving.js";
import { REVIEW } from "./sheet/commands.js";
import { keepReasons } from "./sheet/reasons.js";
import { Reading } from "./sheet/reading.js";
import { Presence } from "./sheet/presence.js";
import { Sheet } from "./sheet/sheet.js";
import { Talk } from "./sheet/talk.js";
import { Views } from "./sheet/views.js";

const sheet = new Sheet(document.getElementById("sheet"), "review");
sheet.dialogs = new Dialogs(sheet);
sheet.talk = new Talk(sheet);
sheet.reading = new Reading(sheet);
sheet.views = new Views(sheet);
sheet.facets = new Facets(sheet);

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

wire(sheet);
sheet.keys = new Keys(sheet, REVIEW);
guard(sheet);
keepReasons(sheet);
sheet.element.addEventListener("focusin", (event) => { sheet.last = sheet.row(event.target) ?? sheet.last; });
new Presence(sheet);
