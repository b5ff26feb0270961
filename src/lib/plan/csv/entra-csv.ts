import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import type { PlannedUser } from '../../model/plan-operation';
import { csvRow } from '../csv-row';
import { OperationTally } from '../hand-over/operation-tally';
import type { FilePiece, OperationSource, PlanWriter, WriteTally } from '../plan-file';
import { columnText, type AttributeColumn } from './attribute-columns';
import { CsvFiles, numbered, type FileLimits } from './csv-files';
import { randomPassword } from './initial-password';

const VERSION = 'version:v1.0';
const PASSWORD = 'Initial password [passwordProfile] Required';

/** The columns of the template, all of them and in its order: its first two lines must not be changed. */
const COLUMNS: readonly (AttributeColumn | typeof PASSWORD)[] = [
  { header: 'Name [displayName] Required', attribute: 'displayName' },
  { header: 'User name [userPrincipalName] Required', attribute: 'userName' },
  PASSWORD,
  {
    header: 'Block sign in (Yes/No) [accountEnabled] Required',
    attribute: 'active',
    spelled: (value) => (isActiveStatus(value) ? 'No' : 'Yes')
  },
  { header: 'First name [givenName]', attribute: 'givenName' },
  { header: 'Last name [surname]', attribute: 'familyName' },
  { header: 'Job title [jobTitle]', attribute: 'title' },
  { header: 'Department [department]', attribute: 'department' },
  { header: 'Usage location [usageLocation]', attribute: 'custom:usageLocation' },
  { header: 'Street address [streetAddress]', attribute: 'custom:streetAddress' },
  { header: 'State or province [state]', attribute: 'custom:state' },
  { header: 'Country or region [country]', attribute: 'custom:country' },
  { header: 'Office [physicalDeliveryOfficeName]', attribute: 'custom:physicalDeliveryOfficeName' },
  { header: 'City [city]', attribute: 'custom:city' },
  { header: 'ZIP or postal code [postalCode]', attribute: 'custom:postalCode' },
  { header: 'Office phone [telephoneNumber]', attribute: 'phone' },
  { header: 'Mobile phone [mobile]', attribute: 'custom:mobile' }
];
const HOMES = new Set<string>(COLUMNS.flatMap((column) => (column === PASSWORD ? [] : [column.attribute])));

/** The template's own example, which the import passes over. A file with one user only has to keep it. */
const EXAMPLE = ['Example: Chris Green', 'chris@contoso.com', 'myPassword1234', 'No'];

/** One bulk operation has to be over within an hour. */
const ENTRA_FILE: FileLimits = { rows: 50_000, bytes: Infinity };

/**
 * Users for Entra's bulk create. It only creates; for all else there are requests. Blanks around a value are dropped,
 * as around a user name they make the import fail.
 *
 * The initial password is a required cell. Left empty, or the same for all, the file would be refused or open every
 * account; so each user is given one of their own at random, and the person who writes the file
 * is told that it is as secret as what it holds. Who has passwords brings `passwordOf`.
 */
export function entraCsvWriter(passwordOf: (user: PlannedUser) => string): PlanWriter {
  return (source) => entraFiles(source, passwordOf);
}

export const writeEntraCsv: PlanWriter = entraCsvWriter(randomPassword);

function* entraFiles(
  source: OperationSource,
  passwordOf: (user: PlannedUser) => string
): Generator<FilePiece, WriteTally> {
  const tally = new OperationTally(source.counts);
  const headers = COLUMNS.map((column) => (column === PASSWORD ? PASSWORD : column.header));
  const files = new CsvFiles(numbered('entra', 'create-users'), `${VERSION}\r\n${csvRow(headers)}`, ENTRA_FILE);
  if (source.counts['create-user'] === 1) files.addRow(csvRow(headers.map((_, i) => EXAMPLE[i] ?? '')));
  for (const { kind, user } of source.operations(['create-user'])) {
    if (!user?.values.displayName || !user.values.userName) continue;
    files.addRow(csvRow(cellsOf(user, passwordOf(user))));
    tally.say(kind);
    // The keys of values are attributes.
    for (const name in user.values) if (!HOMES.has(name) && name !== 'groups') tally.leaveOut(name as Attribute);
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  if (files.fileCount > 0) tally.notes.push(...notesOf(files.fileCount));
  return tally.result();
}

function cellsOf({ values }: PlannedUser, password: string): readonly string[] {
  const known = { active: 'true', ...values };
  return COLUMNS.map((column) => (column === PASSWORD ? password : columnText(column, known).trim()));
}

function notesOf(fileCount: number): readonly string[] {
  const files = fileCount === 1 ? 'The file holds' : `The ${fileCount} files hold`;
  return [
    `${files} an initial password for every user, drawn at random and kept nowhere else: hand each person theirs, see that it is changed at the first sign-in, and delete the file.`
  ];
}
