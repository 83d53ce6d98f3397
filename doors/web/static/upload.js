// Sends the file of a form ahead, piece by piece, says how far it has come, and goes on
// where a cut line or a closed page broke it off (tus 1.0). Without this file the form
// sends it whole.

const piece = 2 << 20;
const headers = { "Tus-Resumable": "1.0.0" };
const megabytes = (n) => (n / 1e6).toFixed(1);
const pause = (time) => new Promise((go) => { setTimeout(go, time); addEventListener("online", go, { once: true }); });

for (const form of document.querySelectorAll("form[data-upload]")) {
  const field = form.querySelector("input[type=file]");
  const bar = form.querySelector("[data-sending]");
  const told = form.querySelector("[data-told]");
  const say = (text, bad) => { told.textContent = text; told.classList.toggle("wrong", bad); };
  let sending = null;

  const show = (have, of) => {
    bar.hidden = false;
    bar.querySelector("progress").value = have / of;
    bar.querySelector("[data-so-far]").textContent = form.dataset.soFar.replace("N", megabytes(have)).replace("M", megabytes(of));
  };

  // ask sends one request, and tells how much of its body has gone.
  const ask = (method, at, more, body, gone) => new Promise((done, lost) => {
    const request = new XMLHttpRequest();
    request.open(method, at);
    for (const [name, value] of Object.entries({ ...headers, ...more })) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => gone?.(event.loaded);
    request.onload = () => done(request);
    request.onerror = request.onabort = () => lost(new Error(sending?.stopped ? "stopped" : "away"));
    if (sending) sending.request = request;
    request.send(body);
  });

  // begun is where the file's pieces go, and how many bytes are there.
  async function begun(file, place) {
    const kept = localStorage.getItem(place);
    if (kept) {
      const there = await ask("HEAD", kept);
      if (there.status === 200) return { at: kept, have: Number(there.getResponseHeader("Upload-Offset")) };
      localStorage.removeItem(place);
      if (there.status !== 409) throw new Error("gone");
    }
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
    const made = await ask("POST", form.dataset.upload, { "Upload-Length": file.size, "Upload-Metadata": `filename ${name}` });
    if (made.status !== 201) throw new Error("gone");
    const at = new URL(made.getResponseHeader("Location")).pathname;
    localStorage.setItem(place, at);
    return { at, have: 0 };
  }

  async function send(file) {
    const place = ["akashi:upload", form.dataset.upload, file.name, file.size, file.lastModified].join(":");
    for (let wait = 1000; ; wait = Math.min(2 * wait, 30000)) {
      try {
        let { at, have } = await begun(file, place);
        say("", false);
        while (have < file.size) {
          show(have, file.size);
          const from = have;
          const answer = await ask("PATCH", at, { "Upload-Offset": from, "Content-Type": "application/offset+octet-stream" },
            file.slice(from, from + piece), (n) => show(from + n, file.size));
          if (answer.status === 409) break; // it knows better what is there
          if (answer.status !== 204) throw new Error(answer.status >= 500 || answer.status === 429 ? "away" : "gone");
          have = Number(answer.getResponseHeader("Upload-Offset"));
          wait = 1000;
        }
        if (have >= file.size) {
          show(file.size, file.size);
          localStorage.removeItem(place);
          return at.split("/").pop();
        }
      } catch (trouble) {
        if (trouble.message !== "away") throw trouble;
        say(form.dataset.cut, true);
      }
      if (sending.stopped) throw new Error("stopped");
      await pause(wait);
    }
  }

  bar.querySelector("button").addEventListener("click", () => {
    sending.stopped = true;
    sending.request?.abort();
  });

  form.addEventListener("submit", async (event) => {
    const file = field.files[0];
    if (!file || !file.size || sending) {
      if (sending) event.preventDefault();
      return;
    }
    event.preventDefault();
    sending = { stopped: false };
    try {
      form.elements._upload.value = await send(file);
      field.disabled = true; // it has gone already
      form.submit();
    } catch (trouble) {
      if (trouble.message === "gone") say(form.dataset.gone, true);
      bar.hidden = true;
      sending = null;
    }
  });
}
