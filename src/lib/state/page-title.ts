/**
 * The browser writes titles into its history, on disk and in the clear: the pages of a workspace with a passphrase say what
 * they are, not what they are about. Each page of a workspace gets its title here.
 */
export function pageTitle(kind: string, name: string | undefined): string {
  return [kind, name, 'Muster'].filter((part) => part !== undefined && part !== '').join(' · ');
}
