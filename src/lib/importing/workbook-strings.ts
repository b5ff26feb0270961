import { unescaped } from './workbook-cells';
import { readWholeXml } from './workbook-xml';

/** The texts that cells refer to by number. Each stands once, in pieces where parts of it are bold or coloured. */
export async function readSharedStrings(parts: AsyncIterable<Uint8Array> | undefined): Promise<readonly string[]> {
  if (!parts) return [];
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isReading = false;
  await readWholeXml(parts, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') isText = true;
      // How it is spoken, in Japanese.
      else if (name === 'rPh') isReading = true;
    },
    text(part) {
      if (isText && !isReading) text += part;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'si') strings.push(unescaped(text));
    }
  });
  return strings;
}
