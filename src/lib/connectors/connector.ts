import type { SystemError } from '../model/app-error';
import type { Connection, ConnectorId } from '../model/connection';
import type { JsonObject } from '../model/json';

/**
 * What a system needs to be listed: what to ask, and what its answers say. Pure: it asks nothing itself. The requests,
 * their limits, waits and retries, and whether a list came whole, are the same for all (`listing.ts`).
 */
export interface Connector {
  readonly id: ConnectorId;
  /** The smallest request that a token with the needed rights may make; `read` understands its answer. */
  probe(connection: Connection): Step;
  /** Whether this list can be asked for what changed; left out: it can. Else it comes whole, whatever was asked for. */
  hasChanges?(connection: Connection): boolean;
  /** What to ask first. Every list that is wanted, or leads to one. */
  begin(connection: Connection, since: string | undefined): readonly Step[];
  /** Throws a SystemFailure (`notAsDocumented`) for an answer that has not the documented shape. */
  read(step: Step, answer: Answer, connection: Connection): Reading;
  /** Left out: a bearer token. */
  headers?(token: string): Readonly<Record<string, string>>;
  /** Whether this failure means that the list has to be begun anew, such as an expired cursor. */
  isExpired?(status: number, body: unknown): boolean;
  /** What to ask in place of a step that was refused, such as fewer at a time. Has to end. */
  instead?(step: Step, refusal: Refusal): Step | undefined;
  /** What the refusal of this step means, where that is more than its status says. */
  explain?(step: Step, refusal: Refusal): SystemError | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

/** One request to come. Plain data, so that a run that stopped can go on with those that are left. */
export interface Step {
  /** The list that it is a page of; the same for all its pages. */
  readonly list: string;
  /** In words, for a person who waits. */
  readonly what: string;
  readonly counts: 'records' | 'groups' | 'members';
  /** Told by the connector to itself: how the answer is to be read. */
  readonly kind: string;
  readonly url: string;
  /** What it tells more about, such as the group whose members it lists. */
  readonly of?: { readonly id: string; readonly name: string };
  /** Records of this list before this page. */
  readonly before?: number;
  /** A refusal is an answer too: `read` gets `undefined` for its body. For what not every server offers. */
  readonly isOptional?: boolean;
  /** It may be gone by the time it is asked for: `read` gets `undefined` for a 404 too. */
  readonly mayBeGone?: boolean;
  /** What the connector learned before, for itself. */
  readonly known?: JsonObject;
}

export interface Answer {
  readonly body: unknown;
  /** `undefined` also where the browser does not let it be read. */
  readonly header: (name: string) => string | undefined;
}

export interface Reading {
  readonly items: readonly Item[];
  /** The next page of the same list. */
  readonly next?: Step | undefined;
  /** Other lists that this page leads to. */
  readonly further?: readonly Step[];
  /** How many records the list has, as the system says. */
  readonly total?: number | undefined;
  /** The page is full, and where the next one is could not be read. */
  readonly isLinkMissing?: boolean;
  /** A page may have nothing but what came before: a list of changes that tells some twice. */
  readonly mayRepeat?: boolean;
  /** From where changes can be asked for next time. */
  readonly watermark?: string | undefined;
}

export interface Item {
  /** Tells a repeated record from a new one, within its list. */
  readonly id: string;
  /** The line it becomes; left out for one that only leads to others. */
  readonly line?: JsonObject | undefined;
  /** When it was changed last, as the system writes it: ISO 8601, so that the newest is the greatest. */
  readonly changedAt?: string | undefined;
}
