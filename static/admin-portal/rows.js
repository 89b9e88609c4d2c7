"use strict";
// Rows of a form: moved up and down by buttons that fill in their order, and pictures that are seen before they are sent.
{
  let texts;

  const everyRow = (group) =>
    [...group.querySelectorAll(".inline-related[id]:not(.empty-form, .tabular), tr.form-row:not(.empty-form)")];
  // Rows for what may be added, which nobody sees yet, have no place among the others.
  const rowsOf = (group) => everyRow(group).filter((row) => !row.hidden);
  const orderOf = (row) => row.querySelector("input[name$='-order']");

  const number = (group) => rowsOf(group).forEach((row, place) => (orderOf(row).value = place + 1));

  const tell = (group, row) => {
    const rows = rowsOf(group);
    const told = texts.dataset.position.replace("{position}", rows.indexOf(row) + 1).replace("{all}", rows.length);
    document.getElementById("row-news").textContent = told;
  };

  const move = (button, row, step) => {
    const group = row.closest(".inline-group");
    const rows = rowsOf(group);
    const other = rows[rows.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    number(group);
    button.focus();
    tell(group, row);
    group.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const button = (row, label, sign, step) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "row-move", textContent: sign, title: label });
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => move(made, row, step));
    return made;
  };

  const order = (row) => {
    const field = orderOf(row);
    if (!field || field.type === "hidden" || row.querySelector(".row-move")) return;
    const buttons = document.createElement("span");
    buttons.className = "row-moves";
    buttons.append(button(row, texts.dataset.up, "↑", -1), button(row, texts.dataset.down, "↓", 1));
    field.after(buttons);
  };

  // A chosen file is shown at once, as data: the page may load pictures from nowhere else.
  const preview = (input) => {
    const place =
      input.closest(".picture-input")?.querySelector(".picture-place") ??
      input.closest(".inline-related, fieldset").querySelector(".field-preview .readonly");
    if (!place || !input.files[0]?.type.startsWith("image/")) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const image = document.createElement("img");
      Object.assign(image, { src: reader.result, alt: "", className: "picture-preview" });
      const size = document.createElement("bdi");
      image.addEventListener("load", () => (size.textContent = `${image.naturalWidth} × ${image.naturalHeight}`));
      place.replaceChildren(image, " ", size);
    });
    reader.readAsDataURL(input.files[0]);
  };

  const decorate = (box) =>
    box.closest(".inline-related, fieldset").classList.toggle("is-decorative", box.checked);

  const start = () => {
    texts = document.getElementById("form-texts");
    if (!texts) return;
    texts.querySelectorAll(".inline-group").forEach((group) => everyRow(group).forEach(order));
    texts.querySelectorAll("input[name$=is_decorative]").forEach(decorate);
    texts.addEventListener("change", (event) => {
      if (event.target.matches("input[type=file]")) preview(event.target);
      if (event.target.matches("input[name$=is_decorative]")) decorate(event.target);
    });
    document.addEventListener("formset:added", (event) => {
      const group = event.target.closest(".inline-group");
      if (!group || !orderOf(event.target)) return;
      order(event.target);
      orderOf(event.target).value = Math.max(0, ...everyRow(group).map((row) => (row === event.target ? 0 : +orderOf(row).value))) + 1;
    });
  };

  document.addEventListener("DOMContentLoaded", start);
}
