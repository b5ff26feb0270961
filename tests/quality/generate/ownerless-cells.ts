import { SERVICE_ACCOUNTS } from '../../../src/lib/sample/workplaces';
import { accountCells, type Cells } from './account-cells';
import type { AppProfile } from './app-profiles';
import type { Chance } from './chance';
import { type Employee, FIRM_DOMAIN } from './employee';
import type { Staff } from './staff';

const SHARED_BOXES =
  'support info sales press invoices jobs returns frontdesk dispatch training demo noreply hotline orders events'.split(
    ' '
  );
const PARTNER_DOMAINS: readonly string[] = [
  'kestrel-freight.example',
  'orchard-temps.example',
  'northwind-parts.example'
];

/** An account that nobody in the directory owns: machines, shared boxes, partners, and people who left. */
export function ownerlessCells(staff: Staff, profile: AppProfile, chance: Chance): Cells {
  const { random } = chance;
  const draw = random.next();
  if (draw < 0.1) return serviceCells(chance);
  if (draw < 0.16) return sharedCells(chance);
  const other = random.pick(staff.people);
  if (draw < 0.28) return partnerCells(random.pick(staff.leavers), profile, chance);
  // Whose mailbox somebody of the same name has today.
  const gone = draw < 0.285 ? random.pick(staff.reused) : random.pick(staff.leavers);
  return accountCells(gone, other, profile, chance);
}

function serviceCells({ random }: Chance): Cells {
  const base = random.pick(SERVICE_ACCOUNTS);
  const name = `svc-${base}${random.chance(0.4) ? random.digits(1) : ''}`;
  return {
    userName: name,
    displayName: random.chance(0.5) ? name : base.replaceAll('-', ' '),
    familyName: base.replaceAll('-', ' '),
    email: random.chance(0.4) ? `${name}@${FIRM_DOMAIN}` : '',
    department: random.chance(0.5) ? 'IT' : ''
  };
}

function sharedCells({ random }: Chance): Cells {
  const box = `${random.pick(SHARED_BOXES)}${random.chance(0.5) ? `-${random.digits(2)}` : ''}`;
  return { userName: box, displayName: box, familyName: box, email: `${box}@${FIRM_DOMAIN}` };
}

/** Like one of our own, at another firm. */
function partnerCells(like: Employee, profile: AppProfile, chance: Chance): Cells {
  const cells = accountCells(like, like, profile, chance);
  const [local = ''] = (cells.email ?? '').split('@');
  const email = local === '' ? '' : `${local}@${chance.random.pick(PARTNER_DOMAINS)}`;
  return { ...cells, email, employeeNumber: '', phone: '' };
}
