/** Submissions for staff: found, read in full, exported; each role sees its part (S-11). */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { submissionExportSchema, submissionSearchSchema } from '../../protocol/staff-submissions.schema.ts';
import { bodyOf } from '../http/body.ts';
import { fileDownload, safeFileName, textDownload } from '../http/download.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import type { Area } from '../../protocol/staff-access.ts';
import { actorFor } from '../staff/actor.ts';
import type { ReadingDesk } from '../submissions/desk.ts';
import { exportSubmissions } from '../submissions/exporting.ts';
import { readFile, readSubmission, searchSubmissions } from '../submissions/reading.ts';

export function staffSubmissionRoutes(parts: Parts): Hono {
  const readerFor = async (context: Context, area: Area): Promise<Omit<ReadingDesk, 'queries'>> => {
    const { site, person, roles } = await actorFor(parts, context, area);
    return { site, person, roles, now: parts.now() };
  };
  /** What is read, and the record that it was, together. */
  const reading = async <T>(
    context: Context,
    area: Area,
    work: (desk: ReadingDesk) => Promise<T>,
  ): Promise<T> => {
    const reader = await readerFor(context, area);
    return parts.store.transaction((queries) => work({ ...reader, queries }));
  };

  return new Hono()
    .post('/staff/submissions/search', async (context) => {
      const reader = await readerFor(context, 'submissions-read');
      const search = await bodyOf(context.req.raw, submissionSearchSchema);
      return privateJson(await searchSubmissions(parts, { ...reader, queries: parts.store }, search));
    })
    .post('/staff/submissions/export', async (context) => {
      const reader = await readerFor(context, 'submissions-export');
      const asked = await bodyOf(context.req.raw, submissionExportSchema);
      const { name, mediaType, chunks } = await exportSubmissions(parts.store, reader, asked);
      return textDownload(name, mediaType, chunks);
    })
    .get('/staff/submissions/:operation', async (context) =>
      privateJson(
        await reading(context, 'submissions-read', (desk) =>
          readSubmission(desk, context.req.param('operation')),
        ),
      ),
    )
    .get('/staff/submissions/:operation/files/:item', async (context) => {
      const { operation, item } = context.req.param();
      const file = await reading(context, 'application-files', (desk) => readFile(desk, operation, item));
      return fileDownload(safeFileName(file.name, file.kind), file.content);
    });
}
