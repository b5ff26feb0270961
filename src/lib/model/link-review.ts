export type LinkVerdict = 'right' | 'wrong' | 'unsure';

/** A link of the sample, as it was when it was drawn. */
export interface ReviewedLink {
  readonly row: number;
  /** Row of the user. */
  readonly user: number;
  readonly verdict?: LinkVerdict;
}

/** A random sample of an app's automatic links, and what somebody found who looked at them. Stored with the app. */
export interface LinkReview {
  /** Milliseconds since 1970. */
  readonly drawnAt: number;
  /** Links that it was drawn from. */
  readonly population: number;
  /** At most MOST_REVIEWED. */
  readonly links: readonly ReviewedLink[];
}

export const MOST_REVIEWED = 400;
