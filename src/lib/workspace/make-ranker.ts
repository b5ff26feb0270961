import type { RecordSet } from '../engine/record-set';
import type { Segment } from '../engine/segment';
import { Suggester } from '../linkage/suggester';
import { needsLatinSpelling, type LatinSpelling } from '../linkage/text/latin-spelling';
import { must } from '../model/assert';
import type { Attribute } from '../model/attribute';
import { breathe } from './breathe';
import type { MakeRanker } from './linkage-service';
import { runSliced } from './run-sliced';

/** Where names may be written in letters that are not Latin. */
const NAMES: readonly Attribute[] = ['displayName', 'givenName', 'familyName', 'userName', 'email', 'otherEmail'];
const ASCII_END = 0x80;

/** Makes suggesters; spelling of other scripts is loaded when a list has them. */
export const makeRanker: MakeRanker = async ({ users, accounts, known, learnt }, before) => {
  const lists = [users, accounts, ...known.map((app) => app.accounts)];
  const latin = (await haveOtherScripts(lists)) ? await latinSpelling() : undefined;
  const options = { latin, known, learnt, before: before instanceof Suggester ? before : undefined };
  return must(await runSliced(Suggester.prepare(users, accounts, options)), 'nobody ends this work');
};

let loading: Promise<LatinSpelling> | undefined;

function latinSpelling(): Promise<LatinSpelling> {
  loading ??= import('any-ascii').then((module) => module.default);
  return loading;
}

/** By segment: forgotten with it. */
const known = new WeakMap<Segment, boolean>();

async function haveOtherScripts(lists: readonly RecordSet[]): Promise<boolean> {
  for (const segment of lists.flatMap(({ segments }) => segments)) {
    const has = known.get(segment) ?? hasOtherScripts(segment);
    known.set(segment, has);
    if (has) return true;
    await breathe();
  }
  return false;
}

/** 1 ms per MB where it is ASCII, as most are; ten times that where it is not. */
function hasOtherScripts({ columns }: Segment): boolean {
  return NAMES.some((attribute) => {
    const bytes = columns.get(attribute)?.bytes;
    return bytes?.some((byte) => byte >= ASCII_END) === true && needsLatinSpelling(new TextDecoder().decode(bytes));
  });
}
