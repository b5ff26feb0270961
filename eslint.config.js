import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { folderOf, layers, pureFolders } from './tests/layers.cjs';

const BROWSER_GLOBALS = [
  'window',
  'document',
  'indexedDB',
  'self',
  'navigator',
  'localStorage',
  'sessionStorage',
  'location'
];
const NETWORK_MESSAGE = 'Only connectors reach a network; everything else stays on the device.';
const FETCH = { name: 'fetch', message: NETWORK_MESSAGE };
/** Nobody needs these, connectors and the service worker included. */
const OTHER_WAYS_OUT = [
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'importScripts'
].map((name) => ({ name, message: NETWORK_MESSAGE }));
const MARKUP_MESSAGE = 'Text becomes no markup: what is shown came from files and systems of others.';
const allLayers = Object.keys(layers);

/** An import of a folder that the layer may not know, written as `$lib/x`, `$workers/x` or `../x`. */
function layerRule(layer) {
  const unknown = allLayers.filter((name) => name !== layer && !layers[layer].includes(name));
  const worker = layer === 'clients' ? unknown.filter((name) => name !== 'workers') : unknown;
  return {
    files: [`${folderOf(layer)}/**/*.{ts,svelte}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\$lib/|(\\.\\./)+(src/lib/)?|\\$)(${worker.join('|')})(/|$)`,
              message: `${layer} knows only ${layers[layer].join(', ') || 'itself'} (tests/layers.cjs).`
            }
          ]
        }
      ]
    }
  };
}

export default defineConfig(
  globalIgnores(['build/', '.svelte-kit/', 'bench-data/', 'test-results/', 'playwright-report/']),
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript finds undefined names itself.
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', varsIgnorePattern: '^_' }
      ],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-warning-comments': [
        'error',
        { terms: ['todo', 'fixme', 'xxx', 'eslint-disable', 'ts-ignore'], location: 'anywhere' }
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what is exported: barrels hide where things live.' },
        { selector: 'SvelteHTMLComment[value=/eslint-disable|TODO/]', message: 'Mend it instead.' },
        {
          selector: 'SvelteAttribute[key.name="style"]',
          message: 'The CSP blocks style attributes: use style:property={…}.'
        },
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
          message: MARKUP_MESSAGE
        },
        {
          selector:
            'MemberExpression[property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe)$/]',
          message: MARKUP_MESSAGE
        },
        { selector: 'MemberExpression[object.name="document"][property.name=/^write(ln)?$/]', message: MARKUP_MESSAGE },
        { selector: 'SvelteElement > SvelteStartTag > SvelteAttribute[key.name="srcdoc"]', message: MARKUP_MESSAGE },
        { selector: 'MemberExpression[property.name="sendBeacon"]', message: NETWORK_MESSAGE }
      ],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
      // A switch counts as one: a table of cases is not hard to read.
      complexity: ['error', { max: 12, variant: 'modified' }]
    }
  },
  {
    files: ['src/**/*.ts', 'workers/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }] }
  },
  {
    // One table for every failure, in three files.
    files: ['src/lib/state/{,system-,safety-}error-message.ts'],
    rules: { 'max-lines-per-function': 'off' }
  },
  {
    // Kernels may keep one flat loop together; their comment says why.
    files: ['src/lib/engine/operations/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }] }
  },
  {
    files: ['src/**', 'workers/**'],
    rules: {
      'no-console': 'error',
      'no-script-url': 'error',
      'no-restricted-globals': ['error', FETCH, ...OTHER_WAYS_OUT]
    }
  },
  {
    // The one place that asks, the gate that it goes through, and what answers from the cache.
    files: ['src/lib/connectors/{ask,outbound-gate}.ts', 'src/service-worker.ts', 'src/service-worker/**'],
    rules: { 'no-restricted-globals': ['error', ...OTHER_WAYS_OUT] }
  },
  {
    files: pureFolders.map((folder) => `src/lib/${folder}/**`),
    rules: {
      'no-restricted-globals': [
        'error',
        FETCH,
        ...OTHER_WAYS_OUT,
        ...BROWSER_GLOBALS.map((name) => ({
          name,
          message: 'This folder is pure: it runs in workers and in tests too.'
        }))
      ]
    }
  },
  ...allLayers.map(layerRule),
  {
    // With types: promises that nobody awaits, and switches that forget a case.
    files: ['src/**/*.ts', 'workers/**/*.ts', 'tests/**/*.ts'],
    ignores: ['src/service-worker.ts', 'src/service-worker/**', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    // It cannot tell a set that no template reads, which is plain on purpose.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' }
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // Comments cannot switch rules off in a template either.
      'svelte/comment-directive': 'off',
      'svelte/no-at-html-tags': 'error',
      // Addresses come into components as props; the routes build them.
      'svelte/no-navigation-without-resolve': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
      'svelte/max-lines-per-block': [
        'error',
        { script: 100, template: 120, style: 120, skipBlankLines: true, skipComments: true }
      ]
    }
  },
  {
    files: ['tests/**'],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] }
  },
  {
    // Playwright names its fixtures in an empty pattern when a fixture needs none.
    files: ['tests/e2e/**'],
    rules: { 'no-empty-pattern': 'off' }
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' }
  }
);
