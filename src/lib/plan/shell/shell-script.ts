import { OPERATION_KINDS, type PlannedAccount, type PlanOperation } from '../../model/plan-operation';
import { pathPart } from '../../model/scim-request';
import type { CommitTarget } from '../../model/commit-target';
import { OperationTally } from '../hand-over/operation-tally';
import { textFile, type TextPart } from '../hand-over/text-file';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan-file';
import { commandOf, type Commands } from './commands';
import { GRAPH_COMMANDS } from './graph-commands';
import { OKTA_COMMANDS } from './okta-commands';
import { scimCommands } from './scim-commands';
import { scriptHead, SCRIPT_END } from './script-head';
import { jsonText, type Reference } from './shell-references';
import { shellLabel } from './shell-word';

const COMMANDS: Record<CommitTarget, Commands> = {
  scim: scimCommands('', false),
  oracle: scimCommands('/admin/v1', true),
  okta: OKTA_COMMANDS,
  entra: GRAPH_COMMANDS
};
const GRAPH = 'https://graph.microsoft.com';

/**
 * The plan as a POSIX shell script of requests, one operation to two lines, in the order of the plan. Users and groups
 * whose id is not known are looked up by name when they are needed. Whatever a value holds, it is a value: see `shellWord`.
 */
export function* shellScript(source: OperationSource, options: WriteOptions): Generator<FilePiece, WriteTally> {
  const tally = new OperationTally(source.counts);
  yield* textFile(`muster-${options.target}.sh`, scriptParts(source, options, tally));
  return tally.result();
}

function* scriptParts(
  source: OperationSource,
  { target, domainName, address, targetApps }: WriteOptions,
  tally: OperationTally
): Generator<TextPart, void> {
  const apps = target === 'scim' ? [] : appsWithoutId(source, targetApps);
  const needsPassword = target === 'entra' && source.counts['create-user'] > 0;
  const base = address === '' && target === 'entra' ? GRAPH : address;
  yield { text: scriptHead({ target, domainName, address: base, apps, needsPassword }), rows: 0 };
  const app = ({ appName }: PlannedAccount) => appReference(targetApps.get(appName), apps.indexOf(appName) + 1);
  for (const operation of source.operations(OPERATION_KINDS)) {
    const command = commandOf(COMMANDS[target], operation, app);
    if (command === undefined) continue;
    tally.say(operation.kind);
    yield { text: `op ${shellLabel(operation.id)} ${shellLabel(nameOf(operation))}\n${command}\n`, rows: 1 };
  }
  yield { text: SCRIPT_END, rows: 0 };
}

function appsWithoutId(source: OperationSource, known: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set<string>();
  for (const { account } of source.operations(['link', 'unlink'])) {
    if (account && !known.has(account.appName)) names.add(account.appName);
  }
  return [...names];
}

function appReference(id: string | undefined, number: number): Reference {
  if (id !== undefined) return { find: '', path: pathPart(id), json: jsonText(id) };
  const part = { variable: `app_${number}` };
  return { find: '', path: part, json: part };
}

function nameOf({ user, group }: PlanOperation): string {
  const name = user?.values.userName ?? user?.targetId ?? '';
  return group ? `${name} ${group.name}`.trim() : name;
}
