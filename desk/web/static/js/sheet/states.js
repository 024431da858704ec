// What the page says of a text on its way: beside the segment, in the bar, and to those who listen instead of looking.

const WORDS = {
  "": "",
  dirty: "…",
  saving: "Saving…",
  saved: "Saved",
  kept: "Not sent – kept here",
  conflict: "Conflict",
  late: "Kept as a proposal",
  refused: "Not saved",
};

export function word({ state, reason, signedOut }) {
  if (state === "kept" && signedOut) return `Kept here. ${reason}`;
  if (state === "refused") return reason || WORDS.refused;
  return WORDS[state];
}

// The bar speaks for all segments: of the gravest state that any of them is in.
export function showAll(sheet, states) {
  const element = sheet.querySelector("[data-saved]");
  if (!element) return;
  const count = (...wanted) => states.filter((state) => wanted.includes(state)).length;
  const [state, text] = count("conflict") ? ["conflict", "Two texts: choose one"]
    : count("kept", "refused") ? ["kept", `${count("kept", "refused")} not sent`]
    : count("saving", "dirty") ? ["saving", "Saving…"]
    : ["saved", "All saved"];
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
