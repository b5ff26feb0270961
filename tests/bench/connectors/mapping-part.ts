import { plainTable } from '../table-text';
import type { ExportMeasure, measureExports } from './measure-mapping';
import type { ProjectModules } from './project-modules';

/** How the files that people really export come in. */
export interface MappingFigures {
  /** Apps of the catalog whose fixtures all come in as they should. */
  readonly apps: number;
  /** Of the columns of all fixtures, those that go where they belong. */
  readonly rightShare: number;
  /** Columns that go elsewhere and are shown as sure. */
  readonly wrongSilent: number;
}

export interface PartResult<Figures> {
  readonly figures: Figures;
  /** What is wrong; the run fails if there is any. */
  readonly faults: readonly string[];
}

const MODULE = 'tests/bench/connectors/measure-mapping.ts';

export async function mappingPart(modules: ProjectModules): Promise<PartResult<MappingFigures>> {
  // The module is the one that is named: Vite gives it without its types.
  const { measureExports: measure } = (await modules.load(MODULE)) as { measureExports: typeof measureExports };
  const measures = await measure();
  const ids = [...new Set(measures.map(({ truth }) => truth.catalogId))];
  const apps = ids.map((id) => ({ id, own: measures.filter(({ truth }) => truth.catalogId === id) }));
  console.log(plainTable([['app', 'files', 'columns', 'right', 'wrong in silence', ''], ...apps.map(appRow)]));
  const sum = (count: (measure: ExportMeasure) => number) => measures.reduce((total, one) => total + count(one), 0);
  return {
    figures: {
      apps: apps.filter(({ own }) => own.every(({ isPassing }) => isPassing)).length,
      rightShare: sum(({ right }) => right) / sum(({ columns }) => columns),
      wrongSilent: sum(({ wrongSilent }) => wrongSilent.length)
    },
    faults: measures.flatMap(faultsOf)
  };
}

function appRow({ id, own }: { readonly id: string; readonly own: readonly ExportMeasure[] }): string[] {
  const columns = own.reduce((total, one) => total + one.columns, 0);
  const right = own.reduce((total, one) => total + one.right, 0);
  const silent = own.reduce((total, one) => total + one.wrongSilent.length, 0);
  const share = `${((100 * right) / columns).toFixed(1)} %`;
  const verdict = own.every(({ isPassing }) => isPassing) ? 'passes' : 'FAILS';
  return [id, String(own.length), String(columns), share, String(silent), verdict];
}

function faultsOf({ truth, isPassing, wrongSilent, wrongShown, faults }: ExportMeasure): readonly string[] {
  if (isPassing) return [];
  return [...wrongSilent, ...wrongShown, ...faults].map((fault) => `${truth.catalogId}/${truth.file}: ${fault}`);
}
