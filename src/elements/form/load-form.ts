/** Reads what a form needs before it can be shown, or finds out why it cannot. */
import type { PageClient } from '../../client/page-client.ts';
import type { LoadCode } from '../../client/documents.ts';
import type { PublishedForm } from '../../protocol/form-definition.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { contactOf, loadCode } from '../base/load-problem.ts';
import { isShowable } from './form-model.ts';

export type Loaded =
  | { name: 'loading' }
  | { name: 'failed'; code: LoadCode; mail: string | undefined }
  | { name: 'ready'; form: PublishedForm; config: SiteConfig };

export async function loadForm({ documents }: PageClient, formId: string): Promise<Loaded> {
  try {
    const [config, form] = await Promise.all([documents.config(), documents.form(formId)]);
    if (isShowable(form)) return { name: 'ready', form, config };
    explain(({ explainForm }) => explainForm(form));
    return { name: 'failed', code: 'broken', mail: config.controller.email };
  } catch (cause) {
    const code = loadCode(cause);
    if (code === 'broken') explain(({ explainLoad }) => explainLoad(cause));
    return { name: 'failed', code, mail: await contactOf(documents, code) };
  }
}

/** For the web developer; a chunk that cannot be had changes nothing for the visitor. */
function explain(how: (diagnostics: typeof import('./diagnostics.ts')) => void): void {
  import('./diagnostics.ts').then(how, () => undefined);
}
