import type { Command, KeyHint } from './commands.svelte';
import type { PlanPage } from './plan-page.svelte';

const GROUP = 'Plan';

/** What a key needs of the page beside its state. */
export interface PlanSurroundings {
  readonly focusSearch: () => void;
}

export const PLAN_HINTS: readonly KeyHint[] = [
  { keys: '/', label: 'Search operations', group: GROUP },
  { keys: 'j k', label: 'Next, previous operation', group: GROUP },
  { keys: 'Enter', label: 'Show the details', group: GROUP },
  { keys: 'x', label: 'Select or deselect', group: GROUP },
  { keys: 'e', label: 'Exclude, or include again', group: GROUP },
  { keys: 'Escape', label: 'Close the details', group: GROUP }
];

export function planCommands(page: PlanPage): readonly Command[] {
  const { exports } = page;
  const isFree = () => !exports.isBusy;
  return [
    {
      id: 'hand-over',
      label: 'Hand over files',
      group: GROUP,
      run: () => page.showHandOver(),
      isAvailable: () => page.includedCount > 0
    },
    {
      id: 'apply',
      label: 'Apply the plan',
      group: GROUP,
      run: () => page.showApply(),
      isAvailable: () => page.applyProblem === undefined
    },
    {
      id: 'questions',
      label: 'Save question pack',
      group: GROUP,
      run: () => void exports.saveQuestions(),
      isAvailable: isFree
    },
    {
      id: 'answers',
      label: 'Read answers back',
      group: GROUP,
      run: () => page.showAnswers(),
      isAvailable: () => !page.isReadOnly
    },
    { id: 'report', label: 'Save report', group: GROUP, run: () => void exports.saveReport(), isAvailable: isFree },
    {
      id: 'database',
      label: 'Export for a database',
      group: GROUP,
      run: () => void exports.saveForDatabase(),
      isAvailable: isFree
    }
  ];
}

/** True when the key meant something. */
export function runPlanKey(key: string, page: PlanPage, around: PlanSurroundings): boolean {
  if (page.look.view === 'operations' && runListKey(key, page, around)) return true;
  if (key !== 'Escape' || !page.look.isOpen) return false;
  page.look.closeDetails();
  return true;
}

function runListKey(key: string, page: PlanPage, { focusSearch }: PlanSurroundings): boolean {
  const { list } = page;
  const { row } = list.cursor;
  switch (key) {
    case '/':
      focusSearch();
      return true;
    case 'j':
      list.cursor.focusAt(Math.min(row + 1, list.rows.total - 1));
      return true;
    case 'k':
      list.cursor.focusAt(row - 1);
      return true;
    case 'x':
      void list.pick(row, false);
      return true;
    case 'e':
      return excludeOrInclude(page);
    default:
      return false;
  }
}

function excludeOrInclude(page: PlanPage): boolean {
  const current = page.list.rows.rowAt(page.list.cursor.row);
  if (!current || page.isReadOnly) return false;
  const selection = { kind: 'ids', ids: [current.operation.id] } as const;
  if (current.excludedBecause === undefined) page.askExclude(selection, 1);
  else void page.exclude(selection, undefined);
  return true;
}
