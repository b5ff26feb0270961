import type { CatalogEntry } from '../catalog-entry';

export const entry: CatalogEntry = {
  id: 'generic-csv',
  name: 'Generic CSV',
  category: 'generic',
  description: 'Any app that is not in this list.',
  wayIn:
    'Any app that can export its users to a file: separated text (.csv, .tsv, .txt), a workbook (.xlsx), LDIF or JSON.',
  keywords: ['file', 'spreadsheet', 'excel', 'tsv', 'text', 'export', 'other'],
  isProfileSource: false,
  attributes: [],
  exports: []
};
