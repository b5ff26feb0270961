const { layers, folderOf } = require('./tests/layers.cjs');

/** One rule per layer: whatever it imports of our own code lies in its own folder or in one it may know. */
const layerRules = Object.entries(layers).map(([layer, known]) => ({
  name: `layer-${layer}`,
  comment: `${layer} knows only ${known.join(', ') || 'itself'}.`,
  severity: 'error',
  from: { path: `^${folderOf(layer)}/` },
  to: {
    path: '^(src|workers)/.*[.](ts|svelte)$',
    pathNot: [layer, ...known]
      .map((name) => `^${folderOf(name)}/`)
      // The page's handles name the worker's file, to have its address.
      .concat(layer === 'clients' ? '^workers/[a-z-]+[.]worker[.]ts' : [])
  }
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead, or an entry that belongs in this list.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['[.]d[.]ts$', '^src/service-worker', '^src/routes/', '^workers/[a-z-]+[.]worker[.]ts$']
      },
      to: {}
    },
    {
      name: 'model-stands-alone',
      severity: 'error',
      from: { path: '^src/lib/(model|engine)/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] }
    },
    {
      name: 'no-node-in-the-browser',
      severity: 'error',
      from: { path: '^(src|workers)/' },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      from: { path: '^(src|workers)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: ['^node_modules/(@types|vite)/'] }
    },
    {
      name: 'no-drawers',
      comment: 'A file is named after what it holds.',
      severity: 'error',
      from: {},
      to: { path: '/(utils|helpers|common|misc|manager|service|index)[.](ts|svelte)$' }
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: ['^[$](app|service-worker|env)', '[?]worker&url$', '^@lucide/svelte/icons/']
      }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: 'tests/import-aliases.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.d.ts']
    }
  }
};
