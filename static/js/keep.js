/* Keeps what is being typed into a comment form, in this browser only, until the site has stored it.
   A form is known by where it is sent, what it answers and for whom. Without this script everything works; a lost connection
   then costs what was typed. */
"use strict";
(() => {
  if (document.documentElement.dataset.keeps) return; // another discussion on this page has brought it already
  document.documentElement.dataset.keeps = "typed";
  const BEFORE = "mitstimme-comment ";
  const DAYS = 14;

  const text = (form) => form.elements.namedItem("text");
  const value = (form, name) => form.elements.namedItem(name)?.value ?? "";
  const isComment = (form) => form && text(form) && value(form, "token");
  const key = (form) => BEFORE + [form.getAttribute("action"), value(form, "parent"), value(form, "acting_for")].join(" ");

  const each = (act) => {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith(BEFORE))) {
      try { act(name, JSON.parse(localStorage.getItem(name))); } catch { localStorage.removeItem(name); }
    }
  };

  const keep = (form) => {
    const typed = text(form).value;
    if (!typed.trim()) { localStorage.removeItem(key(form)); return; }
    localStorage.setItem(key(form), JSON.stringify({ text: typed, token: value(form, "token"), at: Date.now() }));
  };

  const giveBack = (root) => {
    for (const form of root.matches?.("form") ? [root] : root.querySelectorAll("form")) {
      if (!isComment(form) || text(form).value) continue;
      const kept = JSON.parse(localStorage.getItem(key(form)) ?? "null");
      if (!kept) continue;
      text(form).value = kept.text;
      form.elements.namedItem("token").value = kept.token; // sent twice from one form it is one comment
    }
  };

  try {
    const stored = document.cookie.match(/(?:^|; )stored=([^;]*)/)?.[1];
    if (stored) document.cookie = "stored=; path=/; max-age=0; samesite=lax";
    const old = Date.now() - DAYS * 86400000;
    each((name, kept) => { if (kept.token === stored || kept.at < old) localStorage.removeItem(name); });
    giveBack(document);
    document.addEventListener("input", (event) => { if (isComment(event.target.form)) keep(event.target.form); });
    document.addEventListener("submit", (event) => {
      if (isComment(event.target)) keep(event.target);
      if (event.target.action?.includes("/abmelden/")) each((name) => localStorage.removeItem(name)); // the next person is another
    });
    document.addEventListener("htmx:load", (event) => giveBack(event.target));
    window.addEventListener("pageshow", (event) => { if (event.persisted) giveBack(document); });
  } catch { /* storage is switched off: nothing is kept */ }
})();
