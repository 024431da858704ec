// A menu closes on Esc (the focus goes back to its button), on a click elsewhere, and when the focus leaves it.
export function closeMenus(root) {
  const open = () => root.querySelectorAll("details.menu[open]");

  root.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    for (const menu of open()) {
      if (event.key === "Escape") close(menu, event);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") step(menu, event);
    }
  });
}

function close(menu, event) {
  menu.open = false;
  menu.querySelector("summary").focus();
  event.preventDefault();
}

function step(menu, event) {
  if (!menu.contains(document.activeElement)) return;
  const items = [...menu.querySelectorAll(".menu-item")];
  const at = items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  items[(at + items.length) % items.length]?.focus();
  event.preventDefault();
}
