import type { Dialect } from '../model/import-recipe';
import type { RememberedMapping } from '../model/remembered-mapping';
import type { FilePreview, InspectRequest } from '../protocol/import-api';

/** Reads the head of a file again; undefined where it cannot be read so. */
export type PreviewOf = (request: InspectRequest) => Promise<FilePreview | undefined>;

/**
 * What a person chose by hand for the last file of the kind (encoding, header row, delimiter, sheet), chosen again where
 * this file then has the same headers. Nothing that a person chooses for this file is touched.
 */
export async function rememberedReading(
  guess: FilePreview,
  request: InspectRequest,
  previewOf: PreviewOf
): Promise<FilePreview | undefined> {
  if (Object.keys(request.choice).length > 0) return undefined;
  const known = request.rememberedMappings ?? [];
  // What fits as it is read now is not sought in other ways.
  const tried = guess.isMappingRemembered ? known.filter((remembered) => isOf(guess, remembered)) : known;
  for (const remembered of tried) {
    const choice = fittingChoice(remembered, guess);
    if (Object.keys(choice).length === 0) {
      // Nothing was chosen for a file with these headers: the guess is as good as it was then.
      if (guess.isMappingRemembered) return undefined;
      continue;
    }
    const found = await previewOf({ ...request, choice, rememberedMappings: [remembered] });
    if (found?.isMappingRemembered) return { ...found, replayed: choice };
  }
  return undefined;
}

/** An encoding that is told or proved by the file itself is not overruled. */
function fittingChoice({ choice }: RememberedMapping, guess: FilePreview): Partial<Dialect> {
  // Columns without names fit every file of that width: headers would come in as a record.
  if ('headerRow' in choice && choice.headerRow === undefined && guess.dialect.headerRow !== undefined) return {};
  if (!isProven(guess)) return choice;
  const { encoding, ...rest } = choice;
  return encoding === guess.dialect.encoding ? choice : rest;
}

/** By a byte order mark, or because letters beyond ASCII can be read: bytes of another encoding seldom are UTF-8. */
function isProven({ encodingEvidence, records }: FilePreview): boolean {
  if (encodingEvidence !== 'valid') return encodingEvidence === 'mark';
  return records.some((record) => record.some((cell) => /[^\p{ASCII}]/u.test(cell)));
}

function isOf({ mapping }: FilePreview, remembered: RememberedMapping): boolean {
  const headers = new Set(remembered.mapping.map(({ header }) => header));
  return mapping.every(({ header }) => headers.has(header));
}
