/** Words that systems write into a status column. Anything else is neither: the person is taken to be active. */
const INACTIVE = new Set(
  (
    'suspended archived deprovisioned inactive terminated f false d no n 0 disabled deactivated departed deleted ' +
    'nein non inaktiv inactif inactivo'
  ).split(' ')
);

export function isActiveStatus(text: string): boolean {
  return !INACTIVE.has(text.trim().toLowerCase());
}
