// Going from finding to finding, through all segments and round again at the end; a command is meant for the one that
// one is at, else for the first of the segment.
import { tell } from "./states.js";
import { t } from "../words.js";

const OPEN = ".finding:not(.finding-closed)";
const BEFORE = Node.DOCUMENT_POSITION_PRECEDING;

let last = "";

export function stepFinding(sheet, row, by) {
  const all = openIn(sheet.shown);
  if (!all.length) return tell(t("Nothing is open."));
  const found = next(all, at(row), by);
  last = found.id;
  sheet.reading?.leave();
  found.focus({ preventScroll: true });
  sheet.row(found).show();
  found.scrollIntoView({ block: "nearest" });
}

function openIn(rows) {
  return rows.flatMap((one) => [...one.element.querySelectorAll(OPEN)]);
}

function next(all, from, by) {
  const beyond = all.filter((one) => one !== from && (!from || isBefore(from, one) === by > 0));
  return beyond.at(by > 0 ? 0 : -1) ?? all.at(by > 0 ? 0 : -1);
}

// A segment comes before its own findings.
function isBefore(one, other) {
  return Boolean(other.compareDocumentPosition(one) & BEFORE);
}

// Where one is; a button above the segments goes on from the finding that it led to.
function at(row) {
  const { activeElement } = document;
  const led = activeElement?.closest("[data-unit]") ? null : row?.element.querySelector(`#${last || "none"}`);
  return activeElement?.closest(OPEN) ?? led ?? row?.element;
}

// The button of a finding that does this. Nothing where there is none.
export function findingButton(row, does) {
  const here = document.activeElement?.closest(OPEN);
  const place = here && row?.element.contains(here) ? here : row?.element;
  return place?.querySelector(`${here === place ? "" : OPEN} [data-does="${does}"]`) ?? null;
}
