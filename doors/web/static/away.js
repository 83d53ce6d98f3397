// Carries a case on the device while there is no connection: its page and everything that is
// written in it lie in IndexedDB, encrypted under the key of the check-out, which lies there only
// closed to the carrier's own words. What was written is sent once there is a connection, each
// entry under its own key and on what it was based on; where somebody else has changed that, the
// person chooses. Without this file the forms go to the office as they are. See docs/design/offline.md.

const box = document.querySelector("[data-away]");
const words = JSON.parse(box.dataset.words);
const here = location.pathname.replace(/^\/en(?=\/)/, "");
const marker = `akashi:away:${here}`;
const say = (key, pairs = {}) => Object.entries(pairs).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words[key]);
const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text ?? "" }, more);

// Who carries the case here leaves the checklist to this file, and not to the saving of others.
const list = () => document.querySelector("form[data-items]");
if (localStorage.getItem(marker)) list()?.removeAttribute("data-autosave");

// The shelf of the device.
const open = () => new Promise((done, fail) => {
  const request = indexedDB.open("akashi-away", 1);
  request.onupgradeneeded = () => { request.result.createObjectStore("copy", { keyPath: "path" }); request.result.createObjectStore("entry", { keyPath: ["path", "id"] }); };
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});
const shelf = open();
const on = async (store, mode, work) => {
  const transaction = (await shelf).transaction(store, mode), request = work(transaction.objectStore(store));
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
};
const copyOf = (path) => on("copy", "readonly", (store) => store.get(path));
const keptEntries = () => on("entry", "readonly", (store) => store.getAll(IDBKeyRange.bound([here], [here, []])));

