"use strict";
// What is typed is kept every few seconds; pictures are sent as soon as they are chosen or dropped, each into a row of
// its own. Without script the form is saved by its buttons, and pictures go with it.
{
  const KEEP_EVERY = 5000;
  let form, group, news, kept, sending = false;

  const typed = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    return data;
  };

  // Whoever signs in anew has another token; the page of the form says which.
  const renew = async () => {
    const answer = await fetch(location.pathname, { redirect: "manual" });
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    const token = page.querySelector("form.writing [name=csrfmiddlewaretoken]");
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  };

  const keep = async () => {
    const now = typed();
    if (sending || now.toString() === kept) return;
    sending = true;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: now, redirect: "manual" });
      if (answer.status !== 204) throw new Error(answer.status);
      kept = now.toString();
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
      news.textContent = form.dataset.kept.replace("{time}", time);
      news.classList.remove("is-lost");
    } catch {
      if (news.textContent !== form.dataset.lost) news.textContent = form.dataset.lost;
      news.classList.add("is-lost");
      await renew().catch(() => {}); // without a line there is nobody to ask
    } finally {
      sending = false;
    }
  };

  const total = () => group.querySelector("input[name$=TOTAL_FORMS]");
  const rows = () => [...group.querySelectorAll(".picture-row")];
  const isBlank = (row) =>
    !row.querySelector("input[name$=-id]").value &&
    [...row.querySelectorAll("textarea, input[type=text], input[type=file], input[name$=-kept]")].every((control) => !control.value);

  const show = (row, address, width, height) => {
    const image = document.createElement("img");
    Object.assign(image, { src: address, alt: "", className: "picture-preview", width, height });
    row.querySelector(".field-preview .readonly").replaceChildren(image);
  };

  const say = (row, sentence) => {
    row.querySelector(".picture-error")?.remove();
    if (!sentence) return;
    const told = document.createElement("p");
    told.className = "field__error picture-error";
    told.setAttribute("role", "alert");
    told.textContent = sentence;
    row.querySelector("input[type=file]").before(told);
  };

  const send = async (row, file) => {
    const input = row.querySelector("input[type=file]");
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("_autosave", form.elements._autosave.value);
    data.append("file", file);
    row.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(group.dataset.address, { method: "POST", body: data, redirect: "manual" });
      const told = await answer.json();
      if (told.error) {
        say(row, told.error);
        input.value = "";
      } else {
        say(row, "");
        row.querySelector("input[name$=-kept]").value = told.id;
        input.value = "";
        show(row, told.url, told.width, told.height);
        form.dispatchEvent(new Event("change", { bubbles: true }));
      }
    } catch {
      const carried = new DataTransfer(); // the form itself will bring it
      carried.items.add(file);
      input.files = carried.files;
      say(row, group.dataset.failed);
    } finally {
      row.removeAttribute("aria-busy");
    }
  };

  const add = () => {
    const number = total().value;
    const made = group.querySelector("template").content.cloneNode(true);
    const box = document.createElement("div");
    box.append(made);
    box.innerHTML = box.innerHTML.replaceAll("__prefix__", number);
    const row = box.firstElementChild;
    group.querySelector(".inline-rows").append(row);
    total().value = Number(number) + 1;
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    return row;
  };

  const next = () => {
    const row = rows().find(isBlank) ?? add();
    row.hidden = false;
    return row;
  };

  const take = (files) => {
    for (const file of files) {
      const row = next();
      row.querySelector("input[name$=-kept]").value = "-"; // taken, until the answer comes
      send(row, file).then(() => {
        const mark = row.querySelector("input[name$=-kept]");
        if (mark.value === "-") mark.value = "";
      });
    }
  };

  const startPictures = () => {
    const zone = group.querySelector(".drop-zone");
    zone.hidden = false;
    rows().filter(isBlank).forEach((row) => (row.hidden = true));
    group.querySelector("[data-add]").addEventListener("click", () => next().querySelector("input[type=file]").focus());
    group.addEventListener("change", (event) => {
      const input = event.target;
      if (input.matches("input[type=file]") && input.files.length) send(input.closest(".picture-row"), input.files[0]);
    });
    ["dragover", "dragenter"].forEach((name) =>
      group.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.add("is-over");
      }),
    );
    group.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    group.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      take(event.dataTransfer.files);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    form = document.querySelector("form.writing");
    if (!form) return;
    group = document.getElementById("pictures-group");
    news = form.querySelector(".kept-news");
    if (group) startPictures();
    document.getElementById("errors")?.focus();
    kept = typed().toString();
    let touched = false;
    for (const name of ["input", "keydown", "paste", "drop"]) form.addEventListener(name, () => (touched = true), true);
    // An editor writes its text in its own way when it starts: no change, unless somebody has typed by then.
    setTimeout(() => touched || (kept = typed().toString()), 1000);
    setInterval(keep, KEEP_EVERY);
  });
}
