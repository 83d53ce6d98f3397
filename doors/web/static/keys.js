// Keys of a criterion's page, those of the visitor's choice: verdicts, on and back, to the text,
// the document and the phrases; "?" lists them. A digit of an item with points is so many
// points. They work nowhere in a field, and not at all where the account has switched them off.

const list = document.querySelector("[data-keys]");
const does = new Map(Array.from(list?.querySelectorAll("[data-does]") ?? [], (line) => [line.querySelector("kbd").textContent, line.dataset.does]));

const follow = (rel) => document.querySelector(`a[rel=${rel}]`)?.click();
const open = (what) => {
  what.open = !what.open;
  (what.querySelector(what.open ? "button" : "none") ?? what.querySelector("summary")).focus();
};
const acts = {
  next: () => follow("next"),
  prev: () => follow("prev"),
  text: () => document.querySelector(".item textarea")?.focus(),
  view: () => document.querySelector("#view a")?.focus(),
  phrase: () => document.querySelector("[data-phrases]") && open(document.querySelector("[data-phrases]")),
};

const picked = (key, act) => {
  const picks = [...document.querySelectorAll(".picks input")];
  if (picks.some((p) => /^\d+$/.test(p.value)) && /^\d$/.test(key)) return picks.find((p) => p.value === key);
  return picks[Number(/^pick(\d)$/.exec(act ?? "")?.[1]) - 1];
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, input:not([type=radio]), [contenteditable]");
  if (does.size === 0 || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const act = does.get(key);
  const pick = picked(key, act);
  if (pick) {
    pick.checked = true;
    pick.focus();
    pick.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (key === "?") {
    open(list);
  } else if (acts[act]) {
    acts[act]();
  } else return;
  event.preventDefault();
});
