/** A tab in the background paints no frames: then this is how long a turn is waited for. */
const NO_FRAME_MS = 100;

const waiting: (() => void)[] = [];
let isGoing = false;

/** Does pieces of work one by one, each after a frame was painted. Returns the function that forgets this one. */
export function inTurn(work: () => void): () => void {
  waiting.push(work);
  if (!isGoing) void go();
  return () => {
    const place = waiting.indexOf(work);
    if (place >= 0) waiting.splice(place, 1);
  };
}

async function go(): Promise<void> {
  isGoing = true;
  for (await afterFrame(); waiting.length > 0; await afterFrame()) waiting.shift()?.();
  isGoing = false;
}

/** In a task of its own: work within the frame itself would add to its layout and paint. */
function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, NO_FRAME_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
