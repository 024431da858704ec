// The article as an article, instead of rows: the target, the source, or both side by side. Made of what the rows hold now,
// also of what is not saved yet; a sentence leads to its segment. What somebody chose is kept for them in this browser.

const UNSPACED = ["zh", "ja", "th", "lo", "km", "my"]; // languages without spaces between sentences
const TAGS = { headline: "h2", subheading: "h3", quote: "blockquote", list_item: "li" };
const CLASSES = { headline: "article-headline", standfirst: "standfirst", caption: "caption", image: "caption", table: "caption", embed: "caption" };

export class Reading {
  constructor(sheet) {
    this.sheet = sheet;
    this.place = sheet.element.querySelector("[data-reading]");
    this.rows = sheet.element.querySelector("[data-rows]");
    this.choice = sheet.element.querySelector("[data-view-choice]");
    this.key = `desk.view.${sheet.element.dataset.person}`;
    this.choice.addEventListener("change", () => this.show(this.choice.value, true));
    this.place.addEventListener("click", (event) => this.#jump(event));
    document.addEventListener("click", (event) => { if (event.target.closest('a[href^="#u"]')) this.leave(); }, true);
    if (!location.hash) this.show(this.#kept());
  }

  get on() { return !this.place.hidden; }

  // `view`: "rows", "target", "source" or "both".
  show(view, keeps = false) {
    this.choice.value = view;
    if (keeps) this.#keep(view);
    const reads = this.choice.value !== "rows" && this.choice.value !== "";
    if (reads) this.#draw(view);
    this.rows.hidden = reads;
    this.place.hidden = !reads;
  }

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
    for (const paragraph of this.#paragraphs(side)) {
      const element = this.#paragraph(paragraph, side);
      if (element.tagName !== "LI") list = null;
      else if (!list) article.append((list = document.createElement("ul")));
      (list ?? article).append(element);
    }
    return article;
  }

  // The rows by paragraph; what is left out on purpose is not in the target.
  #paragraphs(side) {
    const found = [];
    for (const row of this.sheet.rows) {
      if (side === "target" ? row.status === "omitted" : "added" in row.element.dataset) continue;
      if (row.element.classList.contains("unit-first") || !found.length) found.push([]);
      found.at(-1).push(row);
    }
    return found.filter((rows) => rows.length);
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

  #keep(view) {
    try {
      localStorage.setItem(this.key, view);
    } catch { /* then it holds for this page alone */ }
  }

  #kept() {
    try {
      return localStorage.getItem(this.key) ?? "rows";
    } catch {
      return "rows";
    }
  }
}
