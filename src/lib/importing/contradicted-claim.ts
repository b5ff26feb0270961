import type { Attribute } from '../model/attribute';
import { isEmailShaped } from './cell-shape';

/** Of the cells that are filled so many may be odd. */
const MOST_ODD = 0.5;

/**
 * Words of status columns, active or not: what systems write and what people answer. Others (`Full-Time`, `Married`) make
 * a column doubtful, whatever its header says.
 */
const STATUS_WORDS = new Set(
  (
    'active inactive enabled disabled suspended archived deprovisioned provisioned staged pending recovery approved ' +
    'implicit imported matched revoked unassigned terminated deactivated departed deleted blocked locked expired member ' +
    'admin owner bot guest invited true false yes no on off a i l t s f e d y n 0 1 ja nein oui non si sí aktiv inaktiv ' +
    'actif inactif activo inactivo onleave leave hired retired resigned withdrawn new invitepending lockedout ' +
    'passwordexpired activeemployee singlechannelguest multichannelguest primaryowner workspaceowner workspaceadmin ' +
    'normal notinvited accepted current former deceased'
  ).split(' ')
);

/** Whether the cells speak against what a header says. Told of few attributes: of the others any text may be true. */
export function isContradicted(attribute: Attribute, cells: readonly string[]): boolean {
  const isOdd = ODD[attribute];
  if (!isOdd) return false;
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.filter(isOdd).length > MOST_ODD * filled.length;
}

const isNoAddress = (cell: string) => !isEmailShaped(cell.split(/[;,]/)[0].replace(/^smtp:/i, ''));

const ODD: Partial<Record<Attribute, (cell: string) => boolean>> = {
  email: isNoAddress,
  otherEmail: isNoAddress,
  // People sign in with one word; names of people are two.
  userName: (cell) => /\S\s+\S/.test(cell.trim()),
  active: (cell) => !/^\d+$/.test(cell.trim()) && !STATUS_WORDS.has(cell.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
};
