/** The look of a site: what is published, and publishing another one. */
import { Hono } from 'hono';
import { themeChangeSchema } from '../../protocol/theme.schema.ts';
import type { Theme } from '../../protocol/theme.schema.ts';
import { bodyOf } from '../http/body.ts';
import { tagIn, taggedJson } from '../http/conditional.ts';
import type { Parts } from '../parts.ts';
import { actorFor } from '../staff/actor.ts';
import { publishTheme, themeOf, themeTag } from '../staff/theme.ts';

export function staffThemeRoutes(parts: Parts): Hono {
  const shown = (theme: Theme): Response => taggedJson({ theme }, themeTag(theme));

  return new Hono()
    .get('/staff/theme', async (context) => {
      const { site } = await actorFor(parts, context, 'forms-read');
      return shown(await themeOf(parts.store, site));
    })
    .put('/staff/theme', async (context) => {
      const { site, person } = await actorFor(parts, context, 'look-write');
      const seen = tagIn(context);
      const { theme } = await bodyOf(context.req.raw, themeChangeSchema);
      const work = { site, person, now: parts.now() };
      return shown(
        await parts.store.transaction((queries) => publishTheme({ queries, ...work }, theme, seen)),
      );
    });
}
