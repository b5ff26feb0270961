import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import type { ComparisonWeights, LevelWeights, LinkageModel } from '../../src/lib/model/linkage-model';
import { fitCalibration, UNCALIBRATED, type KnownAccount } from '../../src/lib/linkage/weigh/calibration';
import { generateCase } from './generate/generate-case';
import { oneList } from './generate/one-list';
import { ALL_CANDIDATES } from './linker';
import { buildSuggester } from './product-linker';
import { CORRUPTION, TUNING_SEEDS } from './thresholds';

/**
 * npx tsx tests/quality/fit-delivered.ts
 *
 * Writes src/lib/linkage/delivered-model.ts and delivered-combined.ts: weights from generated lists whose owners are known, and what computed
 * probabilities mean, from the same lists fitted as in a workspace, where owners are not known.
 */
const FOLDER = 'src/lib/linkage';
/** Small and large firms: what agrees by chance does so more often in a large one. */
const SIZES = [3000, 23_000, 8000, 12_000];

const cases = TUNING_SEEDS.map((seed, at) => generateCase({ users: SIZES[at] ?? 8000, seed, corruption: CORRUPTION }));
const models = cases.map(({ users, ...made }) => {
  const { accounts, owners } = oneList({ users, ...made });
  return buildSuggester({ users, accounts, isSameList: false }, { owners, prior: null, calibration: UNCALIBRATED })
    .model;
});
const model = meanModel(models);
const known = cases.flatMap(({ users, apps }) =>
  apps.flatMap(({ accounts, owners }) => {
    const options = { prior: model, calibration: UNCALIBRATED };
    const suggester = buildSuggester({ users, accounts, isSameList: false }, options);
    return Array.from(owners, (owner, account): KnownAccount => {
      const { candidates } = suggester.suggest(account, ALL_CANDIDATES);
      return {
        bits: candidates.map(({ bits }) => bits),
        owner: candidates.findIndex(({ user }) => user === owner)
      };
    });
  })
);
const calibration = fitCalibration(known);
await write(`${FOLDER}/delivered-model.ts`, modelText());
await write(`${FOLDER}/delivered-combined.ts`, combinedText());
console.error(`${known.length} accounts; slope ${calibration.slope}, shift ${calibration.shift}`);

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file }));
}

function modelText(): string {
  const text = JSON.stringify({ ...model, combined: [] }).replace('"combined":[]', 'combined: DELIVERED_COMBINED');
  return `import type { LinkageModel } from '../model/linkage-model';
import { DELIVERED_COMBINED } from './delivered-combined';
import type { Calibration } from './weigh/calibration';

/**
 * What scores are made with before anything is known of two lists, and what counts beside them as a few accounts more.
 * Written by tests/quality/fit-delivered.ts: fitted to generated directories and app accounts only, never to lists that
 * quality is measured on.
 */
export const DELIVERED_MODEL: LinkageModel = ${text};

/** Fitted to the same lists. */
export const DELIVERED_CALIBRATION: Calibration = ${JSON.stringify(calibration)};
`;
}

function combinedText(): string {
  return `import type { CombinedWeights } from '../model/linkage-model';

/**
 * The part of the delivered model that holds within a state of what was compared before (weigh/contexts.ts). Written by
 * tests/quality/fit-delivered.ts.
 */
export const DELIVERED_COMBINED: readonly CombinedWeights[] = ${JSON.stringify(model.combined)};
`;
}

/** Of models that compare the same; all of them count alike. */
function meanModel(all: readonly LinkageModel[]): LinkageModel {
  const mean = (read: (one: LinkageModel) => readonly ComparisonWeights[] | undefined) =>
    (read(all[0]) ?? []).map((entry, at) => ({
      ...entry,
      levels: entry.levels.map((level, place) => meanLevel(all.map((one) => read(one)?.[at]?.levels[place] ?? level)))
    }));
  return {
    comparisons: mean(({ comparisons }) => comparisons).filter(({ comparison }) => !comparison.startsWith('custom:')),
    combined: mean(({ combined }) => combined) as LinkageModel['combined'] & object,
    ownerShare: meanOf(all.map(({ ownerShare }) => ownerShare)),
    origin: 'delivered',
    learntFrom: 0
  };
}

function meanLevel(levels: readonly LevelWeights[]): LevelWeights {
  const shares = levels.flatMap(({ share }) => (share === undefined ? [] : [share]));
  return {
    level: levels[0].level,
    m: meanOf(levels.map(({ m }) => m)),
    u: meanOf(levels.map(({ u }) => u)),
    ...(shares.length > 0 && { share: meanOf(shares) })
  };
}

/** Five digits that count. */
function meanOf(values: readonly number[]): number {
  return Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(5));
}
