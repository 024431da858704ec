// What scripts say, in the page's language. English stands in the sources; the others come as a module each.
const LANGUAGE = document.documentElement.lang;
const LOCALE = `${LANGUAGE}-u-nu-latn`;
const WORDS = LANGUAGE === "en" ? {} : await import(`./words/${LANGUAGE}.js`).then((module) => module.default, () => ({}));
const plurals = new Intl.PluralRules(LANGUAGE);

// A text, with values in place of `%(name)s`.
export function t(text, values = {}) {
  return filled(WORDS[text] ?? text, values);
}

// One of two texts by a number, which `%(num)s` stands for; other languages have as many forms as they need.
export function tn(one, many, num, values = {}) {
  const forms = WORDS[one];
  const text = forms ? forms[plurals.select(num)] ?? forms.other : num === 1 ? one : many;
  return filled(text, { num, ...values });
}

function filled(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? shown(values[name]) : whole)).replaceAll("%%", "%");
}

function shown(value) {
  return typeof value === "number" ? value.toLocaleString(LOCALE) : String(value);
}
