// Why segments go back is typed over many minutes: ticks and words are kept in this tab until they are sent.
import { t, tn } from "../words.js";

export function keepReasons(sheet) {
  const form = document.getElementById("return-form");
  if (!form) return;
  const key = `desk.return.${sheet.element.dataset.person}.${sheet.element.dataset.translation}`;
  const fields = () => [...form.elements].filter((one) => /^(return$|category-|text-|note$)/.test(one.name));
  restore(fields(), key);
  count(form);
  document.addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    keep(fields(), key);
    count(form);
    if (event.target.name === "return" && event.target.checked) {
      event.target.closest(".unit").querySelector(".review-reason select").focus();
    }
  });
  form.addEventListener("submit", () => {
    try { sessionStorage.removeItem(key); } catch { /* nothing was kept */ }
  });
}

function keep(fields, key) {
  const values = fields.map((one) => [one.name, one.value, one.checked ?? null]);
  try { sessionStorage.setItem(key, JSON.stringify(values)); } catch { /* the page still holds them */ }
}

function restore(fields, key) {
  let values;
  try { values = JSON.parse(sessionStorage.getItem(key) ?? "[]"); } catch { return; }
  for (const [name, value, checked] of values) {
    const field = fields.find((one) => one.name === name && (name !== "return" || one.value === value));
    if (!field) continue;
    if (name === "return") field.checked = checked;
    else field.value ||= value;
  }
}

// How many are ticked, on the button and in the dialog.
function count(form) {
  const ticked = [...form.elements].filter((one) => one.name === "return" && one.checked).length;
  const label = document.querySelector("[data-ticks] [data-label]");
  if (label) label.textContent = ticked ? tn("Return %(num)s…", "Return %(num)s…", ticked) : t("Return…");
  const line = form.querySelector("[data-ticked]");
  line.dataset.before ??= line.textContent;
  line.textContent = ticked ? tn("%(num)s segment goes back, each with its reason.", "%(num)s segments go back, each with its reason.", ticked) : line.dataset.before;
}
