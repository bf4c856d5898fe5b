// Keeps one page for when there is no connection: the emergency and travel card, with its style.
// Nothing else is kept, and nothing personal: the card is asked for without cookies.

const VERSION = 1;
const CACHE = `card-${VERSION}`;
const CARD = "/offline";
const DAY = 24 * 60 * 60 * 1000;

self.addEventListener("install", (event) => {
  // What a page sends as its last word would wait here for a page that is gone. Where a browser does
  // not know routes, a time that was kept is let go of by the clock.
  event.addRoutes?.({ condition: { requestMethod: "POST" }, source: "network" });
  event.waitUntil(keepCard(navigator.language).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

// A page says its language: the card is fetched again in another one, or when it is a day old.
self.addEventListener("message", (event) => {
  const { language } = event.data ?? {};
  if (typeof language === "string") {
    event.waitUntil(refreshCard(language).catch(() => {}));
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => card()));
  } else if (["style", "image"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function keepCard(language) {
  const answer = await fetch(CARD, {
    cache: "no-store",
    credentials: "omit",
    headers: { "Accept-Language": language, Accept: "text/html" },
  });
  if (!answer.ok) {
    throw new Error(`the card was answered with ${answer.status}`);
  }
  const page = await answer.text();
  const cache = await caches.open(CACHE);
  const parts = partsOf(page);
  await cache.addAll(parts);
  await cache.put(CARD, asCard(page, language));
  await forgetParts(cache, parts);
}

// Style and icons that the page links to. Their names change with what is in them.
function partsOf(page) {
  const links = page.match(/<link[^>]+rel="?(?:stylesheet|icon|apple-touch-icon)\b[^>]*>/g) ?? [];
  const addresses = links.map((link) => /href="?([^"\s>]+)/.exec(link)?.[1]);
  return [...new Set(addresses.filter((address) => address?.startsWith("/")))];
}

// The page without its scripts: it stands in for any address, and they would look for that one.
function asCard(page, language) {
  const plain = page
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link[^>]+rel="?(?:modulepreload|preload|manifest)\b[^>]*>/g, "")
    .replace("<html", "<html data-offline");
  return new Response(plain, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
      "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'",
      Date: new Date().toUTCString(),
    },
  });
}

async function card() {
  return (await (await caches.open(CACHE)).match(CARD)) ?? Response.error();
}

async function kept(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? Response.error();
}

async function refreshCard(language) {
  const held = await (await caches.open(CACHE)).match(CARD);
  const age = Date.now() - Date.parse(held?.headers.get("Date") ?? 0);
  if (held?.headers.get("Content-Language") !== language || age > DAY) {
    await keepCard(language);
  }
}

async function forgetParts(cache, parts) {
  const needed = new Set([CARD, ...parts].map((part) => new URL(part, self.location.origin).href));
  const held = await cache.keys();
  await Promise.all(held.filter((request) => !needed.has(request.url)).map((request) => cache.delete(request)));
}

async function forgetOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}
