import type { PlanApi } from '../protocol/plan-api';
import { SessionCalls } from './session-calls';

/** The part of the engine's contract that is about plans and commits (protocol/plan-api.ts). */
export abstract class PlanCalls extends SessionCalls implements PlanApi {
  readonly openPlan: PlanApi['openPlan'] = (scope) => this.inSession(({ plans }) => plans.open(scope));
  readonly readOperations: PlanApi['readOperations'] = (...asked) =>
    this.inSession(({ plans }) => plans.operations(...asked));
  readonly excludeOperations: PlanApi['excludeOperations'] = (...given) =>
    this.inSession(({ plans }) => plans.exclude(...given));
  readonly leaveOutUndecided: PlanApi['leaveOutUndecided'] = (...given) =>
    this.inSession(({ plans }) => plans.leaveOutUndecided(...given));
  readonly checkPlan: PlanApi['checkPlan'] = (...asked) => this.inSession(({ plans }) => plans.checkPlan(...asked));
  readonly readProblems: PlanApi['readProblems'] = (...asked) =>
    this.inSession(({ plans }) => plans.problems(...asked));
  readonly handOver: PlanApi['handOver'] = (...given) => this.job(({ plans }) => plans.handOver(...given));

  readonly startCommit: PlanApi['startCommit'] = (request) => this.inSession(({ commits }) => commits.start(request));
  readonly commits: PlanApi['commits'] = (scope) => this.inSession(({ commits }) => commits.list(scope));
  readonly nextOperations: PlanApi['nextOperations'] = (...asked) =>
    this.inSession(({ commits }) => commits.next(...asked));
  readonly noteOutcomes: PlanApi['noteOutcomes'] = (...given) =>
    this.inSession(({ commits }) => commits.noteOutcomes(...given));
  readonly setCommitPaused: PlanApi['setCommitPaused'] = (...given) =>
    this.inSession(({ commits }) => commits.setPaused(...given));
  readonly cancelCommit: PlanApi['cancelCommit'] = (id) => this.inSession(({ commits }) => commits.cancel(id));
  readonly retryFailed: PlanApi['retryFailed'] = (...given) =>
    this.inSession(({ commits }) => commits.retryFailed(...given));
  readonly readCommitted: PlanApi['readCommitted'] = (...asked) =>
    this.inSession(({ commits }) => commits.read(...asked));
  readonly inverseOf: PlanApi['inverseOf'] = (...asked) => this.job(({ commits }) => commits.inverse(...asked));
}
