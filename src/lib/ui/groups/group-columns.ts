import type { GridColumn } from '../grid/grid-column';

const GROUP: GridColumn = { id: 'group', label: 'Group', minWidth: 200, grow: 3 };

/** The groups of a domain. */
export const DOMAIN_GROUP_COLUMNS: readonly GridColumn[] = [
  GROUP,
  { id: 'members', label: 'Members', minWidth: 110, grow: 1 }
];

/** The groups of an app, each beside the domain's group of the same name. */
export const APP_GROUP_COLUMNS: readonly GridColumn[] = [
  GROUP,
  { id: 'members', label: 'Members', minWidth: 96, grow: 0 },
  { id: 'domain', label: 'Group of the domain', minWidth: 180, grow: 3 },
  { id: 'domainMembers', label: 'Its members', minWidth: 110, grow: 0 }
];
