/** Names as a part of the world gives them. A name of a script other than Latin carries its usual transcription. */
export interface SampleName {
  readonly native: string;
  readonly latin: string;
}

export interface Culture {
  /** Share among the people of the sample, relative to the others. */
  readonly weight: number;
  readonly women: readonly SampleName[];
  readonly men: readonly SampleName[];
  readonly families: readonly SampleName[];
  /** The family name as a woman bears it, where that differs. */
  readonly feminine?: (family: string) => string;
  readonly isFamilyFirst?: boolean;
}

/** Reads `Zoë`, `El-Sayed` or `Дмитрий=Dmitri` separated by spaces; an underscore stands for a space inside a name. */
export function names(text: string): readonly SampleName[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [native = '', latin = native] = word.replaceAll('_', ' ').split('=');
      return { native, latin };
    });
}

/** Every beginning with every ending, for languages that build their surnames so. */
export function built(beginnings: string, endings: string): readonly SampleName[] {
  return names(beginnings).flatMap((start) =>
    names(endings).map((end) => ({ native: start.native + end.native, latin: start.latin + end.latin }))
  );
}
