// A system sends people back to this page after they signed in there. It hands its own address to the page of Muster that
// waits (clients/sign-in-window.ts) and closes. The address may hold a code or a token: it is taken out of the address bar
// and of this window's history before anything else, and stored nowhere.
const answer = location.href;
history.replaceState(null, '', location.pathname);

const TAKEN_WITHIN_MS = 3000;
const say = (text) => {
  const words = document.getElementById('words');
  if (words) words.textContent = text;
};
const channel = new BroadcastChannel('muster signed in');
const late = setTimeout(
  () => say('Nobody waits for this any more. Close this window, go back to Muster and press Sign in again.'),
  TAKEN_WITHIN_MS
);

channel.onmessage = ({ data }) => {
  if (data !== 'taken') return;
  clearTimeout(late);
  say('Done. Close this window and go on in Muster.');
  window.close();
};
channel.postMessage(answer);
