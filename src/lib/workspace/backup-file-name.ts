/** What file systems refuse, or read as something else, in a name. */
const REFUSED = /[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu;
const MOST_CHARS = 80;

/** `Alder 2026-11-22 23.50.muster`: by the clock on the wall, in an order that sorts. */
export function backupFileName(workspaceName: string, at: Date): string {
  const two = (part: number) => part.toString().padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${plainName(workspaceName)} ${day} ${two(at.getHours())}.${two(at.getMinutes())}.muster`;
}

/** Whether it is a name that a backup of that workspace is given, or was, at any time. */
export function isBackupFileName(fileName: string, workspaceName: string): boolean {
  const [stamp] = / \d{4}-\d{2}-\d{2} \d{2}\.\d{2}(?: \(\d+\))?\.muster$/.exec(fileName) ?? [];
  return stamp !== undefined && fileName === plainName(workspaceName) + stamp;
}

function plainName(workspaceName: string): string {
  const name = workspaceName.normalize('NFC').replaceAll(REFUSED, ' ').replaceAll(/\s+/g, ' ').slice(0, MOST_CHARS);
  return name.replaceAll(/^[ .]+|[ .]+$/g, '') || 'Muster';
}
