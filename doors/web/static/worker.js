// Answers for the pages of visits while there is no connection: with a page that has nothing of
// any case, whose script opens what the device carries. Everything else goes to the office.

const home = new URL(self.registration.scope).pathname;
const shelf = `akashi-away:${home}`;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const store = await caches.open(shelf), shell = await fetch(`${home}away`, { credentials: "omit", cache: "reload" });
  if (!shell.ok) throw new Error("away");
  const files = [...new Set((await shell.clone().text()).match(/\/static\/[^"]+/g))];
  await store.addAll(files);
  await store.put(`${home}away`, shell);
  await self.skipWaiting();
})()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, at = new URL(request.url);
  if (request.method !== "GET" || at.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(`${home}away`)));
  else if (at.pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
