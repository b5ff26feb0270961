import type { Connection } from '../model/connection';

/** Who asks. The token is in memory only: never stored, logged, or put into an address. */
export interface SystemAccess {
  readonly connection: Connection;
  readonly token: string;
  /** Where this app is served from, as the system's admin has to allow it. */
  readonly origin: string;
}
