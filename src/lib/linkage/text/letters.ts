/** Letters of one word, copied together without making a string. Longer ones are cut: nobody is called longer. */
export class Letters {
  static readonly LIMIT = 64;
  readonly units = new Uint16Array(Letters.LIMIT);
  length = 0;

  clear(): this {
    this.length = 0;
    return this;
  }

  push(unit: number): void {
    if (this.length < Letters.LIMIT) this.units[this.length++] = unit;
  }

  append(units: Uint16Array | Uint8Array, from: number, to: number): this {
    for (let at = from; at < to; at++) this.push(units[at]);
    return this;
  }

  set(text: string): this {
    this.length = 0;
    for (let at = 0; at < text.length; at++) this.push(text.charCodeAt(at));
    return this;
  }

  text(from = 0, to = this.length): string {
    return String.fromCharCode(...this.units.subarray(from, to));
  }
}
