// Saves a form while somebody writes in it, and keeps what could not be saved on the
// device until it is. Without this file the form's own buttons do the same work.

const pause = 900;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const told = form.querySelector("[data-saved]");
  const place = "akashi:" + location.pathname;
  let waiting = 0, saving = false, again = false;

  const fields = () => [...new FormData(form)].filter(([name]) => !name.startsWith("_"));
  const say = (text, bad) => { told.textContent = text; told.classList.toggle("wrong", bad); };

  // What was written here before and never arrived is put back.
  const kept = localStorage.getItem(place);
  if (kept && kept !== JSON.stringify(fields())) {
    for (const [name, value] of JSON.parse(kept)) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
        else field.value = value;
      }
    }
    save();
  } else {
    localStorage.removeItem(place);
    say(form.dataset.autosave, false);
  }

  form.addEventListener("input", () => {
    localStorage.setItem(place, JSON.stringify(fields()));
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); localStorage.removeItem(place); });
  addEventListener("online", save);
  addEventListener("pagehide", () => { // who goes on at once is not waited for
    if (localStorage.getItem(place)) send();
  });

  // How the case stands is told again, in the same words as the page.
  function stand({ tone, said, figures }) {
    const strip = document.querySelector("[data-standing]");
    if (!strip) return;
    const [word, ...rest] = [said, ...figures].map((text, i) => Object.assign(document.createElement(i ? "span" : "strong"), { className: i ? "num" : "", textContent: text }));
    const sign = Object.assign(document.createElement("span"), { textContent: { ok: "✓ ", bad: "✕ " }[tone] ?? "… " });
    sign.setAttribute("aria-hidden", "true");
    word.prepend(sign);
    strip.className = `strip strip--${tone}`;
    strip.replaceChildren(word, ...rest);
  }

  function send() {
    const body = new URLSearchParams(new FormData(form));
    return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", keepalive: true });
  }

  async function save() {
    if (saving) { again = true; return; }
    saving = true;
    const sent = JSON.stringify(fields());
    try {
      const answer = await send();
      const read = await answer.json();
      if (answer.ok) {
        form.elements._key.value = read.key;
        form.elements._version.value = read.version;
        if (sent === JSON.stringify(fields())) localStorage.removeItem(place);
        say(read.told, false);
        if (read.standing) stand(read.standing);
      } else {
        say(read.told, true);
      }
    } catch {
      say(form.dataset.lost, true); // away, or signed out: it is kept here
    }
    saving = false;
    if (again) { again = false; save(); }
  }
}
