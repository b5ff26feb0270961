import type { Workspace } from '../model/workspace';

/** A name that no workspace has yet, as near to the wanted one as it can be. */
export function freeName(wanted: string, workspaces: readonly Pick<Workspace, 'name'>[]): string {
  const taken = new Set(workspaces.map(({ name }) => name));
  if (!taken.has(wanted)) return wanted;
  const restored = `${wanted} (restored)`;
  if (!taken.has(restored)) return restored;
  let number = 2;
  while (taken.has(`${wanted} (restored ${number})`)) number++;
  return `${wanted} (restored ${number})`;
}
