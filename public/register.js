// What scripts may make of text (Trusted Types): markup that runs nothing, and one worker. Anything
// else is refused, also where it came into a page by mistake.
const runs = /<\s*(?:script|iframe|object|embed|base|link|meta|style)\b|\bon\w+\s*=\s*["']|javascript:/i;

globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (markup) => (runs.test(markup) ? null : markup),
  createScriptURL: (address) => (address === "/service-worker.js" ? address : null),
});

// Starts the service worker and tells it the language of the page.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register("/service-worker.js")
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active.postMessage({ language: document.documentElement.lang }))
    .catch(() => {});
}
