/** A name for part of a path that every file system takes. */
export function fileName(text: string): string {
  const name = text
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+/, '')
    .slice(0, 60);
  return name.replace(/[-.]$/, '') || 'app';
}

/** Names for parts of paths, none twice: numbered where two texts would share one, whatever their case. */
export class FileNames {
  readonly #taken = new Set<string>();

  nameOf(text: string): string {
    const name = fileName(text);
    for (let number = 1; ; number++) {
      const numbered = number > 1 ? `${name}-${number}` : name;
      if (this.#taken.has(numbered.toLowerCase())) continue;
      this.#taken.add(numbered.toLowerCase());
      return numbered;
    }
  }
}
