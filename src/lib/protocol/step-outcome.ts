import type { HistoryStep } from '../model/history-step';

export interface HistoryView {
  /** Newest first. */
  readonly steps: readonly HistoryStep[];
  readonly undoable: HistoryStep | undefined;
  readonly redoable: HistoryStep | undefined;
}

export interface StepOutcome {
  readonly step: HistoryStep;
  readonly history: HistoryView;
}
