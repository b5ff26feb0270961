// Runs before anything is painted. What src/app.html shows until the app is there belongs to the home page only, and to
// no page within another one's frame: the address and the frame are all that is known by now.
if (location.hash.length > 2) document.documentElement.classList.add('is-elsewhere');
if (window.top !== window.self) document.documentElement.classList.add('is-framed');
