import type { Workspace } from '../model/workspace';
import { isNameTaken, LONGEST_WORKSPACE_NAME } from '../model/workspace-name';

/** A name that no workspace has yet, as near to the wanted one as it can be, and no longer than names may be. */
export function freeName(wanted: string, workspaces: readonly Pick<Workspace, 'name'>[]): string {
  const base = wanted.trim();
  for (let number = 0; ; number++) {
    const name = withEnding(base, endingOf(number));
    if (!isNameTaken(name, workspaces)) return name;
  }
}

function endingOf(number: number): string {
  if (number === 0) return '';
  return number === 1 ? ' (restored)' : ` (restored ${number})`;
}

/** What is too long is cut before the ending, between characters. */
function withEnding(base: string, ending: string): string {
  const room = LONGEST_WORKSPACE_NAME - ending.length;
  if (base.length <= room) return base + ending;
  let kept = '';
  for (const character of base) {
    if (kept.length + character.length > room) break;
    kept += character;
  }
  return kept.trimEnd() + ending;
}
