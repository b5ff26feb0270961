/**
 * The one Trusted Types policy that may turn a URL into a script. It accepts only worker chunks of this build and the
 * service worker, all from our own origin.
 */
interface ScriptPolicy {
  createScriptURL(url: string): TrustedScriptURL;
}

function ownScript(url: string): string {
  const resolved = new URL(url, document.baseURI);
  if (resolved.origin !== location.origin) throw new TypeError('A script from another origin was refused.');
  return resolved.href;
}

// Absent in browsers without Trusted Types, and where the build only looks at this module.
const policy: ScriptPolicy | undefined =
  typeof window === 'undefined'
    ? undefined
    : window.trustedTypes?.createPolicy('muster-scripts', { createScriptURL: ownScript });

export function trustedScript(url: string): string {
  // The DOM typings know only strings here; the browser insists on the policy's own type.
  return (policy ? policy.createScriptURL(url) : ownScript(url)) as unknown as string;
}

export function startWorker(url: string, name: string): Worker {
  return new Worker(trustedScript(url), { type: 'module', name });
}
