// A file may be dropped on its field; without this the field works as any other.
export function dropFiles(root) {
  const field = (event) => event.target.closest?.(".drop");
  root.addEventListener("dragover", (event) => {
    const drop = field(event);
    if (!drop) return;
    event.preventDefault();
    drop.classList.add("drop-over");
  });
  root.addEventListener("dragleave", (event) => field(event)?.classList.remove("drop-over"));
  root.addEventListener("drop", (event) => {
    const drop = field(event);
    const input = drop?.matches("input") ? drop : drop?.querySelector("input[type=file]");
    if (!input || !event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("drop-over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
