import type { Evaluator } from '../protocol/expression-api';
import type { StartedLinkage } from '../protocol/linkage-api';
import { AccountDetails } from './account-detail';
import { AccountManagers } from './account-managers';
import { Commits } from './commits';
import { Connections } from './connections';
import { Decisions } from './decisions';
import { Groups } from './groups';
import { HeldRuns } from './held-runs';
import { ImportStages } from './import-stages';
import { Learning } from './learning';
import { Linkage } from './linkage';
import { LookAlikes } from './look-alikes';
import { Mappings } from './mappings';
import type { OpenWorkspace } from './open-workspace';
import { Plans } from './plans';
import { QualityReviews } from './quality-reviews';
import { QuestionPack } from './question-pack';
import { Rematches } from './rematches';
import { Scorings } from './scorings';
import { Sources } from './sources';
import { Suggestions } from './suggestions';
import { Views, type ScoresOf } from './views';

/** Beside the workspace, what its parts need of the place that runs the engine. */
export interface SessionHost {
  readonly evaluator: Evaluator;
  /** Called when users are first to be ranked. */
  readonly startLinkage: () => StartedLinkage;
}

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
  readonly scorings: Scorings;
  readonly suggestions: Suggestions;
  readonly learning: Learning;
  readonly reviews: QualityReviews;

  constructor(workspace: OpenWorkspace, { evaluator, startLinkage }: SessionHost) {
    this.workspace = workspace;
    const linkage = new Linkage(workspace, startLinkage);
    const scorings = new Scorings(workspace, linkage);
    const scoresOf: ScoresOf = (...asked) => scorings.columns(...asked);
    this.scorings = scorings;
    this.views = new Views(workspace, scoresOf);
    this.decisions = new Decisions(workspace, this.views, evaluator, {
      isPlanned: (...asked) => this.plans.isPlanned(...asked),
      scoresOf
    });
    this.stages = new ImportStages(workspace, evaluator);
    this.held = new HeldRuns(workspace, this.stages);
    this.rematches = new Rematches(workspace, evaluator);
    this.details = new AccountDetails(workspace, evaluator, scoresOf);
    this.suggestions = new Suggestions({
      workspace,
      linkage,
      details: this.details,
      decisions: this.decisions,
      scoresOf,
      isScoring: (appId) => scorings.isRunning(appId)
    });
    this.learning = new Learning(workspace, scorings);
    this.reviews = new QualityReviews(workspace);
    this.managers = new AccountManagers(workspace);
    this.lookAlikes = new LookAlikes(workspace);
    this.groups = new Groups(workspace);
    this.mappings = new Mappings(workspace, evaluator);
    this.sources = new Sources(workspace);
    this.connections = new Connections(workspace);
    this.plans = new Plans(workspace, evaluator);
    this.commits = new Commits(workspace, this.plans);
    this.questions = new QuestionPack(workspace, this.decisions, evaluator, this.suggestions);
    this.evaluator = evaluator;
    workspace.onClosed = () => {
      scorings.end();
      linkage.end();
    };
  }
}
