import type { WorkspaceOverview } from '../protocol/engine-api';
import type { Command } from './commands.svelte';
import { protectionLink } from './links';
import type { Lock } from './lock.svelte';
import type { Masked } from './masked.svelte';

interface Parts {
  readonly lock: Lock;
  readonly masked: Masked;
  /** Of the workspace that is shown. */
  readonly overview: WorkspaceOverview | undefined;
  readonly go: (href: string) => void;
}

/** Who may see what, on every page. */
export function protectionCommands({ lock, masked, overview, go }: Parts): readonly Command[] {
  return [
    {
      id: 'lock',
      label: 'Lock',
      group: 'Anywhere',
      shortcut: 'Shift L',
      run: () => lock.ask(),
      isAvailable: () => lock.isArmed
    },
    {
      id: 'masked',
      label: masked.isOn ? 'Switch masked mode off' : 'Switch masked mode on, for a shared screen',
      group: 'Anywhere',
      shortcut: 'Shift M',
      run: () => masked.toggle()
    },
    {
      id: 'protection',
      label: 'Protection: passphrase, lock, wipe',
      group: 'Go to',
      run: () => overview && go(protectionLink(overview.workspace.id)),
      isAvailable: () => overview !== undefined
    }
  ];
}
