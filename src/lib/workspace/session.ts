import type { Evaluator } from '../protocol/expression-api';
import { AccountDetails } from './account-detail';
import { AccountManagers } from './account-managers';
import { Commits } from './commits';
import { Connections } from './connections';
import { Decisions } from './decisions';
import { Groups } from './groups';
import { HeldRuns } from './held-runs';
import { ImportStages } from './import-stages';
import { LookAlikes } from './look-alikes';
import { Mappings } from './mappings';
import type { OpenWorkspace } from './open-workspace';
import { Plans } from './plans';
import { QuestionPack } from './question-pack';
import { Rematches } from './rematches';
import { Sources } from './sources';
import { Views } from './views';

/** The open workspace with everything that works on it. */
export class Session {
  readonly workspace: OpenWorkspace;
  readonly views: Views;
  readonly decisions: Decisions;
  readonly stages: ImportStages;
  readonly held: HeldRuns;
  readonly rematches: Rematches;
  readonly details: AccountDetails;
  readonly managers: AccountManagers;
  readonly lookAlikes: LookAlikes;
  readonly groups: Groups;
  readonly mappings: Mappings;
  readonly sources: Sources;
  readonly connections: Connections;
  readonly plans: Plans;
  readonly commits: Commits;
  readonly questions: QuestionPack;
  readonly evaluator: Evaluator;

  constructor(workspace: OpenWorkspace, evaluator: Evaluator) {
    this.workspace = workspace;
    this.views = new Views(workspace);
    this.decisions = new Decisions(workspace, this.views, evaluator, (...asked) => this.plans.isPlanned(...asked));
    this.stages = new ImportStages(workspace, evaluator);
    this.held = new HeldRuns(workspace, this.stages);
    this.rematches = new Rematches(workspace, evaluator);
    this.details = new AccountDetails(workspace, evaluator);
    this.managers = new AccountManagers(workspace);
    this.lookAlikes = new LookAlikes(workspace);
    this.groups = new Groups(workspace);
    this.mappings = new Mappings(workspace, evaluator);
    this.sources = new Sources(workspace);
    this.connections = new Connections(workspace);
    this.plans = new Plans(workspace, evaluator);
    this.commits = new Commits(workspace, this.plans);
    this.questions = new QuestionPack(workspace, this.decisions, evaluator);
    this.evaluator = evaluator;
  }
}
