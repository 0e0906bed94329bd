/** `MUTANT=name node --import ./test/mutants/hook.ts …` runs the product with that mistake in it. */
import { registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutated } from './mutant.ts';
import { livingMutant } from './mutants.ts';

const root = join(import.meta.dirname, '../..');
const mutant = livingMutant(process.env['MUTANT'] ?? '');

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : '';
    if (!mutant.patches.some((patch) => patch.file === file)) return loaded;
    const { source } = loaded;
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source ?? undefined);
    return { ...loaded, source: mutated(text, file, mutant) };
  },
});
