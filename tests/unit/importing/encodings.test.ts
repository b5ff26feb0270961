import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/lib/importing/decode-text';
import { encodingCandidates } from '../../../src/lib/importing/encoding-candidates';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { stageFile } from '../../../src/lib/importing/stage-file';
import type { Encoding } from '../../../src/lib/model/import-recipe';
import type { DialectChoice, FilePreview } from '../../../src/lib/protocol/import-api';
import type { SegmentTransfer } from '../../../src/lib/protocol/segment-transfer';
import { encodeLegacy } from './legacy-encoder';
import { rowsOf } from './stage-text';
import { streamOf } from './table-writer';

/** Names of people, and the bytes of the first of them, written down from the code charts. */
const WORDS: readonly { encoding: Encoding; names: readonly string[]; bytes: readonly number[] }[] = [
  {
    encoding: 'windows-1252',
    names: ['Müller', 'Zoë', 'José Peña', 'Søren'],
    bytes: [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]
  },
  {
    encoding: 'windows-1250',
    names: ['Łukasz', 'Wałęsa', 'Dvořák', 'Żółć'],
    bytes: [0xa3, 0x75, 0x6b, 0x61, 0x73, 0x7a]
  },
  {
    encoding: 'windows-1251',
    names: ['Иванов', 'Юлия', 'Щёкин', 'Ольга'],
    bytes: [0xc8, 0xe2, 0xe0, 0xed, 0xee, 0xe2]
  },
  { encoding: 'windows-1253', names: ['Παπάς', 'Ελένη', 'Γιώργος Νίκου'], bytes: [0xd0, 0xe1, 0xf0, 0xdc, 0xf2] },
  { encoding: 'windows-1254', names: ['Yılmaz', 'Şahin', 'Çağlar'], bytes: [0x59, 0xfd, 0x6c, 0x6d, 0x61, 0x7a] },
  { encoding: 'shift_jis', names: ['田中', '佐藤 さくら', '鈴木', 'ソニー表'], bytes: [0x93, 0x63, 0x92, 0x86] },
  { encoding: 'gb18030', names: ['李明', '王芳', '张伟', '欧阳', '陈静'], bytes: [0xc0, 0xee, 0xc3, 0xf7] },
  { encoding: 'euc-kr', names: ['김민수', '이서연', '박지훈'], bytes: [0xb1, 0xe8, 0xb9, 0xce, 0xbc, 0xf6] }
];

const tableOf = (names: readonly string[]) => `login,name\n${names.map((name, i) => `user${i},${name}\n`).join('')}`;

function fileIn(encoding: Encoding, names: readonly string[]): Blob {
  return new Blob([encodeLegacy(tableOf(names), encoding)]);
}

async function inspect(file: Blob, choice: DialectChoice = {}): Promise<FilePreview> {
  const request = { target: 'users' as const, rememberedMappings: undefined, catalogId: undefined };
  const result = await inspectFile({ file, choice, ...request });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe.each(WORDS)('$encoding', ({ encoding, names, bytes }) => {
  it('reads its bytes, however they are cut, as the words they are', async () => {
    expect([...encodeLegacy(names[0], encoding)]).toEqual(bytes);
    const whole = encodeLegacy(tableOf(names), encoding);
    for (const sizes of [[1], [2], [3, 5], [1000]]) {
      let text = '';
      for await (const part of decodeText(streamOf(whole, sizes), encoding, 1)) text += part.text;
      expect(text).toBe(tableOf(names));
    }
  });

  it('comes in unharmed when it is chosen, and is among what is offered', async () => {
    const file = fileIn(encoding, names);
    const preview = await inspect(file, { encoding });
    expect([preview.dialect.encoding, preview.encodingEvidence]).toEqual([encoding, 'assumed']);
    const offered = preview.encodings?.find((candidate) => candidate.encoding === encoding);
    expect(names).toEqual(expect.arrayContaining([...(offered?.samples ?? [''])]));
    const segments: SegmentTransfer[] = [];
    const { dialect, mapping } = preview;
    const outcome = await stageFile(
      { file, recipe: { dialect, mapping } },
      (segment) => Promise.resolve(void segments.push(segment)),
      () => undefined
    );
    expect(outcome.status).toBe('done');
    expect(segments.flatMap(rowsOf).map((row) => row[1])).toEqual(names);
  });
});

describe('what is assumed', () => {
  it.each(WORDS.filter(({ encoding }) => encoding !== 'windows-1254'))(
    'is the encoding in which words look like words: $encoding',
    async ({ encoding, names }) => {
      const preview = await inspect(fileIn(encoding, names));
      expect([preview.dialect.encoding, preview.encodingEvidence]).toEqual([encoding, 'assumed']);
      expect(preview.encodings?.[0].encoding).toBe(encoding);
    }
  );

  it('is Western where nothing tells it from its neighbours; these are offered, each as it would read', async () => {
    const preview = await inspect(fileIn('windows-1254', ['Yılmaz', 'Şahin', 'Çağlar']));
    const samples = new Map(preview.encodings?.map((candidate) => [candidate.encoding, candidate.samples]));
    expect(preview.dialect.encoding).toBe('windows-1252');
    expect(samples.get('windows-1252')).toEqual(['Yýlmaz', 'Þahin', 'Çaðlar']);
    expect(samples.get('windows-1254')).toEqual(['Yılmaz', 'Şahin', 'Çağlar']);
  });

  it('is only offered where it fits all bytes', () => {
    const candidates = encodingCandidates(Uint8Array.of(0x61, 0x0a, 0x4a, 0xe9, 0x0a)).map(({ encoding }) => encoding);
    expect(candidates).toContain('windows-1252');
    expect(candidates).not.toContain('utf-8');
    expect(candidates).not.toContain('gb18030');
  });

  it('needs no choice where all bytes are ASCII, or where UTF-8 is proved', async () => {
    expect((await inspect(new Blob(['login,name\na,b\n']), { encoding: 'windows-1252' })).encodings).toBeUndefined();
    expect((await inspect(new Blob(['login,name\na,Zoë\n']))).encodings).toBeUndefined();
  });

  it('offers UTF-8 again when another one was chosen for it', async () => {
    const preview = await inspect(new Blob(['login,name\na,Zoë\n']), { encoding: 'windows-1252' });
    expect(preview.encodings?.[0]).toEqual({ encoding: 'utf-8', samples: ['Zoë'] });
    expect(preview.encodings?.find(({ encoding }) => encoding === 'windows-1252')?.samples).toEqual(['ZoÃ«']);
  });
});

it('a wrong byte is found where its character began, in the chunk before', async () => {
  const bytes = Uint8Array.of(0x61, 0x2c, 0x93, 0x63, 0x93, 0x0a, 0x61);
  for (const sizes of [[1], [5, 2], [7]]) {
    const read = async () => {
      for await (const part of decodeText(streamOf(bytes, sizes), 'shift_jis', 1)) void part;
    };
    await expect(read()).rejects.toMatchObject({ error: { kind: 'file-wrong-encoding', byteOffset: 4 } });
  }
});
