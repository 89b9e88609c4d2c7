"use strict";
// Formatted texts stand in the page as plain ones; the editor takes the stored HTML, and it is what is sent. A box that
// the browser filled by itself, when one came back to the page, holds what was typed before.
for (const stored of document.querySelectorAll("input[data-stored]")) {
  const box = stored.nextElementSibling;
  if (box.value === box.defaultValue) box.value = stored.value;
  stored.remove();
}
