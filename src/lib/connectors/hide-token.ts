import type { AppError } from '../model/app-error';

const HIDDEN = '…';
/** So few characters of a token tell nothing, and may stand anywhere. */
const LEAST = 6;

/** The failure without the token, wherever an answer repeats it: whole, or cut off where a text was cut. */
export function hideToken<Failure extends AppError>(error: Failure, token: string): Failure {
  if (token.length < LEAST) return error;
  // Same shape: texts are exchanged for texts.
  return hidden(error, token) as Failure;
}

function hidden(value: unknown, token: string): unknown {
  if (typeof value === 'string') return hiddenText(value, token);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => hidden(part, token));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, hidden(part, token)]));
}

function hiddenText(text: string, token: string): string {
  const inner = [token, JSON.stringify(token).slice(1, -1), encodeURIComponent(token)].reduce(
    (rest, form) => rest.replaceAll(form, HIDDEN),
    text
  );
  for (let length = Math.min(token.length - 1, inner.length); length >= LEAST; length--) {
    if (inner.endsWith(token.slice(0, length))) return inner.slice(0, -length) + HIDDEN;
  }
  return inner;
}
