// Asks the device for a passkey where a form wants one. Without it the form is not there.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const creates = form.dataset.kind === "create";
  const read = globalThis.PublicKeyCredential?.[creates ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON"];
  if (!read) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[role=alert]");
    said.hidden = true;
    try {
      const publicKey = read.call(PublicKeyCredential, JSON.parse(form.dataset.passkey));
      const key = await navigator.credentials[creates ? "create" : "get"]({ publicKey });
      form.elements._answer.value = JSON.stringify(key.toJSON());
      form.submit();
    } catch {
      said.hidden = false;
      said.focus();
    }
  });
}
