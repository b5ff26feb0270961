/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />

/**
 * Keeps one whole build on the device, so that Muster starts and stays complete without a network.
 * Invariants: nothing is answered from two builds at once (the page comes from this build's cache only); a newer build
 * waits until it is asked for; an older build's cache stays as long as a tab of that build may still want its chunks;
 * nothing of another origin is ever touched. Cached answers keep their headers, the content security policy included.
 */
import { base, build, files, version } from '$service-worker';
import { CHECK_DUE, countDue, DUE_CACHE, DUE_NOTE_PATH, DUE_TAG, readDueNote } from './lib/schedule/due-note';

const worker = self as unknown as ServiceWorkerGlobalScope;
const PAGE = `${base}/`;
/**
 * Pages beside the app. People come back to the first with a code in the address: it is answered from the cache, so that no
 * host logs the code. The other is for the day when the app does not start.
 */
const OTHER_PAGES = [`${base}/signed-in.html`, `${base}/recover.html`];
// Two installations on one host share the cache storage: the folder is part of the name.
const CACHE_PREFIX = `muster ${PAGE} `;
const CACHE = CACHE_PREFIX + version;
/** SHA-256 of each file of this build, by path; the build writes them here (tests/write-hashes.ts). */
const HASHES = JSON.parse('{"muster-hashes":""}') as Readonly<Record<string, string>>;
/** As the browser insists on them; others are not looked at by it. */
const TYPES: Readonly<Record<string, RegExp>> = {
  js: /^(text|application)\/javascript\b/,
  css: /^text\/css\b/,
  html: /^text\/html\b/
};
/** A tab that does not say its version in this time counts as one of an older build. */
const ANSWER_MS = 2000;

worker.addEventListener('install', (event) => event.waitUntil(precache()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim().then(removeUnused)));

worker.addEventListener('message', (event) => {
  const type: unknown = event.data?.type;
  if (type === 'SKIP_WAITING') event.waitUntil(worker.skipWaiting());
  if (type === 'TAB_STARTED') event.waitUntil(removeUnused());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== worker.location.origin) return;
  event.respondWith(answer(request));
});

// Where the browser grants it. Nothing is imported here: open pages look themselves, else the icon says that something is due.
worker.addEventListener('periodicsync', (event) => {
  // The typings do not know this event; it can be extended as `install` can.
  const sync = event as unknown as ExtendableEvent & { readonly tag: string };
  if (sync.tag === DUE_TAG) sync.waitUntil(tellDue());
});

async function tellDue(): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const tab of tabs) tab.postMessage({ type: CHECK_DUE });
  if (tabs.length > 0 || !('setAppBadge' in worker.navigator)) return;
  const cache = await caches.open(DUE_CACHE);
  const note = await cache.match(new URL(DUE_NOTE_PATH, worker.registration.scope));
  const count = note ? countDue(readDueNote(await note.text()), Date.now()) : 0;
  if (count > 0) await worker.navigator.setAppBadge(count);
}

/** All or nothing: with one file that is not as it was built the install fails, and is tried again at the next look. */
async function precache(): Promise<void> {
  const wasThere = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  try {
    // Names of build files carry their hash; the page and the static files must not come from the HTTP cache.
    const fresh = [PAGE, ...files].map((path) => keep(cache, path, 'reload'));
    await Promise.all([...build.map((path) => keep(cache, path, 'default')), ...fresh]);
  } catch (error) {
    if (!wasThere) await caches.delete(CACHE);
    throw error;
  }
}

async function keep(cache: Cache, path: string, mode: RequestCache): Promise<void> {
  // What the HTTP cache has of a release that was half there would be wrong for a year: then the host is asked.
  const response = await fileOf(path, mode).catch(() => fileOf(path, 'reload'));
  await cache.put(path, response);
}

/** Rejects for anything but the file of this build: not found, cut off, another one, a page that says sorry. */
async function fileOf(path: string, mode: RequestCache): Promise<Response> {
  const file = path === PAGE ? 'index.html' : decodeURIComponent(path.slice(PAGE.length));
  const hash = HASHES[file];
  const response = await fetch(new Request(path, { cache: mode, ...(hash && { integrity: `sha256-${hash}` }) }));
  const type = response.headers.get('Content-Type') ?? '';
  const isExpected = TYPES[file.split('.').at(-1) ?? '']?.test(type) ?? true;
  if (!response.ok || !isExpected) throw new Error(`${path}: ${response.status} ${type}`);
  return response;
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const path = new URL(request.url).pathname;
  if (request.mode === 'navigate' && (path === PAGE || path === `${PAGE}index.html`)) {
    const page = await cache.match(PAGE, { ignoreSearch: true, ignoreVary: true });
    if (page) return withoutRedirect(page);
  }
  if (request.mode === 'navigate' && OTHER_PAGES.includes(path)) {
    const page = await cache.match(path, { ignoreSearch: true, ignoreVary: true });
    if (page) return withoutRedirect(page);
  }
  // Hosts send `Vary: Origin` with module scripts, which would never match again. A chunk of an older build is in its own cache.
  const cached =
    (await cache.match(request, { ignoreVary: true })) ?? (await caches.match(request, { ignoreVary: true }));
  return cached ?? fetch(request);
}

/** A host may have answered from another address; a browser takes no such answer for a page. */
function withoutRedirect(page: Response): Response {
  return page.redirected ? new Response(page.body, { headers: page.headers }) : page;
}

/** Removes the caches of older builds once every open tab is of this one. A newer build that waits keeps its cache. */
async function removeUnused(): Promise<void> {
  // Those that are there now: what a newer build keeps while the tabs are asked is not one of them.
  const names = await caches.keys();
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const versions = await Promise.all(tabs.map(versionOf));
  if (versions.some((found) => found !== version)) return;
  const unused = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
  await Promise.all(unused.map((name) => caches.delete(name)));
}

function versionOf(tab: Client): Promise<unknown> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    setTimeout(() => resolve(undefined), ANSWER_MS);
    tab.postMessage({ type: 'WHICH_VERSION' }, [port2]);
  });
}
