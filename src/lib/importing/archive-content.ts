import { MAX_WORKBOOK_BYTES } from './archive-limits';
import { blobOf, unpackGzip, unpackMember } from './archive-unpack';
import { notSupported } from './foreign-format';
import { ImportFailure } from './import-failure';
import { readZipDirectory, type ZipMember } from './zip-directory';

/** What is to be read of a file: the file itself, or what it holds packed. */
export interface FileContent {
  readonly blob: Blob;
  readonly isWorkbook: boolean;
  /** The file of an archive that this is, and those that could be read instead of it, itself included. */
  readonly member: string | undefined;
  readonly members: readonly string[];
}

type Kind = 'text' | 'workbook' | 'zip' | 'gzip' | 'foreign';

/** Opens what is packed, once: an archive in an archive is refused. What is not packed is handed on as it is. */
export async function fileContent(file: Blob, chosen: string | undefined): Promise<FileContent> {
  const kind = await kindOf(file);
  if (kind === 'foreign') throw notSupported(file);
  if (kind === 'text' || kind === 'workbook') return { ...whole(file), isWorkbook: kind === 'workbook' };
  if (kind === 'gzip') return unpackedContent({ ...whole(await blobOf(unpackGzip(file))), isWorkbook: false });
  const members = readable(await readZipDirectory(file));
  const member = memberOf(members, chosen);
  const blob = await blobOf(unpackMember(file, member));
  return unpackedContent({ blob, isWorkbook: false, member: member.name, members: members.map(({ name }) => name) });
}

function whole(blob: Blob) {
  return { blob, member: undefined, members: [] };
}

async function unpackedContent(content: FileContent): Promise<FileContent> {
  const kind = await kindOf(content.blob);
  if (kind === 'foreign') throw notSupported(content.blob);
  if (kind === 'zip' || kind === 'gzip') throw new ImportFailure({ kind: 'archive-nested' });
  return { ...content, isWorkbook: kind === 'workbook' };
}

const HIDDEN = /(?:^|\/)(?:__MACOSX\/|\.)/;
const LISTS = /\.(?:csv|tsv|tab|txt|ldif|ldf|json|jsonl|ndjson|xlsx|xlsm)$/i;
const ARCHIVES = /\.(?:zip|gz|tgz|bz2|xz|7z|rar|tar)$/i;

/** Files of a kind that is read, by their names; where there is none, all that could be one. */
function readable(members: readonly ZipMember[]): readonly ZipMember[] {
  const files = members.filter(({ name }) => !name.endsWith('/') && !HIDDEN.test(name));
  const lists = files.filter(({ name }) => LISTS.test(name));
  if (lists.length > 0) return lists;
  const others = files.filter(({ name }) => !ARCHIVES.test(name));
  if (others.length === 0) {
    throw new ImportFailure(files.length > 0 ? { kind: 'archive-nested' } : { kind: 'archive-empty' });
  }
  return others;
}

/** The largest, if none is chosen: beside a list lie notes and smaller lists. */
function memberOf(members: readonly ZipMember[], chosen: string | undefined): ZipMember {
  if (chosen === undefined) return members.reduce((most, member) => (member.bytes > most.bytes ? member : most));
  const member = members.find(({ name }) => name === chosen);
  if (!member) throw new ImportFailure({ kind: 'file-unreadable', cause: `It holds no file “${chosen}” any more.` });
  return member;
}

const SIGNATURE_BYTES = 8;

/** By content: exports are often renamed. */
async function kindOf(blob: Blob): Promise<Kind> {
  const head = new Uint8Array(await blob.slice(0, SIGNATURE_BYTES).arrayBuffer());
  const beginsWith = (...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  if (beginsWith(0x1f, 0x8b)) return 'gzip';
  if (beginsWith(0xd0, 0xcf, 0x11, 0xe0)) throw await oldFormat(blob);
  const isZip = beginsWith(0x50, 0x4b, 0x03, 0x04) || beginsWith(0x50, 0x4b, 0x05, 0x06);
  return isZip ? kindOfZip(await readZipDirectory(blob)) : 'text';
}

function kindOfZip(members: readonly ZipMember[]): Kind {
  const names = new Set(members.map(({ name }) => name.toLowerCase()));
  // Of OpenOffice.
  if (names.has('mimetype') && names.has('content.xml')) return 'foreign';
  if (!names.has('[content_types].xml')) return 'zip';
  if (names.has('xl/workbook.bin')) throw new ImportFailure({ kind: 'workbook-old' });
  return [...names].some((name) => /^word\/|^ppt\/|^visio\//.test(name)) ? 'foreign' : 'workbook';
}

/** The container of Excel up to 2003, in which newer ones put a workbook that has a password. */
async function oldFormat(blob: Blob): Promise<ImportFailure> {
  const bytes = await blob.slice(0, MAX_WORKBOOK_BYTES).arrayBuffer();
  const isEncrypted = new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'));
  return new ImportFailure(isEncrypted ? { kind: 'file-encrypted', what: 'workbook' } : { kind: 'workbook-old' });
}
