// Two buttons keep the time: what was started and stopped fills the next entry of the time sheet,
// which goes as ever, or waits on the device. The start is kept on the device, under the address
// of the page alone, so that it lasts while other pages are looked at. Without this file the
// minutes are typed.
//
// Says of an entry of the time sheet, while it is typed, what the day comes to with it. The
// prices are those of the office: one for each hour begun over the standard. Without this file
// the page says so once the entry is logged.

for (const form of document.querySelectorAll("form[data-time]")) {
  const { time, standard, prices, live } = form.dataset;
  const minutes = form.elements.minutes, told = form.querySelector("[data-sum]"), each = prices.split(" ").map(Number);
  const hours = (n) => `${Math.floor(n / 60)}:${String(n % 60).padStart(2, "0")}`;
  const tell = () => {
    const n = Number(minutes.value.normalize("NFKC").trim());
    if (!prices || !Number.isInteger(n) || n < 1) { told.textContent = ""; return; }
    const total = Number(time) + n, begun = Math.ceil(Math.max(0, total - Number(standard)) / 60);
    const sum = begun ? each[Math.min(begun, each.length) - 1] : 0;
    told.textContent = live.replace("{total}", hours(total)).replace("{sum}", document.documentElement.lang === "ja" ? `${sum.toLocaleString("ja-JP")}円` : `${sum.toLocaleString("en-GB")} yen`);
    told.classList.toggle("wrong", begun > 0);
  };
  minutes.addEventListener("input", tell);
  form.addEventListener("reset", () => { told.textContent = ""; });
}

const place = `akashi-clock:${location.pathname.replace(/^\/en/, "")}`;
const two = (n) => String(n).padStart(2, "0"), clock = (at) => `${at.getHours()}:${two(at.getMinutes())}`;
const seen = new WeakSet(), shown = () => {
  for (const row of document.querySelectorAll("[data-clock]")) {
    seen.add(row);
    const began = Number(localStorage.getItem(place)), said = began ? row.dataset.began.replace("{at}", clock(new Date(began))) : "";
    row.hidden = false;
    row.querySelector("[data-begin]").hidden = Boolean(began);
    row.querySelector("[data-end]").hidden = !began;
    const told = row.querySelector("[role=status]");
    if (told.textContent !== said) told.textContent = said;
  }
};
document.addEventListener("click", ({ target }) => {
  const row = target.closest("[data-clock]"), form = row?.closest("form");
  if (target.closest("[data-clock] [data-begin]")) {
    localStorage.setItem(place, Date.now());
    shown();
    row.querySelector("[data-end]").focus();
  } else if (target.closest("[data-clock] [data-end]")) {
    const from = new Date(Number(localStorage.getItem(place))), to = new Date(), { day, minutes, note } = form.elements;
    localStorage.removeItem(place);
    day.value = `${from.getFullYear()}-${two(from.getMonth() + 1)}-${two(from.getDate())}`;
    minutes.value = Math.max(1, Math.round((to - from) / 60000));
    note.value = [row.dataset.span.replace("{from}", clock(from)).replace("{to}", clock(to)), note.value].filter(Boolean).join("\n");
    minutes.dispatchEvent(new Event("input", { bubbles: true }));
    shown();
    minutes.focus();
  }
});
new MutationObserver(() => { if ([...document.querySelectorAll("[data-clock]")].some((row) => !seen.has(row))) shown(); }).observe(document.body, { childList: true, subtree: true });
shown();
