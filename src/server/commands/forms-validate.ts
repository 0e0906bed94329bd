/** `smartxpo-consent forms validate FILE`: says what is wrong with a form, where, and what was expected. */
import { describe, readFormFile } from './documents.ts';

export async function validateForm(path: string): Promise<number> {
  const { findings } = await readFormFile(path);
  if (findings !== undefined) {
    for (const finding of findings) console.error(describe(path, finding));
    return 1;
  }
  console.log(`${path}: no rule objected`);
  return 0;
}
