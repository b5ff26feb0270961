const APPLE: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥' };

/** As they are called on this device: "Ctrl K" is ⌘ K where there is such a key. */
export function keyNames(keys: string, userAgent: string = navigator.userAgent): string {
  if (!/Mac|iPhone|iPad/.test(userAgent)) return keys;
  return keys.replaceAll(/[A-Z][a-z]+/g, (name) => APPLE[name] ?? name);
}
