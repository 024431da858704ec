// A list's filters hold as soon as they are chosen; the button beside them is for those without script.
export function submitOnChange(root) {
  root.addEventListener("change", (event) => {
    const form = event.target.closest("form.filters");
    if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
}
