import { Hiring } from './people';
import type { Person } from './person';
import type { Random } from './random';
import { times } from './times';

export const USER_COUNT = 10_000;
const SERVICE_COUNT = 120;
const TWIN_PAIRS = 25;
const NAMESAKE_PAIRS = 30;
const HEIRS = 40;
const FORMER_EMPLOYEES = 400;

export interface Directory {
  /** In the order of the file. */
  readonly people: readonly Person[];
  /** Left so long ago that the directory has forgotten them; apps have not. */
  readonly forgotten: readonly Person[];
  /** Share their address with somebody who left and is still listed. */
  readonly heirs: readonly Person[];
  readonly namesakes: readonly Person[];
}

export function makeDirectory(random: Random): Directory {
  const hiring = new Hiring(random);
  const ordinaryCount = USER_COUNT - SERVICE_COUNT - HEIRS - 2 * TWIN_PAIRS - 2 * NAMESAKE_PAIRS;
  const ordinary = times(ordinaryCount, () => hiring.hire());
  const gone = ordinary.slice(0, HEIRS).map((person) => ({ ...person, isActive: false }));
  const heirs = gone.map((person) => ({ ...hiring.hireHeir(person), isActive: true }));
  const twins = times(TWIN_PAIRS, () => hiring.hireTwins()).flat();
  const namesakes = times(NAMESAKE_PAIRS, () => hiring.hireNamesakes()).flat();
  const services = times(SERVICE_COUNT, (index) => hiring.serviceAccount(index));
  const forgotten = times(FORMER_EMPLOYEES, () => hiring.hire());
  const people = random.shuffled([...gone, ...ordinary.slice(HEIRS), ...heirs, ...twins, ...namesakes, ...services]);
  return { people, forgotten, heirs, namesakes };
}
