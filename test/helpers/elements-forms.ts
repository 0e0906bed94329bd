/** Forms for single tests: the usual one with something changed. */
import type { FormDefinition, PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { World } from './elements.ts';
import { json } from './elements-backend.ts';
import { definition, published } from './elements-documents.ts';

/** The backend publishes the form like this from now on. */
export function publish(world: World, changed: Partial<FormDefinition>): PublishedForm {
  const form = published(changed);
  world.backend.answers.set('/forms/subscription', () => json(form));
  return form;
}

/** The same form in another version that keeps drafts for a week. */
export function keepingDrafts(more: Partial<FormDefinition> = {}): Partial<FormDefinition> {
  return { submit: { ...definition.submit, keepDraftDays: 7 }, ...more };
}
