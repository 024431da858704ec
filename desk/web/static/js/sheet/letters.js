// What single keys do outside the text, in the editor and in the review.
import { ACTS, noAlternative } from "./acts.js";

const AROUND = {
  j: (sheet, row) => go(sheet.step(row ?? sheet.last, 1)),
  k: (sheet, row) => go(sheet.step(row ?? sheet.last, -1)),
  n: (sheet, row) => go(sheet.nextFound(row ?? sheet.last)),
  d: (_, row) => press(row, "set-aside"),
  "?": () => document.getElementById("keys").showModal(),
};

// Texts to put in, by their numbers in the help.
const OFFERS = Object.fromEntries([..."123456789"].map((nth) => [nth, (sheet, row) => row?.text && sheet.help?.insert(nth)]));

export const EDITOR = {
  ...AROUND,
  ...OFFERS,
  u: (sheet, row) => sheet.nextUnconfirmed(row ?? sheet.last)?.enter(),
  f: (_, row) => stay(row, () => press(row, "fix")),
  c: (_, row) => row?.text && ACTS.confirm(row),
  s: (_, row) => row?.text && stay(row, () => ACTS["copy-source"](row)),
  r: (_, row) => row?.text && "drafted" in row.element.dataset && row.act("restore"),
  o: (_, row) => row?.text && ACTS.omit(row),
  v: (_, row) => row?.text && (press(row, "take") || press(row, "decode-again") || noAlternative(row)),
  w: (sheet) => sheet.doubts?.toggle(),
  a: (sheet, row) => sheet.terming.open(row),
  h: (sheet, row) => sheet.replacing.open(row ?? sheet.last),
};

export const REVIEW = {
  ...AROUND,
  m: (sheet, row) => go(sheet.after(row ?? sheet.last).find((one) => one.element.classList.contains("is-untouched"))),
  t: (_, row) => row?.element.querySelector('[name="return"]')?.click(),
  e: (_, row) => row?.text && ACTS.edit(row),
  1: (sheet) => sheet.show("changes"),
  2: (sheet) => sheet.show("final"),
  3: (sheet) => sheet.show("columns"),
};

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
