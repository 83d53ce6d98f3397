// Saves a form while somebody writes in it, keeps what could not be saved on the device until
// it is, and asks before the sign-out what is to become of that. What goes by a button alone is
// kept until it has arrived. Without this file the forms' own buttons do the same work. See
// docs/design/forms.md.

const pause = 900; // after the last key
const patience = 3000; // of who goes on to another page
const longest = 30 * 24 * 3600; // seconds for which a text is kept

const texts = "akashi:text:";
const whose = document.querySelector("[data-whose]").dataset.whose;
const mine = whose ? `${texts}${whose}:` : texts;

const out = document.querySelector("form[data-leaves]");

const wait = (time) => new Promise((done) => setTimeout(done, time));
const names = (start) => Object.keys(localStorage).filter((name) => name.startsWith(start)).sort();
const read = (name) => JSON.parse(localStorage.getItem(name));

// The cookie tells the office that the sign-out has to ask: of what is on its way it need not.
function mark() {
  const left = names(texts).some((name) => !read(name).sent);
  document.cookie = `akashi-unsaved=1; path=/; samesite=strict; max-age=${left ? longest : 0}`;
}
function forget(name) {
  localStorage.removeItem(name);
  mark();
}
for (const name of names(texts)) {
  if (Date.now() - read(name).at > longest * 1000) forget(name);
}

// One form after another: each goes under the version that the one before has left.
let last = Promise.resolve();
const inTurn = (work) => (last = last.then(work, work));

// send sends a text under its own key: what has arrived already is done once.
async function send({ action, body }) {
  const answer = await fetch(action, { method: "POST", body: new URLSearchParams(body), headers: { Accept: "application/json" }, redirect: "error", keepalive: true });
  return { done: answer.ok, ...(await answer.json()) };
}

// deliver sends what was kept on other pages, in the order of the pages.
async function deliver(besides, then) {
  for (const name of whose ? names(mine) : []) {
    const kept = read(name);
    if (name === besides || kept.draft) continue; // a draft is sent by its writer alone
    try {
      const answer = await send(kept);
      if (answer.done) { forget(name); then?.(kept, answer); }
    } catch { /* away, or signed out: it stays */ }
  }
}

// tell lists what is kept of other pages and could not be saved, at the sign-out with the drafts.
function tell(besides) {
  const box = document.querySelector("[data-kept]");
  const left = names(mine).filter((name) => name !== besides && (out || !read(name).draft));
  box.hidden = left.length === 0;
  const list = box.querySelector("ul");
  list.replaceChildren(...(whose ? left : []).map((name) => {
    const kept = read(name), line = document.createElement("li");
    line.append(Object.assign(document.createElement("a"), { href: kept.path, textContent: kept.title }));
    if (kept.text) line.append(Object.assign(document.createElement("p"), { className: "sub small", textContent: kept.text }));
    return line;
  }));
  return left;
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const told = form.querySelector("[data-saved]");
  const place = mine + location.pathname.replace(/^\/en(?=\/)/, "");
  let waiting = 0;

  const fields = () => [...new FormData(form)].filter(([name]) => !name.startsWith("_"));
  const body = () => new URLSearchParams(new FormData(form)).toString();
  const say = (text, bad) => { told.textContent = text; told.classList.toggle("wrong", bad); };
  const version = () => Number(form.elements._version.value);
  const goOn = (answer) => { form.elements._key.value = answer.key; form.elements._version.value = answer.version; };
  const kept = () => localStorage.getItem(place) !== null;

  function keep() {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), action: form.action, path: location.pathname, title: document.title.split("｜")[0], version: version(), body: body(),
      fields: fields(), text: [...form.querySelectorAll("textarea")].map((field) => field.value).join(" ").trim() }));
    mark();
  }
  function putBack(written) {
    for (const [name, value] of written) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
        else field.value = value;
      }
    }
  }

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

  // save sends what stands in the form, when it is its turn.
  const save = () => inTurn(async () => {
    if (!kept()) return;
    keep(); // under the key and version that hold now
    const sent = JSON.stringify(fields());
    try {
      const answer = await send(read(place));
      say(answer.told, !answer.done);
      if (!answer.done) return;
      goOn(answer);
      if (sent === JSON.stringify(fields())) forget(place);
      else keep();
      if (answer.standing) stand(answer.standing);
    } catch {
      say(form.dataset.lost, true); // away, or signed out: it is kept here
    }
  });

  // What was written here before and did not arrive stands here again, and is sent as it was
  // kept: where the case has changed since, nothing goes over that unseen.
  async function again() {
    const text = localStorage.getItem(place), was = JSON.parse(text), newer = version() > was.version;
    if (!newer) putBack(was.fields);
    try {
      const answer = await send(was);
      say(answer.told, !answer.done);
      if (answer.done) {
        if (!newer) goOn(answer); // else it had arrived, and the page shows what became of it
        if (localStorage.getItem(place) === text) forget(place); // else somebody writes on
        return;
      }
    } catch {
      say(form.dataset.lost, true);
    }
    if (newer) putBack(was.fields);
  }

  say(form.dataset.autosave, false);
  mark();
  inTurn(async () => {
    if (kept()) await again();
    await deliver(place, (sent, answer) => { if (sent.action === form.action && sent.version === version()) form.elements._version.value = answer.version; });
    tell(place);
  });

  form.addEventListener("input", () => {
    keep();
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); forget(place); });
  addEventListener("online", save);
  addEventListener("pagehide", () => { // who closes the window is not waited for
    if (kept()) send(read(place)).catch(() => {});
  });

  // Who goes on is let go once it is saved.
  function leave(event, go) {
    if (event.defaultPrevented || !kept()) return;
    event.preventDefault();
    clearTimeout(waiting);
    Promise.race([save(), wait(patience)]).then(go);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !link.target && !link.getAttribute("href").startsWith("#")) leave(event, () => location.assign(link.href));
  });
  for (const out of document.querySelectorAll("header form")) out.addEventListener("submit", (event) => leave(event, () => out.submit()));
}

