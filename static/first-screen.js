// Runs before anything is painted. What src/app.html shows until the app is there belongs to the home page only, and to
// no page within another one's frame: the address and the frame are all that is known by now.
if (location.hash.length > 2) document.documentElement.classList.add('is-elsewhere');
if (window.top !== window.self) document.documentElement.classList.add('is-framed');

// A file of the app that cannot be loaded: the page is loaded anew, once in a tab, since its host may have a newer build by
// now. If that did not help, or if it takes very long, what src/app.html has for it is shown. The app removes both.
const LONG_MS = 20_000;
const RELOADED = 'muster-reloaded-at-start';
const isStarting = () => document.querySelector('.first-screen') !== null;

function sayLate() {
  const late = document.querySelector('.late-start');
  if (late && isStarting()) late.hidden = false;
}

function mendStart() {
  if (!isStarting()) return;
  try {
    const hasReloaded = sessionStorage.getItem(RELOADED) !== null;
    sessionStorage.setItem(RELOADED, 'yes');
    if (!hasReloaded) return location.reload();
  } catch {
    // Where nothing can be noted it might be loaded anew for ever.
  }
  sayLate();
}

addEventListener('unhandledrejection', mendStart);
addEventListener('error', mendStart);
setTimeout(sayLate, LONG_MS);
