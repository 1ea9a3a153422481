// The copy for where there is no network: pages are asked of the network first, static files of the copy first.
const PAGES = "bloom-pages-1";
const FILES = "bloom-files-1";
const MOST_PAGES = 200;
const MOST_FILES = 80;
const FRESH = 10 * 60 * 1000;
const copies = new Set();  // the clients that were given a copy

const isPage = (url) => /^\/(en|zh-hans)\//.test(url.pathname) && !url.pathname.includes("@");
const isFile = (url) => url.pathname.startsWith("/static/");
const isForEver = (url) => /\.[0-9a-f]{12}\./.test(url.pathname);  // its name is a digest of its contents
const mayKeep = (response) => response.ok && !/no-store/.test(response.headers.get("cache-control") || "");  // what is personal says so
const isFresh = (copy) => copy && Date.now() - Date.parse(copy.headers.get("date")) < FRESH;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (![PAGES, FILES].includes(name)) await caches.delete(name);
    await self.clients.claim();
  })());
});

async function keep(name, request, response, most) {
  const cache = await caches.open(name);
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

async function networkFirst(event, name, most) {
  try {
    const response = await fetch(event.request);
    if (mayKeep(response)) event.waitUntil(keep(name, event.request, response.clone(), most));
    if ([404, 410].includes(response.status)) event.waitUntil(caches.open(name).then((cache) => cache.delete(event.request)));
    return response;
  } catch (error) {
    const url = new URL(event.request.url);
    const copy = await caches.match(event.request) || await caches.match(url.pathname, { ignoreSearch: true }) || await notKept(event.request);
    if (!copy) throw error;
    copies.add(event.resultingClientId);
    return copy;
  }
}

// The page that says that there is no copy: of the same conference and language, where that was kept.
async function notKept(request) {
  if (request.mode !== "navigate") return null;
  const cache = await caches.open(PAGES);
  const pages = (await cache.keys()).filter((kept) => kept.url.endsWith("/offline/"));
  const nearest = pages.find((kept) => request.url.startsWith(kept.url.replace(/offline\/$/, ""))) || pages.at(-1);
  return nearest ? cache.match(nearest) : null;
}

async function copyFirst(event) {
  const copy = await caches.match(event.request);
  if (copy) return copy;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(FILES, event.request, response.clone(), MOST_FILES));
  return response;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (isFile(url)) event.respondWith(isForEver(url) ? copyFirst(event) : networkFirst(event, FILES, MOST_FILES));
  else if (isPage(url)) event.respondWith(networkFirst(event, PAGES, MOST_PAGES));
});

// A page says what to keep, because its first visit was over before there was a worker to see it.
self.addEventListener("message", (event) => {
  if (event.data === "where from?") event.source.postMessage({ isCopy: copies.has(event.source.id) });
  else event.waitUntil(Promise.allSettled(event.data.pages.map(keepWhole)));
});

// A page, and the files that it names.
async function keepWhole(address) {
  const url = new URL(address, location.href);
  if (!isPage(url) || isFresh(await caches.match(url))) return;
  const response = await fetch(url);
  if (!mayKeep(response)) return;
  const text = await response.clone().text();
  const files = [...text.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((match) => match[1]);
  await Promise.allSettled(files.map(keepFile));
  await keep(PAGES, url, response, MOST_PAGES);
}

async function keepFile(address) {
  if (await caches.match(address)) return;
  const response = await fetch(address);
  if (response.ok) await keep(FILES, address, response, MOST_FILES);
}
