/** Departments with the titles found in them. */
export const DEPARTMENTS = [
  {
    weight: 18,
    name: 'Field service',
    titles: ['Service technician', 'Senior technician', 'Dispatcher', 'Regional lead']
  },
  { weight: 14, name: 'Sales', titles: ['Account manager', 'Sales engineer', 'Inside sales', 'Sales director'] },
  { weight: 13, name: 'Customer support', titles: ['Support agent', 'Support specialist', 'Team lead, support'] },
  { weight: 12, name: 'Engineering', titles: ['Engineer', 'Senior engineer', 'Staff engineer', 'Engineering manager'] },
  { weight: 10, name: 'Logistics', titles: ['Warehouse clerk', 'Planner', 'Shift lead', 'Fleet coordinator'] },
  {
    weight: 9,
    name: 'Manufacturing',
    titles: ['Operator', 'Quality inspector', 'Production planner', 'Plant manager']
  },
  { weight: 6, name: 'Finance', titles: ['Accountant', 'Controller', 'Accounts payable clerk', 'Head of finance'] },
  { weight: 5, name: 'People & culture', titles: ['HR business partner', 'Recruiter', 'Payroll specialist'] },
  { weight: 5, name: 'IT', titles: ['System administrator', 'Service desk agent', 'Identity architect'] },
  { weight: 4, name: 'Marketing', titles: ['Content editor', 'Campaign manager', 'Brand designer'] },
  { weight: 2, name: 'Legal', titles: ['Counsel', 'Paralegal', 'Privacy officer'] },
  { weight: 2, name: 'Research', titles: ['Scientist', 'Lab manager', 'Research fellow'] }
] as const;

/** Two offices are called Newcastle, 17,000 km apart. */
export const OFFICES = [
  { weight: 16, name: 'Leipzig', dial: '+49 341' },
  { weight: 12, name: 'Newcastle', dial: '+44 191' },
  { weight: 9, name: 'Newcastle', dial: '+61 2' },
  { weight: 11, name: 'Lyon', dial: '+33 4' },
  { weight: 10, name: 'Zaragoza', dial: '+34 976' },
  { weight: 9, name: 'Wrocław', dial: '+48 71' },
  { weight: 9, name: 'Pune', dial: '+91 20' },
  { weight: 7, name: 'São Paulo', dial: '+55 11' },
  { weight: 6, name: 'Göteborg', dial: '+46 31' },
  { weight: 5, name: 'Lagos', dial: '+234 1' },
  { weight: 4, name: 'Ōsaka', dial: '+81 6' },
  { weight: 2, name: 'Remote', dial: '+1 206' }
] as const;

export const SERVICE_ACCOUNTS =
  `backup sql-prod sql-test monitoring scanner-lz scanner-nc printer-lyon sap-rfc ldap-sync mail-relay
  build deploy jenkins artifact-mirror dns-update dhcp vpn-gateway wifi-radius badge-reader camera-hub meeting-room-a meeting-room-b
  kiosk-lobby kiosk-canteen payroll-export erp-import crm-sync ticket-bot chat-bot report-mailer patch-runner cert-renewal`
    .trim()
    .split(/\s+/);
