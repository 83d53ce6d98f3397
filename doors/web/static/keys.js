// Keys of a criterion's page: a digit gives a verdict, j and k go on and back, c writes.
// They work nowhere in a field, and are switched off on the page.

const place = "akashi:keys";
const box = document.querySelector("[data-keys]");
box.hidden = false;
const wanted = box.querySelector("input");
wanted.checked = localStorage.getItem(place) !== "off";
wanted.addEventListener("change", () => localStorage.setItem(place, wanted.checked ? "on" : "off"));

const follow = (rel) => document.querySelector(`a[rel=${rel}]`)?.click();
const acts = {
  j: () => follow("next"),
  k: () => follow("prev"),
  c: () => document.querySelector(".item textarea")?.focus(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, input:not([type=radio])");
  if (!wanted.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const picks = [...document.querySelectorAll(".picks input")];
  const pick = picks.find((p) => p.value === event.key) ?? (picks.some((p) => /^\d+$/.test(p.value)) ? null : picks[Number(event.key) - 1]);
  if (pick) {
    pick.checked = true;
    pick.focus();
    pick.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (acts[event.key.toLowerCase()]) {
    acts[event.key.toLowerCase()]();
  } else return;
  event.preventDefault();
});
