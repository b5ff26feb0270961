/** `alder-domain-report-2026-11-22.html`: letters and digits of any script, nothing that a file system refuses. */
export function exportFileName(name: string, what: string, extension: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  return `${plain || 'muster'}-${what}-${new Date().toISOString().slice(0, 10)}.${extension}`;
}
