/** Reads what a form needs before it can be shown, or finds out why it cannot. */
import type { TemplateResult } from 'lit';
import type { PageClient } from '../../client/page-client.ts';
import type { LoadCode } from '../../client/documents.ts';
import { questionsOf } from '../../protocol/form-answers.ts';
import type { FormDefinition, PublishedForm } from '../../protocol/form-definition.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { contactOf, loadCode } from '../base/load-problem.ts';
import { field } from './fields.ts';
import type { FieldView } from './fields.ts';
import { gpcFor } from './gpc-for.ts';
import type { GpcGuard } from './gpc.ts';
import { isShowable, PLAIN_TYPES } from './form-model.ts';

export type Draw = (view: FieldView) => TemplateResult;

export type Loaded =
  | { name: 'loading' }
  | { name: 'failed'; code: LoadCode; mail: string | undefined }
  | { name: 'ready'; form: PublishedForm; config: SiteConfig; draw: Draw; gpc?: GpcGuard | undefined };

export async function loadForm({ documents }: PageClient, formId: string): Promise<Loaded> {
  try {
    const [config, form] = await Promise.all([documents.config(), documents.form(formId)]);
    if (!isShowable(form)) {
      explain(({ explainForm }) => explainForm(form));
      return { name: 'failed', code: 'broken', mail: config.controller.email };
    }
    const draw = await drawFor(form.definition);
    const gpc = await gpcFor(form.definition, config);
    if (draw === undefined || gpc === 'unreachable')
      return { name: 'failed', code: 'unreachable', mail: config.controller.email };
    return { name: 'ready', form, config, draw, gpc };
  } catch (cause) {
    const code = loadCode(cause);
    if (code === 'broken') explain(({ explainLoad }) => explainLoad(cause));
    return { name: 'failed', code, mail: await contactOf(documents, code) };
  }
}

/** Undefined when the code that a question needs cannot be had now. */
export async function drawFor(definition: FormDefinition): Promise<Draw | undefined> {
  if (questionsOf(definition).every(({ type }) => PLAIN_TYPES.includes(type))) return field;
  return import('./group-fields.ts').then(
    ({ groupField }) => groupField,
    () => undefined,
  );
}

/** For the web developer; a chunk that cannot be had changes nothing for the visitor. */
function explain(how: (diagnostics: typeof import('./diagnostics.ts')) => void): void {
  import('./diagnostics.ts').then(how, () => undefined);
}
