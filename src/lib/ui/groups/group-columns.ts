import type { GridColumn } from '../grid/grid-column';

const GROUP: GridColumn = { id: 'group', label: 'Group', minWidth: 128, grow: 3 };

/** The groups of a domain. */
export const DOMAIN_GROUP_COLUMNS: readonly GridColumn[] = [
  GROUP,
  { id: 'members', label: 'Members', minWidth: 110, grow: 1 }
];

/** The groups of an app, each beside the domain's group of the same name. */
export const APP_GROUP_COLUMNS: readonly GridColumn[] = [
  GROUP,
  { id: 'members', label: 'Members', minWidth: 84, grow: 0 },
  { id: 'domain', label: 'Group of the domain', minWidth: 152, grow: 3 },
  { id: 'domainMembers', label: 'Its members', minWidth: 98, grow: 0 }
];
