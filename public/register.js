// Starts the service worker and tells it the language of the page.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register("/service-worker.js")
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active.postMessage({ language: document.documentElement.lang }))
    .catch(() => {});
}
