/** What file systems refuse, or read as something else, in a name. */
const REFUSED = /[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu;
const MOST_CHARS = 80;

/** `Alder 2026-11-22 23.50.muster`: by the clock on the wall, in an order that sorts. */
export function backupFileName(workspaceName: string, at: Date): string {
  const two = (part: number) => part.toString().padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  const name = workspaceName.normalize('NFC').replaceAll(REFUSED, ' ').replaceAll(/\s+/g, ' ').slice(0, MOST_CHARS);
  const plain = name.replaceAll(/^[ .]+|[ .]+$/g, '') || 'Muster';
  return `${plain} ${day} ${two(at.getHours())}.${two(at.getMinutes())}.muster`;
}
