import { OPERATION_KINDS, type PlanOperation } from '../../model/plan-operation';
import type { CommitTarget } from '../../model/commit-target';
import { OperationTally } from '../hand-over/operation-tally';
import { textFile, type TextPart } from '../hand-over/text-file';
import { ManagerIds } from '../manager-ids';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan-file';
import { commandOf, type Commands } from './commands';
import { GRAPH_COMMANDS } from './graph-commands';
import { oktaCommands } from './okta-commands';
import { scimCommands } from './scim-commands';
import { scriptHead, SCRIPT_END } from './script-head';
import { ShellReferences } from './shell-references';
import { shellLabel } from './shell-word';

const COMMANDS: Record<CommitTarget, (options: WriteOptions, managers: ManagerIds) => Commands> = {
  scim: ({ target }, { of }) => scimCommands({ root: '', isOracle: false, spelling: { target, manager: of } }),
  oracle: ({ target }, { of }) =>
    scimCommands({ root: '/admin/v1', isOracle: true, spelling: { target, manager: of } }),
  okta: ({ managers }) => oktaCommands((text) => managers?.(text)?.userName || text),
  entra: () => GRAPH_COMMANDS
};
const GRAPH = 'https://graph.microsoft.com';

/**
 * The plan as a POSIX shell script of requests, one operation to two lines, in the order of the plan. Users and groups
 * whose id is not known for certain are looked up by name when they are needed. Whatever a value holds, it is a value: see `shellWord`.
 */
export function* shellScript(source: OperationSource, options: WriteOptions): Generator<FilePiece, WriteTally> {
  const tally = new OperationTally(source.counts);
  const managers = new ManagerIds(options);
  const commands = COMMANDS[options.target](options, managers);
  yield* textFile(`muster-${options.target}.sh`, scriptParts({ source, commands, tally }, options));
  tally.notes.push(...managers.notes);
  return tally.result();
}

interface ScriptWork {
  readonly source: OperationSource;
  readonly commands: Commands;
  readonly tally: OperationTally;
}

function* scriptParts({ source, commands, tally }: ScriptWork, options: WriteOptions): Generator<TextPart, void> {
  const { target, domainName, address, targetApps } = options;
  const apps = target === 'scim' ? [] : appsWithoutId(source, targetApps);
  const needsPassword = target === 'entra' && source.counts['create-user'] > 0;
  const base = address === '' && target === 'entra' ? GRAPH : address;
  yield { text: scriptHead({ target, domainName, address: base, apps, needsPassword }), rows: 0 };
  const references = new ShellReferences(commands.lookUps, options, apps);
  for (const operation of source.operations(OPERATION_KINDS)) {
    const command = commandOf(commands, operation, references);
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

function nameOf({ user, group }: PlanOperation): string {
  const name = user?.values.userName ?? user?.targetId ?? '';
  return group ? `${name} ${group.name}`.trim() : name;
}
