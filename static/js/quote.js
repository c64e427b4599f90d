// Words selected in the wording of a section become the quotation of a comment: with a mouse, a finger or the keyboard.
// The button stands right behind the wording: Tab leads there from a caret in the text.
// Without script one copies the words into the field.
const wording = document.querySelector("[data-wording]");
const field = document.querySelector("textarea[name=quote]");
const button = document.querySelector("[data-quote]");

if (wording && field && button) {
  const form = field.form;
  const note = (name, value) => { form.elements[name].value = value; };
  let chosen = null;

  // What stands beside the selection tells the server which of several places is meant.
  const around = (range) => {
    const before = document.createRange();
    before.selectNodeContents(wording);
    before.setEnd(range.startContainer, range.startOffset);
    const after = document.createRange();
    after.selectNodeContents(wording);
    after.setStart(range.endContainer, range.endOffset);
    return [before.toString().slice(-64), after.toString().slice(0, 64)];
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!wording.contains(range.startContainer) || !wording.contains(range.endContainer)) return;
    const words = selection.toString().trim();
    if (!words) return;
    chosen = [words, ...around(range)];
    button.hidden = false;
  });

  button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps what is selected
  button.addEventListener("click", () => {
    const [words, before, after] = chosen;
    field.value = words;
    note("quote_before", before);
    note("quote_after", after);
    button.hidden = true;
    form.elements.text.focus();
    field.closest(".field").scrollIntoView({ block: "center" });
  });

  // Whoever types means what was typed, not what stood beside an earlier selection.
  field.addEventListener("input", () => {
    note("quote_before", "");
    note("quote_after", "");
  });
}
