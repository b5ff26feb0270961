/**
 * The one Trusted Types policy that may turn a URL into a script. It accepts only worker chunks of this build and the
 * service worker, all from our own origin. Pages and workers that start workers have one each.
 */
interface ScriptPolicy {
  createScriptURL(url: string): unknown;
}

/** What a page and a worker have, and a build that only looks at this module has not. */
interface ScriptScope {
  readonly location?: { readonly href: string; readonly origin: string };
  readonly document?: { readonly baseURI: string };
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptPolicy;
  };
}

const scope: ScriptScope = globalThis;

function ownScript(url: string): string {
  const resolved = new URL(url, scope.document?.baseURI ?? scope.location?.href);
  if (resolved.origin !== scope.location?.origin) throw new TypeError('A script from another origin was refused.');
  return resolved.href;
}

// Trusted Types are absent in some browsers, a place in a build.
const policy = scope.location && scope.trustedTypes?.createPolicy('muster-scripts', { createScriptURL: ownScript });

export function trustedScript(url: string): string {
  // The DOM typings know only strings here; the browser insists on the policy's own type.
  return (policy ? policy.createScriptURL(url) : ownScript(url)) as unknown as string;
}

export function startWorker(url: string, name: string): Worker {
  return new Worker(trustedScript(url), { type: 'module', name });
}
