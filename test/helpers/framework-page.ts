/** Builds a page of test/hosts as its own developer would: with the published package, Vite and the framework. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import type { PluginOption } from 'vite';

const root = join(import.meta.dirname, '../..');

export type Framework = 'react' | 'vue' | 'svelte';

const PLUGINS: Record<Framework, () => PluginOption> = {
  react: () => [],
  vue: () => vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('sx-') } } }),
  svelte: () => svelte({ configFile: false }),
};

/** The page and the folder of its files; whoever asked for it removes the folder. */
export async function buildPage(
  framework: Framework,
  backendUrl: string,
): Promise<{ page: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  await build({
    root: join(root, 'test/hosts', framework),
    configFile: false,
    logLevel: 'error',
    plugins: [PLUGINS[framework]()],
    define: { 'import.meta.env.BACKEND': JSON.stringify(backendUrl) },
    resolve: {
      alias: [
        { find: /^smartxpo-consent$/, replacement: join(root, 'dist/index.js') },
        { find: /^smartxpo-consent\//, replacement: `${join(root, 'dist')}/` },
      ],
    },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  });
  return { page: readFileSync(join(folder, 'index.html'), 'utf8'), folder };
}
