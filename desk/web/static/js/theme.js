// Light, dark, or as the system has it: shown at once, and sent to the server, which keeps it in a cookie.
export function switchTheme(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target.closest(".theme-switch");
    if (!form) return;
    event.preventDefault();
    const theme = event.submitter.value;
    const body = new FormData(form);
    body.set("theme", theme);
    if (theme === "auto") delete root.documentElement.dataset.theme;
    else root.documentElement.dataset.theme = theme;
    root.querySelector(`.theme-switch .when-${theme}`)?.focus();
    fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => {});
  });
}
