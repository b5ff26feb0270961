import { breathe } from './breathe';

/** Longest stretch of computing before the message loop gets its turn. */
const SLICE_MS = 12;

/**
 * Runs a kernel written as a generator, breathing between its slices. `onSlice` sees what was yielded; answering false
 * ends the work, and the result is undefined.
 */
export async function runSliced<Slice, Value>(
  work: Generator<Slice, Value>,
  onSlice: (slice: Slice) => boolean = () => true
): Promise<Value | undefined> {
  let sliceStart = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - sliceStart < SLICE_MS) continue;
    if (!onSlice(step.value)) return undefined;
    await breathe();
    sliceStart = performance.now();
  }
}
