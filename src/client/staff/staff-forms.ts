/** The forms of a site, as the studio reads and writes them. */
import type {
  FormDraft,
  FormPublication,
  FormReview,
  FormVersion,
  StaffForm,
  StaffLibrary,
  StaffSite,
} from '../../protocol/staff-forms.schema.ts';
import type { StaffClient } from './staff-client.ts';

export interface StaffForms {
  site(): Promise<StaffSite>;
  list(): Promise<StaffForm[]>;
  library(): Promise<StaffLibrary>;
  draft(form: string): Promise<FormDraft>;
  /** `revision`: the one that was seen; undefined for a first draft. */
  save(form: string, source: string, revision: number | undefined): Promise<FormDraft>;
  discard(form: string, revision: number): Promise<void>;
  review(form: string): Promise<FormReview>;
  publish(form: string, publication: FormPublication, revision: number): Promise<FormVersion>;
  versions(form: string): Promise<FormVersion[]>;
  /** A published version as it was written. */
  source(form: string, version: number): Promise<string>;
  previewLink(form: string): Promise<{ url: string; expiresAt: string }>;
}

export function staffForms(client: StaffClient): StaffForms {
  const ask: StaffClient['ask'] = (path, call) => client.ask(path, call);
  const of = (form: string): string => `/forms/${encodeURIComponent(form)}`;
  return {
    site: () => ask('/site'),
    list: async () => (await ask<{ forms: StaffForm[] }>('/forms')).forms,
    library: () => ask('/library'),
    draft: (form) => ask(`${of(form)}/draft`),
    save: (form, source, revision) => ask(`${of(form)}/draft`, { method: 'PUT', body: { source }, revision }),
    discard: (form, revision) => ask(`${of(form)}/draft`, { method: 'DELETE', revision }),
    review: (form) => ask(`${of(form)}/draft/review`),
    publish: (form, body, revision) =>
      ask(`${of(form)}/draft/publication`, { method: 'POST', body, revision }),
    versions: async (form) => (await ask<{ versions: FormVersion[] }>(`${of(form)}/versions`)).versions,
    source: async (form, version) =>
      (await ask<{ source: string }>(`${of(form)}/versions/${String(version)}`)).source,
    previewLink: (form) => ask(`${of(form)}/draft/preview-links`, { method: 'POST' }),
  };
}
