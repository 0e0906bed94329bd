/** What visitors sent and wrote, as staff read it; what came by letter, mail or phone, as staff enter it. */
import type {
  CorrespondenceKind,
  Correspondence,
  CorrespondencePage,
  NewCorrespondence,
} from '../../protocol/correspondence.schema.ts';
import type {
  StaffSubmission,
  SubmissionExport,
  SubmissionPage,
  SubmissionSearch,
} from '../../protocol/staff-submissions.schema.ts';
import type { StaffClient } from './staff-client.ts';

export interface StaffRecords {
  search(search: Omit<SubmissionSearch, 'limit'>): Promise<SubmissionPage>;
  /** That it was read is on record. */
  read(operation: string): Promise<StaffSubmission>;
  export(asked: SubmissionExport): Promise<{ name: string; content: Blob }>;
  file(operation: string, item: string): Promise<{ name: string; content: Blob }>;
  correspondence(kind: CorrespondenceKind | undefined, cursor?: string): Promise<CorrespondencePage>;
  /** Sent again with the same id it is entered once. */
  enter(entry: NewCorrespondence): Promise<Correspondence>;
}

export function staffRecords(client: StaffClient): StaffRecords {
  const of = (operation: string): string => `/submissions/${encodeURIComponent(operation)}`;
  return {
    search: (body) => client.ask('/submissions/search', { method: 'POST', body }),
    read: (operation) => client.ask(of(operation)),
    export: (body) => client.download('/submissions/export', { method: 'POST', body }),
    file: (operation, item) => client.download(`${of(operation)}/files/${encodeURIComponent(item)}`),
    correspondence: (kind, cursor) => {
      const asked = Object.entries({ kind, cursor }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      );
      const query = new URLSearchParams(asked).toString();
      return client.ask(`/correspondence${query === '' ? '' : `?${query}`}`);
    },
    enter: (body) => client.ask('/correspondence', { method: 'POST', body, key: body.id }),
  };
}