// A draft is gone once its form has arrived: the office's cookie names the last that did.
const arrived = document.cookie.match(/(?:^|; )akashi-arrived=([^;]+)/)?.[1].split(".") ?? [];
for (const name of names(mine)) {
  if (arrived.includes(read(name).sent)) forget(name);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const told = form.querySelector("[data-drafted]");
  const about = ["_item", "criterion"].map((name) => form.querySelector(`[type=hidden][name=${name}]`)?.value ?? "").join("");
  const place = `${mine}draft:${location.pathname.replace(/^\/en(?=\/)/, "")}:${about}`;
  const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden], [type=password], [type=file])")];
  const state = () => JSON.stringify(fields.map(({ name, value, checked }) => [name, value, checked]));
  const fresh = state(), key = form.elements._key, made = key.value;

  function keep(sent) {
    const text = [...form.querySelectorAll("textarea")].map((field) => field.value).join(" ").trim();
    localStorage.setItem(place, JSON.stringify({ draft: true, at: Date.now(), sent, path: location.pathname, title: document.title.split("｜")[0], from: fresh, state: state(), text }));
    mark();
  }

  // What was written stands there again, and nothing else: what others have changed since stays.
  const kept = read(place);
  if (kept && kept.state !== fresh) {
    const from = JSON.parse(kept.from);
    JSON.parse(kept.state).forEach((one, i) => {
      const [name, value, checked] = one;
      if (fields[i]?.name === name && String(one) !== String(from[i])) Object.assign(fields[i], fields[i].type === "radio" || fields[i].type === "checkbox" ? { checked } : { value });
    });
    told.hidden = state() === fresh; // as after a row was added
    told.querySelector("button").addEventListener("click", () => { forget(place); form.reset(); told.hidden = true; key.value = made; });
  }
  // What was sent and never answered for goes again under its key, unless it is written on.
  if (kept?.sent) key.value = kept.sent;

  form.addEventListener("input", () => {
    key.value = made;
    if (state() === fresh) forget(place);
    else keep();
  });
  form.addEventListener("submit", () => { if (state() !== fresh || kept) keep(key.value); });
}

// The sign-out sends what is kept once more, shows what still is, and takes it away.
if (out) {
  let shown = [];
  const asked = deliver().then(() => { mark(); shown = tell(); out.dataset.asked = ""; });
  out.addEventListener("submit", async (event) => {
    event.preventDefault();
    const before = "asked" in out.dataset;
    await Promise.race([asked, wait(patience)]);
    if (!before && (shown = tell()).length > 0) return; // it is told first
    for (const name of names(mine)) localStorage.removeItem(name);
    mark();
    out.submit();
  });
}
