"use strict";
// Names the buttons and dialogues of the editor in the language of the page; its own words are English.
{
  let texts;
  const elsewhere = window.gettext; // the admin's, where there is one

  const own = (said) => {
    const place = document.getElementById("form-texts");
    if (!texts && place) texts = JSON.parse(place.dataset.editor);
    return texts?.[said];
  };

  // The editor asks here for the words of its dialogues.
  window.gettext = (said) => own(said) ?? elsewhere?.(said) ?? said;

  const name = () => {
    document.querySelectorAll(".prose-menubar [title]").forEach((button) => {
      const told = own(button.title);
      if (!told) return;
      button.title = told;
      button.setAttribute("aria-label", told);
    });
    document.querySelectorAll(".prose-menubar__option > *, dialog option").forEach((option) => {
      const told = own(option.textContent);
      if (!told || told === option.textContent) return;
      if (option.matches("option")) option.setAttribute("value", option.value); // the answer stays what it was
      option.textContent = told;
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    name();
    new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  });
}
