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
