"use strict";
// Asks the server, a moment after the last key, what is to be said about the texts of a form as they stand.
{
  const WAIT = 1000;
  let section, list, form, timer, last;

  // Files stay here: that one was chosen is all that the checks need to know.
  const typed = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") data.append(name, value);
      else if (value.name) data.append(name, value.name);
    }
    return data;
  };

  const note = () => {
    // What was said of a pasted picture stays: it is no remark on a text as it stands.
    form.querySelectorAll(".finding-note:not(.paste-notice)").forEach((old) => old.remove());
    list.querySelectorAll("li:not([data-code=missing])").forEach((item) => {
      const control = document.getElementById(item.querySelector("a").hash.slice(1));
      const unit = control?.closest("td, .fieldBox, .form-row");
      const sentence = item.querySelector(".finding-sentence").textContent;
      if (!unit || unit.querySelector(".errorlist")?.textContent.includes(sentence)) return; // said there already
      const told = document.createElement("p");
      told.className = `finding-note ${item.className}`;
      told.textContent = sentence;
      unit.append(told);
    });
  };

  const sentences = () => [...list.querySelectorAll(".finding-sentence")].map((sentence) => sentence.textContent);

  const ask = async () => {
    const asked = typed();
    if (asked.toString() === last) return;
    last = asked.toString();
    const response = await fetch(section.dataset.address, { method: "POST", body: asked, redirect: "manual" });
    if (!response.ok || asked.toString() !== last) return;
    const known = new Set(sentences());
    list.innerHTML = await response.text();
    section.hidden = !list.querySelector("li");
    section.querySelector(".findings-news").textContent = sentences().filter((told) => !known.has(told)).join(" ");
    note();
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), WAIT); // without a line to the server the form works as before
  };

  document.addEventListener("DOMContentLoaded", () => {
    section = document.getElementById("findings");
    if (!section) return;
    list = section.querySelector(".findings-list");
    form = section.closest("form");
    form.addEventListener("input", later, true); // an editor's own event does not bubble
    form.addEventListener("change", later);
    document.addEventListener("formset:removed", later);
    window.addEventListener("load", note);
  });
}
