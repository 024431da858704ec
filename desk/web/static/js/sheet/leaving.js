// Leaving the page loses nothing: what is half sent goes out with the page, and what cannot be sent makes it ask.

export function guard(sheet) {
  addEventListener("beforeunload", (event) => {
    if (sheet.texts.some((row) => row.text.unsent)) event.preventDefault();
    send(sheet);
  });
  addEventListener("pagehide", () => send(sheet));
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(sheet); });
  for (const name of ["online", "focus"]) {
    addEventListener(name, () => again(sheet));
  }
  sheet.element.addEventListener("submit", (event) => submitting(sheet, event), true);
}

function send(sheet) {
  for (const row of sheet.texts) if (row.text.dirty) row.text.flush({ end: true, leaving: true });
}

// The connection may be back, or somebody has signed in again in another tab.
function again(sheet) {
  for (const row of sheet.texts) if (row.text.state === "kept") row.text.flush();
}

// A form that moves the translation on waits until all texts are saved.
async function submitting(sheet, event) {
  const busy = sheet.texts.filter((row) => row.text.dirty || row.text.state === "saving");
  if (!busy.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await Promise.all(busy.map((row) => row.text.flush({ end: true })));
  if (busy.every((row) => !row.text.dirty)) event.target.requestSubmit(event.submitter?.disabled ? null : event.submitter);
}
