/** Whether Global Privacy Control has a say in a form; its code is loaded where it has. */
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { saysGpc } from '../base/gpc.ts';
import type { GpcGuard } from './gpc.ts';

/** What the browser says for the visitor is not passed over because its code cannot be had now. */
export async function gpcFor(
  definition: FormDefinition,
  config: SiteConfig,
): Promise<GpcGuard | undefined | 'unreachable'> {
  if (!saysGpc() || config.purposes.every(({ objection }) => objection !== 'sharing')) return undefined;
  return import('./gpc.ts').then(
    ({ GpcGuard: Guard }) => new Guard(definition, config),
    () => 'unreachable',
  );
}
