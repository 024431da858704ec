// What commands do, by their names in the table (desk/web/sheet/commands.py), in the editor and in the review. Each gets
// the sheet, the row that one is in, and for a numbered command the digit.
import { ACTS, insertTerm, noAlternative } from "./acts.js";
import { findingButton, stepFinding } from "./findings.js";
import { tell } from "./states.js";

const AROUND = {
  "next-segment": (sheet, row) => go(sheet.step(row ?? sheet.last, 1)),
  "previous-segment": (sheet, row) => go(sheet.step(row ?? sheet.last, -1)),
  "next-finding": (sheet, row) => stepFinding(sheet, row ?? sheet.last, 1),
  "previous-finding": (sheet, row) => stepFinding(sheet, row ?? sheet.last, -1),
  dismiss: (_, row) => findingButton(row, "set-aside")?.click(),
  comment: (_, row) => row && ACTS.comment(row),
  undo: (sheet) => sheet.past.undo(),
  redo: (sheet) => sheet.past.redo(),
  keys: () => document.getElementById("keys").showModal(),
};

export const EDITOR = {
  ...AROUND,
  "next-unconfirmed": (sheet, row) => sheet.nextUnconfirmed(row ?? sheet.last)?.enter(),
  confirm: (_, row) => row?.text && ACTS.confirm(row),
  "copy-source": (_, row) => row?.text && stay(row, () => ACTS["copy-source"](row)),
  restore: (_, row) => row?.text && "drafted" in row.element.dataset && row.act("restore"),
  alternative: (_, row) => row?.text && (press(row, "take") || press(row, "decode-again") || noAlternative(row)),
  omit: (_, row) => row?.text && ACTS.omit(row),
  match: (sheet, row, nth) => row?.text && sheet.help?.insert(nth),
  term: (_, row, nth) => row?.text && stay(row, () => insertTerm(row, nth)),
  "add-term": (sheet, row) => sheet.terming.open(row),
  concordance: (sheet, row) => sheet.concordance.open(row ?? sheet.last),
  "add-sentence": (_, row) => row?.text && ACTS.add(row),
  "correct-source": (_, row) => row?.text && ACTS["correct-source"](row),
  merge: (_, row) => row?.text && ACTS.merge(row),
  split: (_, row) => row?.text && ACTS.split(row),
  submit: () => goToSubmit(),
  fix: (_, row) => stay(row, () => findingButton(row, "fix")?.click()),
  replace: (sheet, row) => sheet.replacing.open(row ?? sheet.last),
  doubts: (sheet) => sheet.doubts?.toggle(),
};

export const REVIEW = {
  ...AROUND,
  "next-untouched": (sheet, row) => go(sheet.after(row ?? sheet.last).find((one) => one.element.classList.contains("is-untouched"))),
  edit: (_, row) => row?.text && ACTS.edit(row),
  approve: () => goToSubmit(),
  tick: (_, row) => row?.element.querySelector('[name="return"]')?.click(),
  return: () => document.querySelector('[data-opens="return"]')?.click(),
  changes: (sheet) => sheet.views.show("changes"),
  final: (sheet) => sheet.views.show("final"),
  columns: (sheet) => sheet.views.show("columns"),
  "side-by-side": (sheet) => sheet.views.show("split"),
  compare: (sheet) => sheet.views.compare(),
  "show-only": (sheet, _, nth) => sheet.facets.nth(nth),
};

// To the button that ends the work here, which Enter presses; where it cannot be pressed yet, to the reason.
function goToSubmit() {
  const button = document.querySelector("[data-submit]");
  if (button && !button.disabled) return button.focus();
  const why = document.getElementById("why");
  if (why) tell(why.textContent.trim());
  why?.querySelector("a")?.focus();
}

function go(row) {
  row?.element.focus({ preventScroll: true });
  row?.show();
}

// A change of the text takes the focus into it, where the next letter would be written instead of acting.
function stay(row, act) {
  act();
  row?.element.focus({ preventScroll: true });
}

// Whether there was such a button.
function press(row, does) {
  const button = row?.element.querySelector(`:is([data-part="side"], [data-part="marks"]) [data-does="${does}"]`);
  button?.click();
  return Boolean(button);
}
