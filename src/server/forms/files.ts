/** Forms that are kept in files: what stands between a file and its publication, and publishing it. */
import type { FormPublication, FormReview, FormVersion } from '../../protocol/staff-forms.schema.ts';
import { fileOf } from '../publishing.ts';
import type { FormDraftRow } from '../store/forms.ts';
import { keyOf } from './desk.ts';
import type { FormDesk } from './desk.ts';
import { objections, publishText, reviewForm } from './publishing.ts';
import type { Objections } from './publishing.ts';

export interface FileReview extends Objections {
  /** Visitors see this very text: nothing is left to do. */
  isLive: boolean;
  review: FormReview;
}

/** Nothing is changed by it. */
export async function reviewFile(
  desk: FormDesk,
  source: string,
  publication: FormPublication,
): Promise<FileReview> {
  const row = await desk.queries.documents.currentForm(desk.site.site, desk.form);
  const review = await reviewForm(desk, source);
  const { obstacles, questions } = await objections(desk, source, publication);
  if (row === undefined || fileOf(row) !== source) return { isLive: false, review, obstacles, questions };
  // That the version is taken is no mistake where this text has taken it.
  const isOwn = ({ code }: { code: string }): boolean => code === 'version-taken';
  return { isLive: true, review, obstacles: obstacles.filter((finding) => !isOwn(finding)), questions };
}

export interface PublishedFile {
  version: FormVersion;
  /** What somebody else has begun on the form; it stays as it is. */
  waiting?: FormDraftRow | undefined;
}

/** As the studio publishes a draft. A draft that says the same is done with. Rejects as `publishText` does. */
export async function publishFile(
  desk: FormDesk,
  source: string,
  publication: FormPublication,
): Promise<PublishedFile> {
  const { forms } = desk.queries;
  const draft = await forms.draft(keyOf(desk));
  const isDone = draft?.source === source && (await forms.removeDraft(draft));
  const version = await publishText(desk, source, publication);
  return { version, waiting: isDone ? undefined : await forms.draft(keyOf(desk)) };
}
