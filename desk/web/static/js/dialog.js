// `data-opens="ID"` opens a <dialog>, `data-closes` closes the one around it; a click on the backdrop closes it too. From a
// text of several lines Ctrl/Cmd+Enter sends its form.
export function openDialogs(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      event.preventDefault();
      root.getElementById(opener.dataset.opens)?.showModal();
      return;
    }
    const dialog = event.target.closest("dialog");
    if (dialog && (event.target === dialog || event.target.closest("[data-closes]"))) dialog.close();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.defaultPrevented) return;
    if (!event.target.matches("dialog textarea")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
}
