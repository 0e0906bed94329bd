/**
 * Four builds, one per --mode (`npm run build` runs them in this order):
 *   elements  the chunks that a page loads, as ES modules with hashed names, in dist/cdn/assets
 *   studio    dist/cdn/assets/studio/: chunks and catalogues of its own, visitors share nothing with it
 *   loader    dist/cdn/smartxpo-consent.js, the classic script of a site's one tag; knows the hashed names
 *   demo      the demo site in dist/demo; plain `vite --mode demo` serves it for development
 */
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { defineConfig, type Manifest, type Plugin, type UserConfig } from 'vite';

const root = import.meta.dirname;
const cdn = join(root, 'dist/cdn');

const chunks = {
  core: 'src/core.ts',
  form: 'src/elements/form/define.ts',
  optin: 'src/elements/optin/define.ts',
  policy: 'src/elements/policy/define.ts',
  'policy-notice': 'src/elements/policy-notice/define.ts',
  'my-data': 'src/elements/my-data/define.ts',
  sync: 'src/client/drain.ts',
} as const;

const FORM_PARTS =
  'address-bar|consent-block|entered|fields|filling|form-model|form-words|form.styles|gpc-for|numbers|sojourn';
const ANSWER_RULES = 'answer-check|answers|calendar|conditions|countries|form-answers';

/** What `<sx-form>` and `<sx-optin>` share: in one piece it packs better than in those that come by themselves. */
const asking = {
  name: 'asking',
  test: new RegExp(`src/(elements/form/(${FORM_PARTS})|protocol/(${ANSWER_RULES}))[.]ts$`),
};

export default defineConfig(({ mode }) => {
  if (mode === 'elements') return elements();
  if (mode === 'studio') return studio();
  if (mode === 'loader') return loader();
  if (mode === 'demo') return demo();
  throw new Error(`unknown --mode ${mode}: use elements, studio, loader or demo`);
});

function elements(): UserConfig {
  return {
    publicDir: false,
    plugins: [locales(), precompress()],
    build: {
      ...common,
      emptyOutDir: true,
      manifest: 'manifest.json',
      lib: { entry: chunks, formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: true, // an ES library keeps its whitespace otherwise
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: 'assets/[name]-[hash].js',
          codeSplitting: { includeDependenciesRecursively: false, groups: [asking] },
        },
      },
    },
  };
}

function studio(): UserConfig {
  return {
    publicDir: false,
    plugins: [locales('studio'), precompress()],
    build: {
      ...common,
      emptyOutDir: false,
      lib: { entry: { studio: 'src/define-studio.ts' }, formats: ['es'] },
      rolldownOptions: {
        output: {
          minify: true,
          entryFileNames: 'assets/studio/[name].js',
          chunkFileNames: 'assets/studio/[name]-[hash].js',
        },
      },
    },
  };
}

function loader(): UserConfig {
  return {
    publicDir: false,
    plugins: [precompress()],
    define: { __SX_CHUNKS__: JSON.stringify(hashedNames()) },
    build: {
      ...common,
      emptyOutDir: false,
      lib: {
        entry: 'src/loader.ts',
        formats: ['iife'],
        name: 'smartxpoConsent',
        fileName: () => 'smartxpo-consent.js',
      },
    },
  };
}

async function demo(): Promise<UserConfig> {
  const { samplePages } = await import('./demo/site-plugin.ts');
  const pages = globSync('demo/**/*.html', { cwd: root, exclude: ['**/node_modules/**'] });
  return {
    root: join(root, 'demo'),
    plugins: [samplePages()],
    build: {
      target: 'es2022',
      outDir: join(root, 'dist/demo'),
      emptyOutDir: true,
      rolldownOptions: { input: pages.map((page) => join(root, page)) },
    },
  };
}

const common = {
  target: 'es2022',
  minify: 'oxc',
  sourcemap: true,
  modulePreload: false,
  outDir: cdn,
} as const;

/** The loader names each chunk by its hash, so that chunks can be cached for ever. */
function hashedNames(): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(cdn, 'manifest.json'), 'utf8')) as Manifest;
  return Object.fromEntries(
    Object.entries(chunks).map(([name, source]) => {
      const file = manifest[source]?.file;
      if (!file) throw new Error(`${source} is not in dist/cdn/manifest.json: build --mode elements first`);
      return [name, file];
    }),
  );
}

/** Code asks for `generated/<language>.json` beside itself, at run time; `part`: a folder of its own for both. */
function locales(part = ''): Plugin {
  return {
    name: 'locales',
    closeBundle() {
      const from = join(root, 'src/locales/generated', part);
      const to = join(cdn, 'assets', part, 'generated');
      for (const file of globSync('*.json', { cwd: from })) cpSync(join(from, file), join(to, file));
    },
  };
}

/** Writes a .br beside every text file, so that a server need not compress on each request. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const file of globSync('**/*.{js,json,css}', { cwd: cdn })) {
          const path = join(cdn, file);
          const body = readFileSync(path);
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
          };
          writeFileSync(`${path}.br`, brotliCompressSync(body, { params }));
        }
      },
    },
  };
}
