export type PlanRule = string;

/** What a target would refuse, or take otherwise than meant. */
export interface PlanProblem {
  readonly rule: PlanRule;
  readonly severity: 'error' | 'warning';
  readonly operationId: string;
}
