import litPlugin from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * Borders between layers. Arrows point one way:
 *   protocol <- client <- elements <- studio,  protocol <- server,  entries -> locales
 * Each border is one pattern with a message that says where the code belongs instead.
 */
const layer = (...names) => `^(\\.\\./)+(${names.join('|')})/`;
/** Every package except these (regular expressions); relative paths are left to the other patterns. */
const packagesExcept = (...allowed) => `^(?!\\.{1,2}/)(?!(${['-', ...allowed].join('|')})$)`;

const noIndex = {
  regex: '^\\.{1,2}/(.*/)?index(\\.[jt]s)?$',
  message: 'Import the file that has the thing, not a folder index.',
};
const authorsOnly = {
  regex: '/(json-text|form-library|form-library-questions)\\.ts$',
  message: 'Visitors load nothing that only authors need.',
};
const schemasAsTypes = {
  regex: '\\.schema\\.ts$',
  allowTypeImports: true,
  message: 'Visitors load no validator: take types of a *.schema.ts file only (import type).',
};
const configuresLocalization = {
  name: '@lit/localize',
  message: 'Only locales/lit-localize.ts imports it, so that the package carries its own copy.',
};

/** One layer's imports: what `patterns` forbids, by its own message; nothing may import a folder index. */
const border = (files, patterns, options = {}) => ({
  name: `border/${files[0]}`,
  files,
  ignores: options.ignores ?? [],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [...patterns, ...(options.index ? [] : [noIndex])], paths: options.paths ?? [] },
    ],
    ...options.rules,
  },
});

const noPersonalAccess = {
  'no-restricted-globals': [
    'error',
    ...['fetch', 'XMLHttpRequest', 'indexedDB', 'localStorage', 'sessionStorage', 'caches', 'WebSocket'].map(
      (name) => ({ name, message: 'Only src/client/ talks to the network and the device; ask the client.' }),
    ),
  ],
  'no-restricted-properties': [
    'error',
    ...['window', 'globalThis', 'self'].flatMap((object) =>
      ['fetch', 'indexedDB', 'localStorage', 'sessionStorage', 'caches'].map((property) => ({
        object,
        property,
        message: 'Only src/client/ talks to the network and the device; ask the client.',
      })),
    ),
    { object: 'navigator', property: 'sendBeacon', message: 'Only src/client/ sends; ask the client.' },
  ],
};

const protocolStandsAlone = {
  regex: layer('client', 'elements', 'studio', 'server', 'locales'),
  message: 'protocol/ imports nothing outside itself: move the shared rule here or the code there.',
};
const belowClient = {
  regex: layer('elements', 'studio', 'server', 'locales'),
  message: 'client/ knows only protocol/: no elements, no server, no texts (return a code).',
};
const belowElements = {
  regex: layer('studio', 'server'),
  message: 'elements/ know client/ and protocol/; visitors never load studio/ or server/.',
};
const localesByEntries = {
  regex: 'locales/(?!lit-localize\\.ts$)',
  message: 'Locales are set up by entries (src/*.ts, define.ts); elements only call msg().',
};
const belowStudio = {
  regex: layer('server'),
  message: 'studio/ knows elements/, client/ and protocol/; it reaches the server through the client.',
};
const serverSide = {
  regex: layer('client', 'elements', 'studio', 'locales'),
  message: 'server/ knows only protocol/: a rule that both sides need belongs there.',
};
const noBrowserPackages = {
  regex: '^(lit|@lit/.*|idb-keyval)(/|$)',
  message: 'server/ renders no elements and runs in Node.',
};
const databaseInStore = {
  regex: '^(kysely|pg|node:sqlite|better-sqlite3)(/|$)',
  message: 'Only server/store/ knows a database driver: add a method to the store.',
};
const clientPackages = {
  regex: packagesExcept('idb-keyval'),
  message: 'client/ uses the platform, protocol/ and idb-keyval, nothing else: visitors pay for each byte.',
};
const elementPackages = {
  regex: packagesExcept('lit(/.*)?'),
  message:
    'elements/ use lit and locales/lit-localize.ts (our copy), nothing else: visitors pay for each byte.',
};

/** The one door through which elements ask for the language on the page. */
const LANGUAGE = 'src/elements/base/language.ts';
/** Loaded by the studio only. */
const PASSKEYS = 'src/client/staff/passkeys.ts';
/** Loaded only for a form definition that does not hold: what the author of it is told. */
const DIAGNOSTICS = 'src/elements/form/diagnostics.ts';

