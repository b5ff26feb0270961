/** What a person is told of a failure: what happened, why, and what to do now. */
export interface ErrorMessage {
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}
