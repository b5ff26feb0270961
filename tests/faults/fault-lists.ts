/**
 * Fictive people, the same each time: 7 in 10 accounts are an exact match, one in 10 several people's, one
 * a partial match by its name, one nobody's.
 */
export const ROWS = 600;

export function usersCsv(): string {
  const rows = Array.from({ length: ROWS }, (_, i) =>
    [`u${i}`, `user${i}`, `Given${i}`, `Family${i % 90}`, mailOf(i), `Department ${i % 7}`, i % 25 !== 0].join(',')
  );
  return ['User ID,Username,First Name,Last Name,Work Email,Department,Active', ...rows, ''].join('\r\n');
}

/** `month`: 0 for the first list; in the next one, ten are gone, twenty have another name and ten are new. */
export function accountsCsv(month = 0): string {
  const [from, to] = month === 0 ? [0, ROWS] : [10, ROWS + 10];
  const rows = Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    const name = month > 0 && i < 30 ? `Renamed${i}` : i % 10 === 8 ? `Unknown${i}` : `Given${i}`;
    return [`a${i}`, `account${i}`, name, `Family${i % 90}`, accountMail(i), `Team ${i % 12}`].join(',');
  });
  return ['id,username,first_name,last_name,email,groups', ...rows, ''].join('\r\n');
}

function accountMail(i: number): string {
  if (i % 10 === 3) return mailOf(5);
  if (i % 10 === 4 || i % 10 === 8) return `nobody${i}@partner.example`;
  // Case counts once the rules say so.
  return i % 3 === 0 ? mailOf(i).toUpperCase() : mailOf(i);
}

/** Two users share each mail of these. */
function mailOf(i: number): string {
  return i === 5 || i === 15 ? 'shared@alder.example' : `person${i}@alder.example`;
}

/** More than 8 MiB once it is stored: nothing in it is shorter when it is packed. */
export function largeUsersCsv(): string {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed.toString(36);
  };
  const rows = Array.from({ length: 100_000 }, (_, i) => {
    const noise = Array.from({ length: 12 }, random).join('');
    return [`u${i}`, `user${i}`, noise.slice(0, 30), noise.slice(30, 60), `p${i}@alder.example`, 'Sales', true].join(
      ','
    );
  });
  return ['User ID,Username,First Name,Last Name,Work Email,Department,Active', ...rows, ''].join('\r\n');
}
