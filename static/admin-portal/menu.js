/* The sheets of the header close on Escape and on a click elsewhere; without this they open and close by their name. */
"use strict";
{
  const sheets = () => document.querySelectorAll("details.tool[open]");

  document.addEventListener("click", (event) => {
    for (const sheet of sheets()) {
      if (!sheet.contains(event.target)) sheet.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const sheet of sheets()) {
      if (sheet.contains(document.activeElement)) sheet.querySelector("summary").focus();
      sheet.open = false;
    }
  });
}
