"use strict";
// Gives every part of a form that has no label of its own the name of the field or column that it stands for.
{
  const nameOf = (control) => control?.labels?.[0]?.textContent.replace(/[:\s]+$/, "").trim();
  const each = (selector, name) =>
    document.querySelectorAll(selector).forEach((element) => {
      const text = name(element);
      if (text) element.setAttribute("aria-label", text);
    });
  const columnOf = (control) => {
    const cell = control.closest("td");
    const heading = cell?.closest("table").tHead?.rows[0].cells[cell.cellIndex];
    return heading?.textContent.trim();
  };
  const fieldOf = (added) => {
    const select = added.closest(".select2")?.previousElementSibling;
    return nameOf(select) || select?.getAttribute("aria-label");
  };

  const label = () => {
    each(".prose-editor [contenteditable]:not([aria-label])", (editor) =>
      nameOf(editor.closest(".prose-editor").querySelector("textarea")),
    );
    each(".tabular td :is(input, select, textarea):not([type=hidden], [aria-label], .select2-search__field)", columnOf);
    document.querySelectorAll(".tabular tbody td:is([class^=field-], .delete):not([data-column])").forEach((cell) => {
      cell.dataset.column = columnOf(cell) ?? ""; // shown on a phone, where a row is read downwards
    });
    each(".select2-search__field:not([aria-label])", fieldOf);
    document.querySelectorAll(".select2-selection[role=combobox]:not([aria-label])").forEach((box) => {
      const text = fieldOf(box);
      if (!text) return;
      const chosen = box.querySelector(".select2-selection__rendered");
      box.setAttribute("aria-label", chosen.matches("ul") ? text : `${text} ${chosen.textContent.trim()}`.trim());
      box.removeAttribute("aria-labelledby");
      chosen.removeAttribute("role");
      chosen.removeAttribute("aria-readonly");
    });
    document.querySelectorAll("ul.select2-selection__rendered, ul.select2-selection__rendered > li").forEach((part) => {
      if (part.getAttribute("role") !== "none") part.setAttribute("role", "none");
    });
    document.querySelectorAll(".tabular th.original:empty").forEach((heading) => {
      const number = document.createElement("span");
      number.className = "visually-hidden";
      number.textContent = "#";
      heading.append(number);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    label();
    new MutationObserver(label).observe(document.body, { childList: true, subtree: true });
  });
}
