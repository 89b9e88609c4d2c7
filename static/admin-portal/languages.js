"use strict";
// One bar of tabs chooses the language of all texts of a form, and counts what is written in each; another language
// can stand beside the one that is edited. Without script all languages of a text stand below each other.
{
  const PATTERN = /(?:^|\s)mt-field-(\S+?)-(en|zh_hans|ru|ar)(?:\s|$)/;
  const SUFFIXES = { en: "en", "zh-hans": "zh_hans", ru: "ru", ar: "ar" };
  const LANGUAGES = Object.fromEntries(Object.entries(SUFFIXES).map(([language, suffix]) => [suffix, language]));
  const TAGS = { en: "en", "zh-hans": "zh-Hans", ru: "ru", ar: "ar" };
  const DIRECTIONS = { en: "ltr", "zh-hans": "ltr", ru: "ltr", ar: "rtl" };
  const KEPT = "admin-language-of-texts";
  const texts = new Map(); // name of a text in a row of a form -> language -> its control and the part that shows it
  const wanted = new URLSearchParams(location.search).get("language"); // who is led to a language translates into it
  let bar, tabs, beside, source, chosen;

  const isEmpty = (control) => !control.value.replace(/<[^>]*>|&nbsp;/g, "").trim();
  const editorOf = (unit) => unit.querySelector(".ProseMirror[contenteditable]");

  const withoutLanguage = (label) => label.replace(/\s*\[[^\]]+\]/, ""); // the tab says it

  const collect = () => {
    texts.clear();
    document.querySelectorAll("#form-texts [class*=mt-field-]").forEach((control) => {
      const [, , suffix] = PATTERN.exec(control.className) ?? [];
      if (!suffix || control.name.includes("__prefix__")) return;
      const unit = control.closest("td, .fieldBox, .form-row");
      const label = control.labels?.[0]?.firstChild;
      if (label) label.textContent = withoutLanguage(label.textContent);
      const key = control.name.slice(0, -suffix.length - 1);
      const language = LANGUAGES[suffix];
      control.lang = TAGS[language];
      control.dir = DIRECTIONS[language];
      texts.set(key, { ...texts.get(key), [language]: { control, unit } });
    });
  };

  const count = () => {
    const written = [...texts.values()].filter((text) => Object.values(text).some(({ control }) => !isEmpty(control)));
    tabs.forEach((tab) => {
      const language = tab.dataset.language;
      const done = written.filter((text) => text[language] && !isEmpty(text[language].control)).length;
      const wrong = [...texts.values()].some((text) => text[language]?.unit.matches(".errors, :has(.errorlist)"));
      const told = tab.querySelector("[data-count]");
      const counted = told.dataset.count.replace("{done}", done).replace("{all}", written.length);
      tab.querySelector(".language-count").textContent = written.length ? `${done}/${written.length}` : "";
      told.textContent = wrong ? `${counted}, ${told.dataset.errors}` : counted;
      tab.classList.toggle("is-complete", written.length > 0 && done === written.length);
      tab.classList.toggle("has-error", wrong);
    });
  };

  // The words of the language that is read, taken from the editor where there is one.
  const copyOf = ({ control, unit }) => {
    const editor = editorOf(unit);
    const copy = document.createElement("div");
    if (editor) copy.append(...[...editor.children].map((child) => child.cloneNode(true)));
    else copy.textContent = control.value;
    return copy;
  };

  const sourceOf = (text) =>
    [source.value, ...Object.keys(SUFFIXES)].find((language) => text[language] && !isEmpty(text[language].control));

  const showBeside = () => {
    document.querySelectorAll(".source-text").forEach((copy) => copy.remove());
    document.querySelectorAll(".has-source").forEach((unit) => unit.classList.remove("has-source"));
    if (!beside.checked) return;
    texts.forEach((text) => {
      const language = sourceOf(text);
      if (!text[chosen] || !language || language === chosen) return;
      const copy = copyOf(text[language]);
      copy.className = "source-text";
      copy.lang = TAGS[language];
      copy.dir = DIRECTIONS[language];
      copy.setAttribute("role", "note");
      copy.setAttribute("aria-label", source.querySelector(`[value="${language}"]`).textContent);
      text[chosen].unit.classList.add("has-source");
      text[chosen].unit.append(copy);
      if (copy.scrollHeight > copy.clientHeight) copy.tabIndex = 0; // a long one is scrolled by keyboard too
    });
  };

  const markEditors = () =>
    texts.forEach((text) =>
      Object.entries(text).forEach(([language, { unit }]) => {
        editorOf(unit)?.setAttribute("lang", TAGS[language]);
        editorOf(unit)?.setAttribute("dir", DIRECTIONS[language]);
      }),
    );

  const showUnits = () => {
    document.querySelectorAll("#form-texts [class*=mt-field-]").forEach((control) => {
      const [, name, suffix] = PATTERN.exec(control.className) ?? [];
      if (!suffix) return;
      const hidden = LANGUAGES[suffix] !== chosen;
      const unit = control.closest("td, .fieldBox, .form-row");
      unit.hidden = hidden;
      const column = unit.closest("table")?.querySelector(`th.column-${name}_${suffix}`);
      if (!column) return;
      column.hidden = hidden;
      column.firstChild.textContent = withoutLanguage(column.firstChild.textContent);
    });
  };

  const show = (language) => {
    chosen = language;
    sessionStorage.setItem(KEPT, language);
    tabs.forEach((tab) => {
      const isChosen = tab.dataset.language === language;
      tab.setAttribute("aria-selected", isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      if (isChosen) document.getElementById("form-texts").setAttribute("aria-labelledby", tab.id);
    });
    showUnits();
    markEditors();
    count();
    showBeside();
  };

  const onKey = (event) => {
    const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const at = tabs.indexOf(event.target);
    const next = { [forward]: at + 1, [back]: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length);
    tab.focus();
    show(tab.dataset.language);
  };

  // A link to a control leads there, whatever hides it: another language, a folded part, the editor in its place.
  const follow = (event) => {
    const link = event.target.closest?.('a[href^="#id_"]');
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    const [, , suffix] = PATTERN.exec(control.className) ?? [];
    if (suffix && tabs) show(LANGUAGES[suffix]);
    for (let part = control.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    const shown = control.closest(".prose-editor")?.querySelector("[contenteditable]") ?? control;
    shown.scrollIntoView({ block: "center" });
    shown.focus({ preventScroll: true });
  };

  const first = () => {
    const wrong = tabs.find((tab) => tab.classList.contains("has-error"));
    const page = document.documentElement.lang.toLowerCase();
    const kept = sessionStorage.getItem(KEPT);
    return wrong?.dataset.language ?? (wanted in SUFFIXES ? wanted : kept in SUFFIXES ? kept : page in SUFFIXES ? page : "en");
  };

  const start = () => {
    document.addEventListener("click", follow);
    bar = document.querySelector(".language-bar");
    collect();
    if (!bar || !texts.size) return;
    tabs = [...bar.querySelectorAll("[role=tab]")];
    [beside, source] = ["language-beside", "language-source"].map((id) => document.getElementById(id));
    source.value = bar.dataset.first || "en";
    beside.checked = wanted in SUFFIXES && wanted !== source.value;
    document.getElementById("form-texts").setAttribute("role", "tabpanel");
    bar.hidden = false;
    bar.addEventListener("keydown", onKey);
    tabs.forEach((tab) => tab.addEventListener("click", () => show(tab.dataset.language)));
    beside.addEventListener("change", showBeside);
    source.addEventListener("change", () => {
      beside.checked = true;
      showBeside();
    });
    document.getElementById("form-texts").addEventListener("input", count, true); // an editor's own event does not bubble
    document.addEventListener("formset:added", () => (collect(), show(chosen)));
    document.addEventListener("formset:removed", () => (collect(), count()));
    window.addEventListener("load", () => (markEditors(), count(), showBeside()));
    count();
    show(first());
  };

  document.addEventListener("DOMContentLoaded", start);
}
