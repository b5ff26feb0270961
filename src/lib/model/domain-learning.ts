/** What the ranking of users learns from the decisions of people in a domain. */
export interface DomainLearning {
  readonly isOn: boolean;
  /** Decisions of this step of the history, and of steps before it, are not learnt from. */
  readonly forgottenUpTo: number;
}

export const LEARNS_ALL: DomainLearning = { isOn: true, forgottenUpTo: 0 };
