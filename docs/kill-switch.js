// Published in the place of service-worker.js, this takes a broken one off the devices that have it (CONTRIBUTING.md). It
// takes over at once, drops the copies of the program and leaves. Open tabs go on from the network; stored data are not
// touched.
const PREFIX = `muster ${new URL('./', self.location.href).pathname} `;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
