"use strict";
// A button copies what a field holds and says so; without script one copies by hand, and there is no button.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}
