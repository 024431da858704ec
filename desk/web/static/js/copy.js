// `data-copies="ID"` copies the value or the text of an element, and says so on the button for a moment.
import { t } from "./words.js";
export function copyOnClick(root) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button) return;
    const from = root.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(from.value ?? from.textContent);
      say(button, button.dataset.copied ?? t("Copied"));
    } catch {
      from.focus();
      from.select?.();
    }
  });
}

function say(button, word) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  label.textContent = word;
  setTimeout(() => { label.textContent = before; }, 2000);
}
