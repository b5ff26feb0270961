import type { WorkspaceId, IdentityDomainId } from './ids';
import type { DomainLearning } from './domain-learning';
import type { RememberedMapping } from './remembered-mapping';

/** One engagement with its own database. The sample workspace is never mixed with real ones. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly kind: 'real' | 'sample';
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly openedAt: number;
  /**
   * Name of the database that holds it. Another one each time it was written anew as a whole: by an upgrade, a passphrase,
   * a restored backup. Undefined for one that never was (storage/workspace-database.ts).
   */
  readonly database?: string;
  /** Its contents open only by its passphrase. The database itself decides; this is for lists of workspaces. */
  readonly isProtected?: boolean;
}

/** Holds users, groups and integrated apps. */
export interface IdentityDomain {
  readonly id: IdentityDomainId;
  readonly name: string;
  readonly createdAt: number;
  /** Of its users: one for each kind of file that was imported, the newest first. */
  readonly rememberedMappings?: readonly RememberedMapping[];
  /** Absent: suggestions learn from everything that people confirmed. */
  readonly learning?: DomainLearning;
}
