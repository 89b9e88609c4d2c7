"use strict";
// A new record is begun in its first field, not on the tabs of languages above it. The stock script runs at any time.
document.addEventListener("DOMContentLoaded", () => {
  const fields = document.querySelectorAll("#form-texts :is(input:not([type=hidden]), select, textarea)");
  [...fields].find((field) => field.offsetParent && !field.disabled)?.focus();
});
