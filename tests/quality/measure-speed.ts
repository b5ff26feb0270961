import anyAscii from 'any-ascii';
import type { RecordSet } from '../../src/lib/engine/record-set';
import { CandidateFinder, MOST_CANDIDATES } from '../../src/lib/linkage/retrieve/candidate-finder';
import { Suggester } from '../../src/lib/linkage/suggester';
import { finish } from '../fixtures/records';
import { generateCase, type CaseOptions } from './generate/generate-case';
import { oneList } from './generate/one-list';
import { recordsOf } from './product-linker';

export interface SpeedFigures {
  readonly pairsPerSecond: number;
  readonly accountsPerSecond: number;
}

const ROUNDS = 3;
const FEW_ROWS = 1000;

/**
 * Accounts: encoded, candidates found, scored, best user told, all in this thread, beside a directory whose index and
 * weights are there already (made once per domain). Pairs: those scored, over the time of that without encoding and finding.
 * Seconds are those of the processor (collecting garbage included), and the best of a few rounds: the machine does other
 * things too.
 */
export function measureSpeed(options: CaseOptions): SpeedFigures {
  const made = generateCase(options);
  const { accounts } = oneList(made);
  const users = recordsOf(made.users);
  const few = recordsOf({ ...accounts, rows: accounts.rows.slice(0, FEW_ROWS) });
  const before = finish(Suggester.build(users, few, { latin: anyAscii }));
  const rounds = Array.from({ length: ROUNDS }, () => measureRound(before, recordsOf({ ...accounts })));
  return {
    pairsPerSecond: Math.round(Math.max(...rounds.map(({ pairsPerSecond }) => pairsPerSecond))),
    accountsPerSecond: Math.round(Math.max(...rounds.map(({ accountsPerSecond }) => accountsPerSecond)))
  };
}

function measureRound(before: Suggester, accounts: RecordSet): SpeedFigures {
  const rows = Uint32Array.from({ length: accounts.rowCount }, (_, row) => row);
  const start = processorMs();
  const suggester = finish(
    Suggester.build(before.lists.userRecords, accounts, { latin: anyAscii, before, model: before.model })
  );
  const encoded = processorMs();
  finish(suggester.suggestAll(rows));
  const end = processorMs();
  const finder = new CandidateFinder(suggester.lists.index, suggester.lists.accounts);
  const found = new Uint32Array(MOST_CANDIDATES);
  const pairs = rows.reduce((sum, row) => sum + finder.candidates(row, found), 0);
  const finding = processorMs() - end;
  return {
    pairsPerSecond: (1000 * pairs) / Math.max(1, end - encoded - finding),
    accountsPerSecond: (1000 * rows.length) / (end - start)
  };
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