const borders = [
  border(
    ['src/protocol/**/*.ts'],
    [
      protocolStandsAlone,
      {
        regex: packagesExcept('valibot'),
        message: 'protocol/ runs anywhere: no package but valibot, no Node module.',
      },
    ],
    { ignores: ['src/protocol/json-text.ts'] },
  ),
  border(
    ['src/protocol/**/*.ts'],
    [
      protocolStandsAlone,
      {
        regex: packagesExcept(),
        allowTypeImports: true,
        message: 'Schemas live in *.schema.ts files; only those import valibot.',
      },
      schemasAsTypes,
    ],
    { ignores: ['src/protocol/**/*.schema.ts', 'src/protocol/json-text.ts'] },
  ),
  border(
    ['src/protocol/json-text.ts'],
    [
      protocolStandsAlone,
      { regex: packagesExcept('jsonc-parser'), message: 'Only json-text.ts parses text, with jsonc-parser.' },
    ],
  ),
  border(
    ['src/client/**/*.ts'],
    [
      belowClient,
      schemasAsTypes,
      authorsOnly,
      { regex: packagesExcept(), message: 'Only client/device-storage.ts imports idb-keyval.' },
    ],
    { ignores: [PASSKEYS] },
  ),
  border(
    [PASSKEYS],
    [belowClient, { regex: packagesExcept('@simplewebauthn/browser'), message: 'For passkeys only.' }],
  ),
  border(['src/client/device-storage.ts'], [belowClient, schemasAsTypes, clientPackages]),
  border(
    ['src/elements/**/*.ts'],
    [belowElements, localesByEntries, schemasAsTypes, authorsOnly, elementPackages],
    { paths: [configuresLocalization], rules: noPersonalAccess, ignores: [LANGUAGE, DIAGNOSTICS] },
  ),
  border([LANGUAGE], [belowElements, schemasAsTypes, authorsOnly, elementPackages], {
    paths: [configuresLocalization],
    rules: noPersonalAccess,
  }),
  border([DIAGNOSTICS], [belowElements, localesByEntries, authorsOnly, elementPackages], {
    paths: [configuresLocalization],
    rules: noPersonalAccess,
  }),
  border(['src/elements/**/define.ts'], [belowElements, schemasAsTypes, elementPackages], {
    paths: [configuresLocalization],
  }),
  border(['src/studio/**/*.ts'], [belowStudio, localesByEntries], {
    paths: [configuresLocalization],
    rules: noPersonalAccess,
  }),
  border(['src/server/**/*.ts'], [serverSide, noBrowserPackages, databaseInStore], {
    ignores: ['src/server/store/**'],
  }),
  border(['src/server/store/**/*.ts'], [serverSide, noBrowserPackages]),
  border(
    ['src/locales/**/*.ts'],
    [
      {
        regex: layer('client', 'elements', 'studio', 'server', 'protocol'),
        message: 'locales/ holds texts and the one call that sets them up.',
      },
    ],
  ),
  border(
    ['src/*.ts'],
    [
      {
        regex: '^\\./server/',
        message: 'Browser entries never load the server; its entry is src/server/index.ts.',
      },
      schemasAsTypes,
    ],
    { paths: [configuresLocalization] },
  ),
  border(
    ['demo/**/*.ts'],
    [
      {
        regex:
          '^(\\.\\./)+src/(?!(index|define|define-studio|server/index|server/in-memory|protocol/[^/]+)\\.ts$)',
        message: 'The demo is a customer: it imports public entries only.',
      },
    ],
    { index: true },
  ),
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.cache/', 'src/locales/generated/']),
  {
    files: ['**/*.{ts,js,mjs}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    name: 'typescript',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['vite.config.ts'],
          defaultProject: 'tools/tsconfig.json',
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // does not see how Hono builds itself
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
    },
  },
  {
    name: 'elements',
    files: ['src/elements/**/*.ts', 'src/studio/**/*.ts', 'demo/**/*.ts'],
    extends: [
      litPlugin.configs['flat/recommended'],
      litA11y.configs.recommended,
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
    ],
    rules: { '@typescript-eslint/unbound-method': 'off' }, // Lit binds listeners in templates
  },
  {
    name: 'studio',
    files: ['src/studio/**/*.ts'],
    // Trees and lists are operated where the focus is: in the tree's host, in the combobox.
    rules: { 'lit-a11y/click-events-have-key-events': 'off' },
  },
  {
    name: 'size/src',
    files: ['src/**/*.ts', 'demo/**/*.ts', 'tools/**'],
    rules: { 'max-lines': ['error', 400] },
  },
  {
    name: 'tests',
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', 600],
      '@typescript-eslint/no-non-null-assertion': 'off', // a null fails the test as well as an assertion
      '@typescript-eslint/no-unused-expressions': 'off', // expect(x).to.be.true
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
            // Chai's, which a plugin types as a promise for the sake of DOM snapshots in files.
            { from: 'package', package: 'chai', name: 'Equal' },
          ],
        },
      ],
    },
  },
  ...borders,
);
