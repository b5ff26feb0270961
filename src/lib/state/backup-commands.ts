import type { Workspace } from '../model/workspace';
import type { Command } from './commands.svelte';
import { backupsLink } from './links';

interface Parts {
  /** The one that is shown. */
  readonly workspace: Workspace | undefined;
  /** Another tab writes into it. */
  readonly isReadOnly: boolean;
  /** Nothing works until the page is loaded anew. */
  readonly isFatal: boolean;
  readonly backUpNow: () => void;
  /** Asks for a backup to open. */
  readonly open: () => void;
  readonly go: (href: string) => void;
}

/** What keeps a workspace safe, on every page. */
export function backupCommands({ workspace, isReadOnly, isFatal, backUpNow, open, go }: Parts): readonly Command[] {
  return [
    {
      id: 'back-up',
      label: 'Back up now',
      group: 'Anywhere',
      run: backUpNow,
      isAvailable: () => workspace !== undefined && !isReadOnly && !isFatal
    },
    { id: 'open-backup', label: 'Open a backup', group: 'Anywhere', run: open, isAvailable: () => !isFatal },
    {
      id: 'backups',
      label: 'Backups',
      group: 'Go to',
      run: () => workspace && go(backupsLink(workspace.id)),
      isAvailable: () => workspace !== undefined && !isFatal
    }
  ];
}
