/** On which `static/signed-in.js` hands over the address it was sent back to. It waits for `TAKEN`. */
const CHANNEL = 'muster signed in';
const TAKEN = 'taken';
const LOOK = 'popup,width=520,height=720';

/** A window of its own in which a person signs in at a system. */
export interface SignInWindow {
  /** Undefined closes it. */
  show(address: string | undefined): void;
}

/** Only on a click. Undefined where the browser blocks it. */
export function openSignInWindow(): SignInWindow | undefined {
  // Empty at first: the address takes a moment, and a browser opens windows only at the click itself.
  const opened = window.open('', '_blank', LOOK);
  if (!opened) return undefined;
  // The system's page gets no handle of this one, whether the host sends COOP or not.
  opened.opener = null;
  return {
    show: (address) => {
      if (address === undefined) opened.close();
      else opened.location.replace(address);
    }
  };
}

/** Hears addresses that systems sent people back to. `onAnswer` says whether it is the one that is waited for. */
export function onSignedIn(onAnswer: (address: URL) => boolean): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'string' || !URL.canParse(data)) return;
    if (onAnswer(new URL(data))) channel.postMessage(TAKEN);
  };
  return () => {
    // Not at once: what was said last has to be on its way.
    setTimeout(() => channel.close(), 1000);
    channel.onmessage = null;
  };
}
