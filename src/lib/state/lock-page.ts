import { Lock } from './lock.svelte';
import { isWorking } from './open-work';
import type { Muster } from './muster.svelte';

const CHANNEL = 'muster-lock';

/** The lock of this page. */
export function lockOf(muster: Muster): Lock {
  return new Lock({
    isProtected: () => muster.overview?.workspace.isProtected === true,
    isBusy: () => isWorking(muster),
    hasKeys: () => muster.protection.hasKeys(),
    forgetKeys: () => muster.protection.lockWorkspaces(),
    reload,
    warn: () =>
      muster.notices.stand('This workspace locks in a minute', 'Move the pointer or press a key to keep it open.'),
    clocks: () => ({ wall: Date.now(), steady: performance.now() }),
    channel: new BroadcastChannel(CHANNEL)
  });
}

/** Nothing may hold the page back then: neither running work nor what is not saved. */
function reload(): void {
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true });
  location.reload();
}
