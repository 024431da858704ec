// The article as an article, instead of rows: the target, the source, or both side by side. Made of what the rows hold now,
// also of what is not saved yet; a sentence shows its like on the other side, and leads to its segment.

const UNSPACED = ["zh", "ja", "th", "lo", "km", "my"]; // languages without spaces between sentences
const TAGS = { headline: "h2", subheading: "h3", quote: "blockquote", list_item: "li" };
const CLASSES = { headline: "article-headline", standfirst: "standfirst", caption: "caption", image: "caption", table: "caption", embed: "caption" };

export class Reading {
  constructor(sheet) {
    this.sheet = sheet;
    this.place = sheet.element.querySelector("[data-reading]");
    this.rows = sheet.element.querySelector("[data-rows]");
    this.place.addEventListener("click", (event) => this.#jump(event));
    for (const name of ["mouseover", "focusin"]) this.place.addEventListener(name, ({ target }) => this.#pair(target.closest("a")));
    document.addEventListener("click", (event) => { if (event.target.closest('a[href^="#u"]')) this.leave(); }, true);
  }

  get on() { return !this.place.hidden; }

  // `view`: "rows", "target", "source" or "both".
  show(view) {
    const reads = view !== "rows";
    if (reads) this.#draw(view);
    this.rows.hidden = reads;
    this.place.hidden = !reads;
    this.shown(view);
  }

  // Called with what is shown now.
  shown() {}

  // Back to the rows, for now: somebody goes to a segment.
  leave() {
    if (this.on) this.show("rows");
  }

  #draw(view) {
    const sides = view === "both" ? ["source", "target"] : [view];
    this.place.className = `reading-view reading-${view}`;
    this.place.replaceChildren(...sides.map((side) => this.#article(side)));
  }

  #article(side) {
    const article = document.createElement("article");
    article.className = "article";
    article.lang = this.place.dataset[`${side}Lang`];
    article.dir = this.place.dataset[`${side}Dir`];
    article.setAttribute("aria-label", this.place.dataset[`${side}Name`]);
    let list = null;
    this.#paragraphs(side).forEach((rows, place) => {
      if (!rows.length) return;
      const element = this.#paragraph(rows, side);
      if (element.tagName !== "LI") list = null;
      else if (!list) article.append((list = listFrom(place)));
      element.style.gridRow = place + 1 - (list?.from ?? 0);
      if (list) list.style.gridRow = `${list.from + 1} / ${place + 2}`;
      (list ?? article).append(element);
    });
    return article;
  }

  // The rows by paragraph, also of those without any on this side, so that both sides stand level: what is left out on
  // purpose is not in the target.
  #paragraphs(side) {
    const found = [];
    for (const row of this.sheet.rows) {
      if (row.element.classList.contains("unit-first") || !found.length) found.push([]);
      if (side === "target" ? row.status !== "omitted" : !("added" in row.element.dataset)) found.at(-1).push(row);
    }
    return found;
  }

  #paragraph(rows, side) {
    const { kind } = rows[0].element.dataset;
    const element = document.createElement(TAGS[kind] ?? "p");
    if (kind in CLASSES) element.className = CLASSES[kind];
    const space = UNSPACED.includes(this.place.dataset[`${side}Lang`]) ? "" : " ";
    rows.forEach((row, place) => element.append(place ? space : "", this.#sentence(row, side)));
    return element;
  }

  #sentence(row, side) {
    const link = document.createElement("a");
    link.href = `#u${row.number}`;
    link.className = "reading-sentence";
    const text = side === "source" ? row.sourceText : row.targetText;
    link.textContent = text || "…";
    if (side === "target") link.dataset.status = text ? row.status : "empty";
    if (side === "target" && row.untouched) link.dataset.status = "draft";
    if (row === this.sheet.last) link.setAttribute("aria-current", "true");
    return link;
  }

  #jump(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    this.show("rows");
    this.sheet.rows.find((row) => `#u${row.number}` === link.getAttribute("href"))?.enter();
  }

  // Marks a sentence and its like on the other side.
  #pair(link) {
    if (!link || link.classList.contains("is-paired")) return;
    for (const one of this.place.querySelectorAll(".is-paired")) one.classList.remove("is-paired");
    for (const one of this.place.querySelectorAll(`[href="${link.getAttribute("href")}"]`)) one.classList.add("is-paired");
  }
}

// A list that begins with the paragraph at a place.
function listFrom(place) {
  return Object.assign(document.createElement("ul"), { from: place });
}
