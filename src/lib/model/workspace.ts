import type { WorkspaceId, IdentityDomainId } from './ids';
import type { RememberedMapping } from './remembered-mapping';

/** One engagement with its own database. The sample workspace is never mixed with real ones. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly kind: 'real' | 'sample';
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly openedAt: number;
}

/** Holds users, groups and integrated apps. */
export interface IdentityDomain {
  readonly id: IdentityDomainId;
  readonly name: string;
  readonly createdAt: number;
  /** Of its users: one for each kind of file that was imported, the newest first. */
  readonly rememberedMappings?: readonly RememberedMapping[];
}
