// What the page says of a text on its way: beside the segment, in the bar, and to those who listen instead of looking.
import { t, tn } from "../words.js";

const WORDS = {
  "": "",
  dirty: "…",
  saving: t("Saving…"),
  saved: t("Saved"),
  kept: t("Not sent – kept here"),
  conflict: t("Conflict"),
  late: t("Kept as a proposal"),
  refused: t("Not saved"),
};

export function word({ state, reason, signedOut }) {
  if (state === "kept" && signedOut) return `${t("Kept here.")} ${reason}`;
  if (state === "refused") return reason || WORDS.refused;
  return WORDS[state];
}

// The bar speaks for all segments: of the gravest state that any of them is in.
export function showAll(sheet, states) {
  const element = sheet.querySelector("[data-saved]");
  if (!element) return;
  const count = (...wanted) => states.filter((state) => wanted.includes(state)).length;
  const [state, text] = count("conflict") ? ["conflict", t("Two texts: choose one")]
    : count("kept", "refused") ? ["kept", tn("%(num)s not sent", "%(num)s not sent", count("kept", "refused"))]
    : count("saving", "dirty") ? ["saving", t("Saving…")]
    : ["saved", t("All saved")];
  element.dataset.state = state;
  element.querySelector("[data-saved-word]").textContent = text;
}

let last = "";

// Says something to screen readers, once.
export function tell(text) {
  const region = document.getElementById("told");
  if (!region || !text || text === last) return;
  last = text;
  region.textContent = text;
  setTimeout(() => { if (last === text) last = region.textContent = ""; }, 4_000);
}