// Closing and opening.
const bytes = (text) => new TextEncoder().encode(text);
const keyOf = async (secret) => crypto.subtle.importKey("raw", await crypto.subtle.digest("SHA-256", bytes(secret)), "AES-GCM", false, ["encrypt", "decrypt"]);
const keyOfWords = async (phrase, salt) => crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 600000 },
  await crypto.subtle.importKey("raw", bytes(phrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]), { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
async function close(key, data) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data) };
}
const reveal = (key, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
const closeJSON = (key, value) => close(key, bytes(JSON.stringify(value)));
const revealJSON = async (key, closed) => JSON.parse(new TextDecoder().decode(await reveal(key, closed)));

let key = null, copy = null, entries = [], sending = null, again = false;

const keep = async (entry) => {
  const { photo, ...rest } = entry;
  const row = { path: here, id: entry.id, closed: await closeJSON(key, rest) };
  if (photo) row.photo = photo;
  await on("entry", "readwrite", (store) => store.put(row));
  const at = entries.findIndex((one) => one.id === entry.id);
  if (at < 0) entries.push(entry); else entries[at] = entry;
};
const drop = async (entry) => {
  await on("entry", "readwrite", (store) => store.delete([here, entry.id]));
  entries = entries.filter((one) => one !== entry);
};
async function readEntries() {
  const rows = await keptEntries();
  entries = await Promise.all(rows.map(async (row) => ({ ...(await revealJSON(key, row.closed)), photo: row.photo })));
  entries.sort((a, b) => a.at - b.at);
}

// A photo lies closed beside its entry, and is opened for no longer than it is sent.
const closePhoto = async (file) => {
  const { iv, data } = await close(key, await file.arrayBuffer());
  return { iv, data: new Blob([data]) };
};
const openPhoto = async ({ iv, data }) => reveal(key, { iv, data: await data.arrayBuffer() });
const photos = () => entries.filter((one) => one.photo);
const held = () => photos().reduce((sum, one) => sum + one.file.size, 0);
const megabytes = (n) => (n / 1048576).toFixed(1);

// unfit says why a photo cannot be kept here; "" where it can.
function unfit(file) {
  if (!/^image\/(jpeg|png)$/.test(file.type)) return say("kind");
  if (file.size > words.most * 1048576) return say("large", { size: megabytes(file.size) });
  if (held() + file.size > words.all * 1048576) return say("full", { size: megabytes(held()) });
  return "";
}

// erasePhotos takes every photo of the case off the device. No key is needed for it.
async function erasePhotos() {
  for (const { photo, ...row } of await keptEntries()) if (photo) await on("entry", "readwrite", (store) => store.put(row));
  entries = entries.map(({ photo, ...entry }) => entry);
}

// keepPage keeps the page as the office gave it, without the key.
async function keepPage(main) {
  const page = main.cloneNode(true);
  const away = page.querySelector("[data-away]");
  away.removeAttribute("data-key");
  for (const part of page.querySelectorAll("script, [data-told], [data-entries], [data-unlock], [data-take]")) part.replaceChildren();
  copy.page = await closeJSON(key, page.innerHTML);
  await on("copy", "readwrite", (store) => store.put(copy));
}

// What is said.
const part = (name) => document.querySelector(`[data-${name}]`);
function tell(text, bad) {
  const told = part("told");
  told.textContent = text;
  told.classList.toggle("wrong", Boolean(bad));
}
const shown = (entry) => entry.fields.filter(([name, value]) => value && !name.startsWith("_")).map(([, value]) => words[`v.${value}`] ?? value).concat(entry.file ? [say(entry.photo ? "photo" : "photo-gone", { name: entry.file.name, size: megabytes(entry.file.size) })] : []).join("　");
function draw(over) {
  part("entries").replaceChildren(...entries.map((entry) => {
    const line = make("li");
    line.append(make("strong", entry.title), make("span", shown(entry), { className: "said block" }));
    if (entry.why) line.append(make("span", entry.why, { className: "wrong block" }));
    if (entry.theirs) {
      const sides = make("dl", "", { className: "dl dl--close" });
      for (const [name, text] of [["mine", shown(entry)], ["theirs", shown({ fields: entry.theirs })]]) {
        const row = make("div");
        row.append(make("dt", say(name)), make("dd", text || say("nothing")));
        sides.append(row);
      }
      const ways = make("p", "", { className: "row" });
      const mine = make("button", say("take-mine"), { type: "button", className: "btn btn--line" }), theirs = make("button", say("take-theirs"), { type: "button", className: "btn btn--line" });
      mine.addEventListener("click", async () => { await keep({ ...entry, base: entry.theirs, theirs: null, why: "" }); flush(); });
      theirs.addEventListener("click", async () => { await drop(entry); put(document, entry.theirs); draw(); });
      ways.append(mine, theirs);
      line.append(sides, ways);
    } else if (over || entry.why) {
      if (entry.photo && !over) {
        const plain = make("button", say("without"), { type: "button", className: "btn btn--line btn--small" });
        plain.addEventListener("click", async () => { const { photo, file, ...rest } = entry; await keep({ ...rest, why: "" }); flush(); });
        line.append(plain);
      }
      const gone = make("button", say("drop"), { type: "button", className: "btn btn--line btn--small" });
      gone.addEventListener("click", async () => { await drop(entry); draw(over); });
      line.append(gone);
    }
    return line;
  }));
}
const waiting = (bad) => tell(say(bad ?? "waiting", { n: entries.length }) + (held() ? " " + say("held", { n: photos().length, size: megabytes(held()) }) : ""), bad);

// The fields of one item of the checklist.
const itemOf = (name) => name.replace(/^(answers|notes|justification)\./, "");
const fieldsOf = (root, item) => [...root.querySelectorAll("form[data-items] [name]")].filter((field) => /^(answers|notes|justification)\./.test(field.name) && itemOf(field.name) === item);
function valuesOf(root, item, first) {
  const values = {};
  for (const field of fieldsOf(root, item)) {
    const chosen = first ? field.defaultChecked : field.checked;
    if (field.type === "radio") values[field.name] = chosen ? field.value : values[field.name] ?? "";
    else values[field.name] = first ? field.defaultValue : field.value;
  }
  return Object.entries(values);
}
function put(root, values, first) {
  for (const [name, value] of values) {
    for (const field of root.querySelectorAll(`form[data-items] [name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") { field.checked = field.value === value; if (first) field.defaultChecked = field.checked; }
      else { field.value = value; if (first) field.defaultValue = value; }
    }
  }
}
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// One piece of work after another.
let last = Promise.resolve();
const inTurn = (work) => (last = last.then(work, work));

// take takes the forms of the page over.
function take() {
  const form = list();
  for (const entry of entries) if (entry.item) put(document, entry.fields);
  let pause = 0;
  form?.addEventListener("input", (event) => {
    const item = itemOf(event.target.name), fields = valuesOf(document, item, false);
    const known = entries.find((one) => one.item === item), base = known?.base ?? valuesOf(document, item, true);
    inTurn(() => keep({ id: `item:${item}`, item, at: known?.at ?? Date.now(), key: crypto.randomUUID(), title: item, action: form.action, base, fields }).then(() => { waiting(); draw(); }));
    clearTimeout(pause);
    pause = setTimeout(flush, 900);
  });
  form?.addEventListener("submit", (event) => { event.preventDefault(); flush(); });
  let warned = false; // giving the case back erases what was not sent
  part("give")?.addEventListener("submit", (event) => {
    if (warned || !held()) return;
    event.preventDefault();
    warned = true;
    tell(say("give", { n: photos().length }), true);
  });
  for (const each of document.querySelectorAll("form[data-entry]")) {
    each.addEventListener("submit", (event) => {
      event.preventDefault();
      const data = new FormData(each), file = data.get("content"), id = crypto.randomUUID();
      data.delete("content");
      inTurn(async () => {
        const entry = { id, at: Date.now(), key: id, title: each.dataset.entry, action: each.action, fields: [...data].filter(([name]) => !name.startsWith("_")) };
        if (file?.size) {
          const why = unfit(file);
          if (why) return tell(why, true);
          entry.file = { name: file.name, type: file.type, size: file.size };
        }
        try {
          if (entry.file) entry.photo = await closePhoto(file);
          await keep(entry);
        } catch {
          return tell(say("no-room"), true); // what was written stands in the form
        }
        each.reset();
        waiting();
        draw();
        await flush();
      });
    });
  }
}

// office is the page as the office has it now; null where it cannot be reached.
async function office() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (answer.redirected || answer.status === 401 || answer.status === 403) return "out";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok ? page : "over";
}

async function post(entry, version) {
  const body = entry.photo ? new FormData() : new URLSearchParams();
  for (const [name, value] of [...entry.fields, ["_key", entry.key], ["_checkout", copy.out], ...(version ? [["_version", version]] : [])]) body.append(name, value);
  if (entry.photo) body.append("content", new Blob([await openPhoto(entry.photo)], { type: entry.file.type }), entry.file.name);
  const answer = await fetch(entry.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
  if (answer.status >= 500 || answer.status === 429) throw new Error("later");
  return { done: answer.ok, told: say("refused"), ...(await answer.json().catch(() => ({}))) };
}

// send brings everything to the office that was written, and reports what was saved.
async function send() {
  const all = [...entries];
  let done = 0;
  try {
    const page = await office();
    if (page === "out") return waiting("signed-out");
    const away = page === "over" ? null : page.querySelector("[data-away]");
    if (!away || away.dataset.out !== copy.out) return over(true);
    let version = page.querySelector("form[data-items] [name=_version]")?.value;
    for (const entry of all) {
      if (!entries.includes(entry)) continue; // it is written on: the next turn sends it
      if (entry.item) {
        const now = valuesOf(page, entry.item, true);
        if (!same(now, entry.base) && !same(now, entry.fields)) {
          await keep({ ...entry, theirs: now, why: say("conflict") });
          continue;
        }
      }
      const answer = await post(entry, entry.item ? version : 0);
      if (answer.done) {
        if (entry.item) { version = answer.version; for (const root of [document, page]) for (const [name, value] of entry.fields) for (const field of root.querySelectorAll(`form[data-items] [name="${CSS.escape(name)}"]`)) { if (field.type === "radio") field.defaultChecked = field.value === value; else field.defaultValue = value; } }
        if (entries.includes(entry)) await drop(entry);
        done++;
      } else if (entries.includes(entry)) await keep({ ...entry, why: answer.told });
    }
    if (all.length > 0) {
      tell(say("report", { n: done, of: all.length }), done < all.length);
      const fresh = await office();
      if (fresh instanceof Document && fresh.querySelector("[data-away]")) await keepPage(fresh.querySelector("main"));
    } else tell(say("ready", { until: copy.until }));
  } catch {
    if (done > 0) tell(say("report", { n: done, of: all.length }), true);
    else waiting("offline");
  }
  draw();
}
const flush = async () => {
  if (sending) { again = true; return sending; }
  sending = send();
  await sending;
  sending = null;
  if (again) { again = false; return flush(); }
};

// over ends that the device carries the case: its page goes, and what was written stands to be
// copied. Nothing of it is sent. Photos go once the office has said so: the device's clock alone
// may be wrong.
async function over(said) {
  if (said) await erasePhotos();
  delete copy.page;
  copy.over = true;
  await on("copy", "readwrite", (store) => store.put(copy));
  localStorage.removeItem(marker);
  tell(say("over", { n: entries.length }), true);
  draw(true);
  if (entries.length === 0) await on("copy", "readwrite", (store) => store.delete(here));
}

// unlock asks for the words under which the key lies.
function unlock(then) {
  const form = part("unlock");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const secret = await reveal(await keyOfWords(form.elements.phrase.value, copy.wrapped.salt), copy.wrapped);
      key = await keyOf(new TextDecoder().decode(secret));
    } catch {
      return tell(say("wrong"), true);
    }
    form.hidden = true;
    await readEntries();
    await then();
  });
}

async function begin() {
  box.hidden = false;
  copy = await copyOf(here);
  const { out, key: secret, until, shell } = box.dataset;
  if (shell !== undefined) { // there is no connection
    if (!copy) return tell(say("none"), true);
    if (copy.over || copy.ends < Date.now()) return unlock(() => over());
    tell(say("locked"));
    return unlock(async () => {
      const main = document.querySelector("main"), words = box.dataset.words;
      main.innerHTML = await revealJSON(key, copy.page);
      const kept = part("away");
      kept.hidden = false;
      kept.dataset.words = words;
      take();
      waiting("offline");
      draw();
    });
  }
  if (copy && copy.out !== out) { // it has ended, or another was begun
    await erasePhotos();
    if ((await keptEntries()).length > 0) return unlock(() => over(true));
    await on("copy", "readwrite", (store) => store.delete(here));
    localStorage.removeItem(marker);
    copy = null;
  }
  if (!secret) return;
  key = await keyOf(secret);
  if (copy) {
    await readEntries();
    await keepPage(document.querySelector("main"));
    take();
    return flush();
  }
  const form = part("take");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const salt = crypto.getRandomValues(new Uint8Array(16));
    copy = { path: here, out, until, ends: Date.now() + box.dataset.left * 1000, // by the clock of the device, whatever it shows
      wrapped: { salt, ...(await close(await keyOfWords(form.elements.phrase.value, salt), bytes(secret))) } };
    await keepPage(document.querySelector("main"));
    await navigator.storage?.persist?.();
    localStorage.setItem(marker, out);
    const scope = location.pathname.startsWith("/en/") ? "/en/f/" : "/f/";
    const worker = await navigator.serviceWorker.register("/f/worker.js", { scope });
    await new Promise((done) => { if (worker.active) done(); else (worker.installing ?? worker.waiting).addEventListener("statechange", (change) => { if (change.target.state === "activated") done(); }); });
    location.reload();
  });
}

addEventListener("online", () => { if (key && copy && !copy.over) flush(); });
begin();
