// The page of a clean text: copied with its formatting, for editors of other systems, or printed.
import { t } from "./words.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies-html], [data-prints]");
  if (!button) return;
  if ("prints" in button.dataset) return print();
  const from = document.getElementById(button.dataset.copiesHtml);
  const kinds = { "text/html": from.innerHTML, "text/plain": document.getElementById("plain").textContent };
  try {
    await navigator.clipboard.write([
      new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]))),
    ]);
    say(button, t("Copied"));
  } catch { // without the right to the clipboard, what there is to copy is selected
    getSelection().selectAllChildren(from);
    say(button, t("Selected: copy it now"));
  }
});

function say(button, word) {
  const label = button.querySelector("[data-label]");
  const before = label.dataset.before ??= label.textContent;
  label.textContent = word;
  setTimeout(() => { label.textContent = before; }, 2000);
}
