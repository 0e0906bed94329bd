/** The forms of a site at work: drafts, what stands before publication, versions, previews. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { LARGEST_VERSION } from '../../protocol/parts.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { formDraftSchema, formPublicationSchema } from '../../protocol/staff-forms.schema.ts';
import type { StaffSite } from '../../protocol/staff-forms.schema.ts';
import { keyOf } from '../forms/desk.ts';
import type { FormDesk } from '../forms/desk.ts';
import { discardDraft, listForms, readDraft, recordDiscarded, saveDraft } from '../forms/drafts.ts';
import { libraryOf } from '../forms/library.ts';
import { previewLink, readPreview } from '../forms/preview.ts';
import { publishText, reviewForm, versionsOf } from '../forms/publishing.ts';
import { bodyOf, once } from '../http/body.ts';
import { revisedJson, revisionIn } from '../http/conditional.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { formPlace, readSite } from '../publishing.ts';
import type { Area } from '../../protocol/staff-access.ts';
import { actorFor } from '../staff/actor.ts';

export function staffFormRoutes(parts: Parts): Hono {
  /** One piece of work by one person, all or nothing. */
  const at = async <T>(context: Context, area: Area, work: (desk: FormDesk) => Promise<T>): Promise<T> => {
    const { site: siteId, person } = await actorFor(parts, context, area);
    const { form = '' } = context.req.param() as Record<string, string>;
    return parts.store.transaction(async (queries) => {
      const site = await readSite(queries, siteId);
      if (site === undefined) throw new ProblemError('not-found');
      return work({ queries, site, form, person, now: parts.now() });
    });
  };

  return new Hono()
    .get('/staff/site', async (context) =>
      privateJson(
        await at(context, 'forms-read', async ({ queries, site, now }): Promise<StaffSite> => {
          const { collects } = await formPlace(queries, site, now);
          return { site, ...(collects === undefined ? {} : { collects }) };
        }),
      ),
    )
    .get('/staff/forms', async (context) =>
      privateJson({
        forms: await at(context, 'forms-read', ({ queries, site }) => listForms(queries, site.site)),
      }),
    )
    .get('/staff/library', async (context) =>
      privateJson(await at(context, 'forms-read', ({ queries, site }) => libraryOf(queries, site.site))),
    )
    .get('/staff/forms/:form/draft', async (context) =>
      revisedJson(await at(context, 'forms-read', readDraft)),
    )
    .put('/staff/forms/:form/draft', async (context) => {
      const body = once(() => bodyOf(context.req.raw, formDraftSchema));
      const saved = await at(context, 'forms-write', async (desk) => {
        const { source } = await body();
        const isKnown = (await desk.queries.forms.draft(keyOf(desk))) !== undefined;
        return saveDraft(desk, source, isKnown ? revisionIn(context) : undefined);
      });
      return revisedJson(saved);
    })
    .delete('/staff/forms/:form/draft', async (context) => {
      await at(context, 'forms-write', async (desk) => {
        await discardDraft(desk, revisionIn(context));
        await recordDiscarded(desk);
      });
      return new Response(null, { status: 204 });
    })
    .get('/staff/forms/:form/draft/review', async (context) =>
      privateJson(
        await at(context, 'forms-read', async (desk) => reviewForm(desk, (await readDraft(desk)).source)),
      ),
    )
    .post('/staff/forms/:form/draft/publication', async (context) => {
      const body = once(() => bodyOf(context.req.raw, formPublicationSchema));
      return privateJson(
        await at(context, 'forms-write', async (desk) => {
          const publication = await body();
          const { source } = await readDraft(desk);
          // First, so that of two who publish at once one waits, and finds no draft.
          await discardDraft(desk, revisionIn(context));
          return publishText(desk, source, publication);
        }),
        201,
      );
    })
    .post('/staff/forms/:form/draft/preview-links', async (context) =>
      privateJson(
        await at(context, 'forms-read', async (desk) => {
          await readDraft(desk);
          return previewLink(parts, keyOf(desk));
        }),
        201,
      ),
    )
    .get('/staff/forms/:form/versions', async (context) =>
      privateJson({ versions: await at(context, 'forms-read', versionsOf) }),
    )
    .get('/staff/forms/:form/versions/:version', async (context) =>
      privateJson(
        await at(context, 'forms-read', async ({ queries, site, form }) => {
          const version = Number(context.req.param('version'));
          const row = isVersion(version)
            ? await queries.documents.formVersion(site.site, form, version)
            : undefined;
          if (row === undefined) throw new ProblemError('not-found', 'Expected a published version.');
          // What was published before sources were kept is shown as it is served.
          return { form, version, source: row.source ?? JSON.stringify(JSON.parse(row.document), null, 2) };
        }),
      ),
    )
    .get('/form-previews/:token', async ({ req }) =>
      privateJson(await readPreview(parts, req.param('token'))),
    );
}

/** What is no number of a version, some databases cannot even look for. */
function isVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version <= LARGEST_VERSION;
}
