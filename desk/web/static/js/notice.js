// A notice goes when its reader has read it.
export function dismissNotices(root) {
  root.addEventListener("click", (event) => {
    event.target.closest("[data-dismisses]")?.closest(".notice")?.remove();
  });
}
