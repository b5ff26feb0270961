import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readXml, type XmlReader } from '../../../src/lib/importing/workbook-xml';

const XML = `<?xml version="1.0"?>\n<x:a xmlns:x="u" name="1 > 0 &amp; 'so'" code='[>="100"]0'><!-- <b> --><x:b/>Grüße &lt;b&gt;<![CDATA[<c> & ]]></x:a>`;

/** What a reader is told, text that comes in pieces put together. */
async function told(parts: readonly Uint8Array[]): Promise<readonly string[]> {
  const events: string[] = [];
  let text = '';
  const end = () => {
    if (text !== '') events.push(text);
    text = '';
  };
  const reader: XmlReader = {
    open(name, attribute) {
      end();
      events.push(`<${name} ${attribute('name')} ${attribute('code')}`);
    },
    text: (part) => void (text += part),
    close(name) {
      end();
      events.push(`>${name}`);
    }
  };
  const stream = async function* () {
    for (const part of parts) yield await Promise.resolve(part);
  };
  for await (const bytes of readXml(stream(), reader)) expect(bytes).toBeGreaterThan(0);
  return events;
}

it('tells the same wherever the XML is cut', async () => {
  const bytes = new TextEncoder().encode(XML);
  const whole = [`<a 1 > 0 & 'so' [>="100"]0`, '<b undefined undefined', '>b', 'Grüße <b><c> & ', '>a'];
  expect(await told([bytes])).toEqual(whole);
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: bytes.length });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const edges = [0, ...places.toSorted((one, other) => one - other), bytes.length];
      const parts = edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge));
      expect(await told(parts)).toEqual(whole);
    }),
    { numRuns: 300 }
  );
});
