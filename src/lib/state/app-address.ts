/** What a system's admin has to allow: where this copy of Muster is served from. */
export function appOrigin(): string {
  return location.origin;
}

/** Where a system sends people back to after they signed in there: a page of its own, beside this one. */
export function redirectAddress(here = location.href): string {
  return new URL('signed-in.html', here).href;
}
