/** Tells the web developer, once for each address, why there is no notice: visitors see a link and nothing else. */
import { LoadError } from '../../client/documents.ts';

const told = new Set<string>();

export function tellOnce(cause: unknown): void {
  const about = cause instanceof LoadError ? `${cause.code} at ${cause.url}` : String(cause);
  if (told.has(about)) return;
  told.add(about);
  console.error(`smartxpo-consent: no policy notice, ${about}`);
}
