"use strict";
// Shows the texts of one field in its languages as tabs. Without script all of them stand below each other.
{
  const PATTERN = /(?:^|\s)mt-field-(\S+?)-(en|zh_hans|ru|ar)(?:\s|$)/;
  const LABELS = { en: "English", zh_hans: "中文", ru: "Русский", ar: "العربية" };
  const TAGS = { en: "en", zh_hans: "zh-Hans", ru: "ru", ar: "ar" };
  const isEmpty = (control) => !control.value.replace(/<[^>]*>/g, "").trim();

  const show = (language) => {
    document.querySelectorAll(".language-tabs [role=tab]").forEach((tab) => {
      const chosen = tab.dataset.language === language;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !chosen;
    });
  };

  const onKey = (event) => {
    const tabs = [...event.currentTarget.children];
    const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const step = { [forward]: 1, [back]: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    next.focus();
    show(next.dataset.language);
  };

  const build = (name, rows) => {
    const list = document.createElement("div");
    list.className = "language-tabs";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", rows[0].label);
    rows.forEach(({ row, control, language }) => {
      row.id ||= `text-${control.id}`;
      const tab = document.createElement("button");
      Object.assign(tab, { type: "button", id: `tab-${row.id}`, textContent: LABELS[language], lang: TAGS[language] });
      tab.dataset.language = language;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", row.id);
      tab.classList.toggle("has-error", row.classList.contains("errors"));
      tab.classList.toggle("is-empty", isEmpty(control));
      tab.addEventListener("click", () => show(language));
      control.addEventListener("input", () => tab.classList.toggle("is-empty", isEmpty(control)));
      row.setAttribute("role", "tabpanel");
      row.setAttribute("aria-labelledby", tab.id);
      row.classList.add("language-panel");
      control.lang = TAGS[language];
      control.dir = language === "ar" ? "rtl" : "ltr";
      list.append(tab);
    });
    list.addEventListener("keydown", onKey);
    rows[0].row.before(list);
  };

  const start = (root) => {
    const groups = new Map();
    root.querySelectorAll("fieldset .form-row").forEach((row) => {
      const control = row.querySelector("[class*=mt-field-]");
      const match = control && PATTERN.exec(control.className);
      if (!match || control.name.includes("__prefix__") || row.classList.contains("language-panel")) return;
      const [, name, language] = match;
      const label = row.querySelector("label")?.textContent.replace(/\s*\[.*$/, "").trim() ?? name;
      const key = control.name.replace(/_(en|zh_hans|ru|ar)$/, "");
      groups.set(key, [...(groups.get(key) ?? []), { row, control, language, label }]);
    });
    groups.forEach((rows, name) => rows.length > 1 && build(name, rows));
    const wrong = document.querySelector(".language-tabs .has-error");
    const page = document.documentElement.lang.replace("-", "_");
    if (groups.size) show(wrong ? wrong.dataset.language : page in LABELS ? page : "en");
  };

  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("formset:added", (event) => start(event.target));
}
