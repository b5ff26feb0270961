import type { ShownSituation } from '../../src/lib/model/situation';
import type { SystemAccess } from '../../src/lib/protocol/system-access';

/** One thing that a person does in Muster, as the driver page does it. Each is acknowledged, or not. */
export type FaultStep =
  | { readonly do: 'import'; readonly which: 'users' | 'accounts'; readonly csv: string; readonly fileName: string }
  | { readonly do: 'match'; readonly isCaseSensitive: boolean }
  | { readonly do: 'decide'; readonly what: 'confirm' | 'ignore' | 'clear'; readonly situation: ShownSituation }
  | { readonly do: 'clear-unconfirmed' | 'restore-cleared' | 'undo' | 'redo' }
  /** The row of an account, counted from 0. */
  | { readonly do: 'ignore-row'; readonly row: number }
  | { readonly do: 'protect' | 'unprotect'; readonly passphrase: string }
  /** `backup`: in base64. */
  | { readonly do: 'restore-over'; readonly backup: string }
  /** Puts the workspace back as a program of format 2 stored it; nothing may come after it but a start. */
  | { readonly do: 'make-format-2' }
  /** Nothing but the opening, which upgrades. */
  | { readonly do: 'open' }
  | { readonly do: 'commit'; readonly access: SystemAccess };

export interface DriverOpening {
  readonly name: string;
  readonly passphrase?: string | undefined;
}

/** `window.driver` of the page beside the app (driver-page.ts). Rejects with the error's kind as JSON. */
export interface Driver {
  create(name: string): Promise<string>;
  open(opening: DriverOpening): Promise<void>;
  run(step: FaultStep): Promise<void>;
  /** The open workspace as a backup, in base64. Sealed where the workspace is. */
  backup(): Promise<string>;
  /** Of files in base64: why each was refused by a restore, or 'taken'. */
  restoreAll(files: readonly string[]): Promise<readonly string[]>;
  /** For what is kept under it. */
  givePassphrase(passphrase: string): Promise<void>;
  /** Each token is tried with the system and kept under the workspace's passphrase, one after the other. */
  keepTokens(access: SystemAccess, tokens: readonly string[]): Promise<void>;
  /** Everything that can be exported, as text. */
  exports(): Promise<string>;
  events(): readonly string[];
}

declare global {
  interface Window {
    driver: Driver;
  }
}
