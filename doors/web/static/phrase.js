// A phrase is put behind what the text says: the note of a verdict, or the text of a finding,
// of which there may be several: that one in which the visitor was last, or else the first.

const texts = "textarea[name^='notes.'], textarea[name^='findings.'][name$='.text']";
let last = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches(texts)) last = event.target;
});

for (const button of document.querySelectorAll("[data-phrase]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = last ?? document.querySelector(texts);
    text.value = [text.value.trimEnd(), button.dataset.phrase].filter(Boolean).join("\n");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}
