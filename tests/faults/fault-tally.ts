import { existsSync, readFileSync } from 'node:fs';

interface Written {
  readonly survived: number;
  readonly problems: readonly string[];
  readonly backups: { readonly refused?: number };
  readonly details: { readonly cases: readonly { readonly problems: readonly string[] }[] };
}

/** What a run of the fault harness counts as among the tests: each kill survived, each fault that held, and the rest. */
export function faultTally(file: string): { readonly passed: number; readonly failed: number } {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { survived, problems, backups, details }: Written = JSON.parse(readFileSync(file, 'utf8'));
  const held = details.cases.filter((fault) => fault.problems.length === 0).length;
  return { passed: survived + held + (backups.refused ? 1 : 0), failed: problems.length };
}
