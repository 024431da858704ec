// Completes names while somebody mentions people: an @ and the beginning of a name, arrows to choose, Enter or Tab to take.
import { t } from "./words.js";

const BEGUN = /(^|[^\p{L}\p{N}_@./-])@([\p{L}\p{N}._-]{0,40})$/u;
let open = null;

export function completeMentions(root) {
  root.addEventListener("input", (event) => { if (event.target.matches?.("[data-mentions]") && !event.isComposing) ask(event.target); });
  root.addEventListener("keydown", key, true);
  root.addEventListener("focusout", (event) => { if (open?.field === event.target) setTimeout(close, 150); });
}

async function ask(field) {
  const begun = BEGUN.exec(field.value.slice(0, field.selectionStart));
  if (!begun || field.selectionStart !== field.selectionEnd) return close();
  const asked = begun[2];
  let people;
  try {
    const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(asked)}`, { headers: { Accept: "application/json" }, redirect: "manual" });
    people = answer.ok ? await answer.json() : [];
  } catch {
    people = [];
  }
  const still = BEGUN.exec(field.value.slice(0, field.selectionStart));
  if (document.activeElement !== field || !still || still[2] !== asked) return;
  if (people.length) show(field, asked, people);
  else close();
}

function show(field, asked, people) {
  close();
  const list = document.createElement("ul");
  list.className = "mention-list";
  list.id = `${field.id}-people`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", t("People"));
  people.forEach((person, index) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.append(bdi(person.name, "strong"), bdi(`@${person.username}`, "span", "muted"));
    if (!person.sees) item.append(bdi(t("may not see this story, and is not told"), "em", "small"));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(index); });
    list.append(item);
  });
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "true");
  open = { field, list, asked, people, at: 0 };
  choose(0);
}

function bdi(text, tag, name = "") {
  const around = document.createElement(tag);
  if (name) around.className = name;
  const inside = document.createElement("bdi");
  inside.textContent = text;
  around.append(inside);
  return around;
}

function choose(at) {
  open.at = (at + open.people.length) % open.people.length;
  [...open.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === open.at)));
  open.field.setAttribute("aria-activedescendant", open.list.children[open.at].id);
}

function key(event) {
  if (!open || event.target !== open.field || event.isComposing) return;
  if (event.key === "ArrowDown") choose(open.at + 1);
  else if (event.key === "ArrowUp") choose(open.at - 1);
  else if (["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey) take(open.at);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(at) {
  const { field, asked, people } = open;
  const end = field.selectionStart;
  const text = `@${people[at].username} `;
  field.focus();
  field.setSelectionRange(end - asked.length - 1, end);
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, end - asked.length - 1, end, "end");
  close();
}

function close() {
  if (!open) return;
  open.list.remove();
  open.field.removeAttribute("role");
  for (const name of ["aria-controls", "aria-expanded", "aria-activedescendant"]) open.field.removeAttribute(name);
  open = null;
}
