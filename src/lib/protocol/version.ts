/** Raised with every change of a worker's contract: a page of one build must not talk to a worker of another. */
export const PROTOCOL_VERSION = 1;
