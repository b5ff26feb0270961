import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { FaultBench } from './fault-browser';
import { killOnce, type KillMoment, type KillResult } from './kill-run';
import type { KillScenario } from './kill-scenarios';
import { Profiles } from './profiles';
import { undisturbed, type Undisturbed } from './undisturbed';

export interface KillOrder {
  readonly scenarios: readonly KillScenario[];
  readonly kills: number;
  /** So many browsers at a time. */
  readonly lanes: number;
  /** Where each result is put down as it comes, so that an order that was ended goes on; undefined: nowhere. */
  readonly journal: string | undefined;
  readonly onKill: (result: KillResult, done: number) => void;
}

/** Every third kill comes at a random time; the others go through the journal points. */
const RANDOM_EACH = 3;
/** Random times reach a little beyond the end, where everything has been told. */
const BEYOND = 1.15;

interface Planned {
  readonly scenario: KillScenario;
  readonly turn: number;
  readonly turns: number;
}

type NotedKill = KillResult & { readonly turn: number };

/** The scenarios take turns; each one's kills are spread over its points. */
export async function carryOutKills(bench: FaultBench, order: KillOrder): Promise<readonly KillResult[]> {
  const profiles = new Profiles(bench, 'kills');
  const known = new Map<KillScenario, Promise<Undisturbed>>();
  const results = noted(order.journal);
  const left = planned(order).filter(
    ({ scenario, turn }) => !results.some((result) => result.scenario === scenario.name && result.turn === turn)
  );
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { scenario, turn, turns } = next;
      const whole = known.get(scenario) ?? undisturbed(bench, profiles, scenario);
      known.set(scenario, whole);
      const kill = whole.then((as) => killOnce(bench, profiles, { known: as, moment: momentOf(as, turn, turns) }));
      const result = { ...(await kill.catch((error: unknown) => notKilled(scenario.name, error))), turn };
      results.push(result);
      if (order.journal !== undefined) appendFileSync(order.journal, `${JSON.stringify(result)}\n`);
      order.onKill(result, results.length);
    }
  };
  await Promise.all(Array.from({ length: order.lanes }, lane));
  return results;
}

/** What does not work undisturbed cannot be disturbed. */
function notKilled(scenario: string, error: unknown): KillResult {
  const nothing = { moment: { afterMs: 0 }, acked: 0, found: -1, ackedLost: 0, silent: [], usableMs: -1 };
  return { scenario, ...nothing, at: 'no time', illegal: [String(error)], interrupted: 0, ms: 0 };
}

export function planned({ scenarios, kills }: KillOrder): Planned[] {
  return Array.from({ length: kills }, (_, at) => ({
    scenario: scenarios[at % scenarios.length],
    turn: Math.floor(at / scenarios.length),
    turns: Math.ceil((kills - (at % scenarios.length)) / scenarios.length)
  }));
}

export function momentOf({ points, ms }: Undisturbed, turn: number, turns: number): KillMoment {
  if (turn % RANDOM_EACH === RANDOM_EACH - 1) return { afterMs: Math.random() * ms * BEYOND };
  const pointTurns = turns - Math.floor(turns / RANDOM_EACH);
  const pointTurn = turn - Math.floor(turn / RANDOM_EACH);
  // Fewer turns than points: each stands somewhere in its share. More: the points are gone through again and again.
  if (pointTurns >= points.length) return { point: 1 + (pointTurn % points.length) };
  return { point: 1 + Math.floor(((pointTurn + Math.random()) / pointTurns) * points.length) };
}

function noted(journal: string | undefined): NotedKill[] {
  if (journal === undefined || !existsSync(journal)) return [];
  const lines = readFileSync(journal, 'utf8').split('\n').filter(Boolean);
  return lines.map((line): NotedKill => JSON.parse(line));
}
