"use strict";
// Has the server clean what is pasted from Word or a web page before an editor takes it, and says where pictures go.
{
  const ours = new WeakSet();
  const EMBEDDED = /(<img[^>]*?\ssrc=["']?)data:[^"'\s>]*/gi; // the bytes of a picture stay here, it is only counted

  const tell = (editor, texts) => {
    const unit = editor.closest("td, .fieldBox, .form-row");
    unit.querySelector(".paste-notice")?.remove();
    const notice = document.createElement("p");
    notice.className = "finding-note paste-notice";
    notice.setAttribute("role", "status");
    unit.append(notice);
    notice.textContent = texts.dataset.pasteNotice;
  };

  const hand = (editor, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    ours.add(event);
    editor.dispatchEvent(event);
  };

  const clean = async (html, texts) => {
    const token = texts.closest("form").elements.csrfmiddlewaretoken;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, html: html.replace(EMBEDDED, "$1data:,") });
    const response = await fetch(texts.dataset.pasteAddress, { method: "POST", body });
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  };

  const onPaste = async (event) => {
    const editor = event.target.closest?.(".ProseMirror[contenteditable]");
    const texts = editor?.closest("#form-texts");
    if (!texts || ours.has(event)) return;
    const html = event.clipboardData.getData("text/html");
    const isPicture = !html && [...event.clipboardData.files].some((file) => file.type.startsWith("image/"));
    if (isPicture) tell(editor, texts);
    if (!isPicture && (!html || html.includes("data-pm-slice"))) return; // plain, or from an editor of ours
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isPicture) return;
    try {
      const answer = await clean(html, texts);
      hand(editor, answer.html);
      if (answer.left_out > 0) tell(editor, texts);
    } catch {
      hand(editor, html); // the editor's own rules, and the server's on saving
    }
  };

  document.addEventListener("paste", onPaste, true);
}
