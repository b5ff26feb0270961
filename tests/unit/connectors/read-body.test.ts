import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody } from '../../../src/lib/connectors/read-body';
import { REQUEST_LIMITS } from '../../../src/lib/connectors/request-limits';
import { SystemFailure } from '../../../src/lib/connectors/system-failure';

const limits = { ...REQUEST_LIMITS, graceMs: 100, maxAnswerBytes: 1000 };

function rules(part: Partial<typeof limits> = {}, signal = new AbortController().signal) {
  return { host: 'scim.example.com', limits: { ...limits, ...part }, signal };
}

function bodyOf(chunks: readonly Uint8Array[], end: 'close' | 'break' | 'hang' = 'close'): Response {
  let at = 0;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (at < chunks.length) controller.enqueue(chunks[at++]);
        else if (end === 'close') controller.close();
        else if (end === 'break') controller.error(new TypeError('terminated'));
        else return new Promise(() => undefined);
      },
      cancel: () => new Promise(() => undefined)
    })
  );
}

function cut(bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, at) => bytes.slice(sorted[at], end));
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  const cause = await work.then(
    () => undefined,
    (reason: unknown) => reason
  );
  return cause instanceof SystemFailure ? cause.error : cause;
}

test('text comes whole, wherever its bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (text, at) => {
        const bytes = new TextEncoder().encode(text);
        const read = await readBody(bodyOf(cut(bytes, at)), rules());
        expect(read).toEqual({ text: new TextDecoder().decode(bytes), bytes: bytes.length });
      }
    )
  );
});

test('one byte more than the cap is too many', async () => {
  const whole = await readBody(bodyOf([new Uint8Array(1000).fill(32)]), rules());
  expect(whole.bytes).toBe(1000);
  const error = await failureOf(readBody(bodyOf([new Uint8Array(1000).fill(32), new Uint8Array(1)], 'hang'), rules()));
  expect(error).toEqual({ kind: 'system-too-large', host: 'scim.example.com', limit: 1000 });
});

test('bytes that are no UTF-8, in the middle and at the end', async () => {
  for (const bytes of [
    [0x4d, 0xfc, 0x6c],
    [0x4d, 0xc3]
  ]) {
    const error = await failureOf(readBody(bodyOf([Uint8Array.from(bytes)]), rules()));
    expect(error).toMatchObject({ kind: 'system-answer', cause: 'It is no UTF-8 text.' });
  }
});

test('a connection that ends within the body', async () => {
  const error = await failureOf(readBody(bodyOf([new TextEncoder().encode('{"a":')], 'break'), rules()));
  expect(error).toMatchObject({ kind: 'system-answer', cause: 'It ended in the middle.', excerpt: '{"a":' });
});

test('a body that does not go on', async () => {
  const startedAt = performance.now();
  const error = await failureOf(readBody(bodyOf([new Uint8Array(10)], 'hang'), rules()));
  expect(error).toMatchObject({ kind: 'system-slow' });
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('a large body may take longer than the first grace', async () => {
  const chunks = Array.from({ length: 6 }, () => new Uint8Array(100).fill(32));
  let at = 0;
  const response = new Response(
    new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 40));
        if (at < chunks.length) controller.enqueue(chunks[at++]);
        else controller.close();
      }
    })
  );
  expect((await readBody(response, rules({ minBytesPerSecond: 1000 }))).bytes).toBe(600);
});

test('given up in the middle', async () => {
  const controller = new AbortController();
  const reading = failureOf(readBody(bodyOf([new Uint8Array(10)], 'hang'), rules({}, controller.signal)));
  const reason = new Error('cancelled');
  controller.abort(reason);
  expect(await reading).toBe(reason);
});
