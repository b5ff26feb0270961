/** Thrown for what does not open although the key is right: it was changed or damaged outside of this program. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
  /** What it is, as the beginning of a sentence. */
  readonly what: string;

  constructor(what: string, options?: ErrorOptions) {
    super(`${what} does not open`, options);
    this.what = what;
  }
}

/** Thrown for what something else names and nobody has stored, or somebody removed. */
export class MissingData extends Error {
  override readonly name = 'MissingData';
  /** What it is, as the beginning of a sentence. */
  readonly what: string;

  constructor(what: string) {
    super(`${what} is not there`);
    this.what = what;
  }
}

/** Thrown where a workspace's passphrase has to be given first. */
export class LockedWorkspace extends Error {
  override readonly name = 'LockedWorkspace';
}
