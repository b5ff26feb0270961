import { excerptOf, SystemFailure } from '../system-failure';
import type { ReadRequest } from './system-caller';
import type { LookUp } from './target-system';

export interface PageReader {
  readonly host: string;
  /** The answer's body; undefined where there is nothing at that path, and that may be. */
  readonly read: (request: ReadRequest) => Promise<unknown>;
}

export interface AllFound<Found> {
  readonly found: readonly Found[];
  readonly isCut: boolean;
}

/** A question about one user or group is answered by few; whoever gives more does not filter. */
const MOST_PAGES = 50;

/** Everything that a look-up finds, page by page. Throws a SystemFailure for what is not as documented, or too much. */
export async function readPages<Found>(lookUp: LookUp<Found>, { host, read }: PageReader): Promise<AllFound<Found>> {
  const found: Found[] = [];
  let isCut = false;
  for (let next: LookUp<Found> | undefined = lookUp, pages = 0; next; pages++) {
    if (pages === MOST_PAGES) throw new TooManyPages(host);
    const { path, mayBeMissing } = next;
    const body = await read({ path, mayBeMissing });
    const findings = next.read(body);
    if (!findings) {
      const excerpt = excerptOf(JSON.stringify(body) ?? '');
      throw new SystemFailure({
        kind: 'system-answer',
        host,
        cause: 'It is no answer to who or what is there.',
        excerpt
      });
    }
    found.push(...findings.found);
    isCut ||= findings.isCut === true;
    next = findings.next;
  }
  return { found, isCut };
}

/** Says something of this one question only. */
export class TooManyPages extends SystemFailure {
  constructor(host: string) {
    const cause = 'It gives so many where one is asked for that it cannot be told who is meant.';
    super({ kind: 'system-answer', host, cause, excerpt: '' });
  }
}
