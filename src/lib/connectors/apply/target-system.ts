import type { Attribute } from '../../model/attribute';
import type { Connection } from '../../model/connection';
import type { JsonObject } from '../../model/json';
import type { OperationKind, PlannedUser, PlanOperation } from '../../model/plan-operation';

/**
 * What a system needs to have a plan applied to it: where to look for users, groups, memberships and links, and which
 * requests carry an operation out. Pure: it asks nothing itself. In which order, how often, and what becomes of an
 * operation whose answer did not come is the same for all (`batch-run.ts`).
 */
export interface TargetSystem {
  /** Between the address of the connection and the paths below: `/api/v1`. */
  readonly basePath: string;
  /** Of what is sent. */
  readonly contentType: string;
  /** A text of this form is the system's own id and no other system's, so that it need not be looked up. */
  isOwnId(text: string): boolean;
  /** Whether what a user is found by alone tells who it is; else an id may be another user's id elsewhere. */
  readonly trustsIds: boolean;
  /** Kinds whose requests depend on what is there. */
  readonly looksFirst: ReadonlySet<OperationKind>;
  /** One after the other, until somebody is found who is meant. */
  findUser(user: UserKeys): readonly LookUp<FoundUser>[];
  /** Several at once, by their user names; left out where the system has no words for that. */
  readonly findUsers?: {
    readonly takes: (userName: string) => boolean;
    readonly lookUp: (userNames: readonly string[]) => LookUp<FoundUser>;
  };
  findGroup(name: string): LookUp<FoundGroup>;
  /** Leads to the ids among which `wanted` is while the user is a member. */
  membership(ids: KnownIds): Listed;
  /** Assignments of the app to the user; left out: there is no such thing. */
  links?(ids: KnownIds): LookUp<string>;
  /** Attributes that its requests have words for. */
  readonly carries: ReadonlySet<Attribute>;
  /** Kinds whose success is believed only when it is seen. */
  readonly proves?: ReadonlySet<OperationKind>;
  /** What was made a moment ago may be unknown to what refers to it: a 404 is no last word. */
  readonly knowsLate?: true;
  /** In turn. Empty: the system has no words for it. */
  write(operation: PlanOperation, ids: KnownIds, options: WriteOptions): readonly WriteRequest[];
  /** What the answer calls what was made; empty where it does not say. */
  madeId(body: unknown): string;
  /** Where the system says whether it takes many operations at once, and where it takes them; left out: never. */
  readonly bulk?: { readonly configPath: string; readonly path: string };
}

export type TargetOf = (connection: Connection) => TargetSystem;

export interface LookUp<Found> {
  readonly path: string;
  /** Needless where users were looked up together by their names. */
  readonly isByUserName?: true;
  /** The path is of one thing: where there is none, `read` is given `undefined`. A list is always there. */
  readonly mayBeMissing?: true;
  /** Undefined: it is not of the documented shape. */
  read(body: unknown): Findings<Found> | undefined;
}

export interface Findings<Found> {
  readonly found: readonly Found[];
  /** Where the rest is, where there is more than these. */
  readonly next?: LookUp<Found> | undefined;
  /** The system gives so many and no more, and there may be others. */
  readonly isCut?: boolean;
}

export interface Listed {
  readonly lookUp: LookUp<string>;
  readonly wanted: string;
}

export interface UserKeys {
  readonly targetId: string;
  readonly values: PlannedUser['values'];
}

export interface FoundUser {
  readonly id: string;
  /** By which another system knows this user. */
  readonly externalId: string;
  readonly state: UserState;
  readonly values: Readonly<Partial<Record<Attribute, string>>>;
}

export type UserState = 'active' | 'suspended' | 'inactive';

export interface FoundGroup {
  readonly id: string;
  readonly name: string;
}

/** What the system calls those that an operation is about; empty where it is about none. */
export interface KnownIds {
  readonly userId: string;
  readonly groupId: string;
  readonly appId: string;
  /** Assignments to be taken away. */
  readonly links: readonly string[];
  /** Where it was looked at. */
  readonly userState: UserState | undefined;
}

/** A system that has no links to apps: a link is Muster's own knowledge, and nothing has to be sent for it. */
export function isKeptHere({ links }: Pick<TargetSystem, 'links'>, { kind }: Pick<PlanOperation, 'kind'>): boolean {
  return links === undefined && (kind === 'link' || kind === 'unlink');
}

export const NO_IDS: KnownIds = { userId: '', groupId: '', appId: '', links: [], userState: undefined };

export interface WriteOptions {
  readonly welcomesUsers: boolean;
  /** A password that nobody knows, for a system that takes no user without one. Made anew with each call, never kept. */
  readonly secret: () => string;
}

export interface WriteRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: JsonObject;
  /** A refusal of it is as good as an answer: it was so already. */
  readonly mayBeRefused?: boolean;
}
