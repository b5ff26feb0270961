import type { AppError } from '../../../src/lib/model/app-error';
import type { ListingProgress, TestFindings } from '../../../src/lib/protocol/connector-api';
import type { SystemAccess } from '../../../src/lib/protocol/system-access';
import type { Result } from '../../../src/lib/model/result';

/** What the page beside the app can be asked for; it runs in the browser. */
export interface ConnectorPage {
  /** A workspace with one app that has a few accounts already. */
  prepare(): Promise<void>;
  test(access: SystemAccess): Promise<Result<TestFindings, AppError>>;
  /** One run; with `again`, the same run goes on. The list is kept for `bringIn`. */
  list(request: ListOrder): Promise<ListedFigures>;
  listAll(accesses: readonly SystemAccess[]): Promise<readonly EndedList[]>;
  /** The list just read, through the import worker into the workspace. */
  bringIn(): Promise<BroughtFigures>;
  /** SHA-256 of the list just read, in hexadecimal. */
  listHash(): Promise<string>;
  /** Ends the run and its worker. */
  end(): void;
  /** Everything that a failed list must not change, as one text. */
  state(): Promise<string>;
}

export interface ListOrder {
  readonly access: SystemAccess;
  readonly since?: string;
  readonly again?: boolean;
  /** Cancelled after so long. */
  readonly cancelAfterMs?: number;
  /** Paused at the first progress, for so long. */
  readonly pauseMs?: number;
}

export interface EndedList {
  readonly status: 'done' | 'cancelled' | 'failed';
  readonly error: AppError | undefined;
  readonly ms: number;
}

export interface ListedFigures extends EndedList {
  readonly records: number;
  readonly groups: number;
  readonly watermark: string | undefined;
  readonly bytes: number;
  readonly progress: readonly ListingProgress[];
}

export interface BroughtFigures {
  readonly stageMs: number;
  readonly commitMs: number;
  readonly rowsRead: number;
  readonly created: number;
  /** Distinct groups in the file. */
  readonly groups: number;
}

declare global {
  interface Window {
    readonly connectors: ConnectorPage;
  }
}
