/** What the designer asks of whoever keeps the forms; without it there is nothing to publish or to go back to. */
import type { FormPublication, FormReview, FormVersion } from '../../protocol/staff-forms.schema.ts';

export interface DesignerBackend {
  /** What would be published now, once everything is saved. */
  review(): Promise<FormReview>;
  publish(publication: FormPublication): Promise<FormVersion>;
  versions(): Promise<FormVersion[]>;
  /** A published version as it was written. */
  source(version: number): Promise<string>;
  previewLink(): Promise<{ url: string; expiresAt: string }>;
  /** What a page has to contain to show the form. */
  embedding: { script: string; site: string };
}
