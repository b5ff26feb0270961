import type { Answer, Reading, Step } from './connector';
import { linksOf } from './link-header';

/**
 * Where the next page is, as the Link header says. A browser cannot tell a header that was not sent from one that it
 * may not read: a full page without any is taken for the second.
 */
export function linkPage(step: Step, { header }: Answer, { rows, pageSize }: PageFill): LinkPage {
  const link = header('link');
  if (link === undefined) return { next: undefined, isLinkMissing: rows >= pageSize };
  const url = linksOf(link, step.url).get('next');
  return { next: url === undefined ? undefined : { ...step, url }, isLinkMissing: false };
}

export type LinkPage = Required<Pick<Reading, 'isLinkMissing'>> & { readonly next: Step | undefined };

export interface PageFill {
  readonly rows: number;
  readonly pageSize: number;
}
