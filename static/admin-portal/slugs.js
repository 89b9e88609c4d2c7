"use strict";
// Proposes the address of a new record from the first of its titles that is written. An address that was typed stays,
// and of a title in Chinese the portal makes one on saving.
{
  const start = () => {
    const slug = document.querySelector("input[data-titles]");
    if (!slug) return;
    const titles = slug.dataset.titles.split(" ").map((name) => document.getElementById(`id_${name}`));
    let proposed = "";
    const propose = () => {
      if (slug.value !== proposed) return;
      const title = titles.map((field) => field?.value.trim()).find(Boolean) ?? "";
      proposed = /\p{Script=Han}/u.test(title) ? "" : URLify(title, slug.maxLength, false);
      slug.value = proposed;
    };
    titles.forEach((field) => field?.addEventListener("input", propose));
  };

  document.addEventListener("DOMContentLoaded", start);
}
