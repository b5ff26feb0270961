/**
 * Who may import whom inside `src/lib`, `src/routes` and `workers`: the folder on the left may import itself and the
 * folders on the right, nothing else. ESLint and dependency-cruiser both read this table.
 */
exports.layers = {
  model: [],
  catalog: ['model'],
  sample: ['model'],
  engine: ['model'],
  matching: ['model', 'engine'],
  linkage: ['model', 'engine'],
  importing: ['model', 'protocol', 'engine', 'catalog'],
  connectors: ['model', 'protocol'],
  plan: ['model', 'engine', 'matching', 'catalog'],
  storage: ['model'],
  backup: ['model'],
  protocol: ['model'],
  expressions: ['model', 'protocol'],
  schedule: ['model'],
  workspace: [
    'model',
    'protocol',
    'engine',
    'matching',
    'importing',
    'storage',
    'sample',
    'catalog',
    'plan',
    'expressions',
    'schedule',
    'backup',
    'linkage'
  ],
  clients: ['model', 'protocol', 'schedule'],
  state: ['model', 'protocol', 'catalog', 'schedule', 'clients'],
  ui: ['model', 'protocol', 'catalog', 'state'],
  routes: ['model', 'protocol', 'catalog', 'state', 'ui'],
  workers: ['model', 'protocol', 'importing', 'connectors', 'expressions', 'clients', 'storage', 'workspace', 'linkage']
};

/** Folders that must run in a worker, on the page and in a test alike: no browser globals in them. */
exports.pureFolders = [
  'model',
  'catalog',
  'sample',
  'engine',
  'matching',
  'importing',
  'plan',
  'expressions',
  'schedule',
  'backup',
  'linkage'
];

/** Folder of a layer, as it stands in the tree. */
exports.folderOf = (layer) => {
  if (layer === 'workers') return 'workers';
  return layer === 'routes' ? 'src/routes' : `src/lib/${layer}`;
};
