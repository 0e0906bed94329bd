/** What staff did, in words; an action that is not known here keeps its own name. */
import { msg } from '../../locales/lit-localize.ts';

export function actionName(action: string): string {
  return WORDS[action]?.() ?? action;
}

const WORDS: Readonly<Partial<Record<string, () => string>>> = {
  'signed-in': () => msg('signed in'),
  'passkey-added': () => msg('made a passkey'),
  'passkey-removed': () => msg('removed a passkey'),
  'passkeys-reset': () => msg('reset passkeys'),
  'person-added': () => msg('added somebody'),
  'person-changed': () => msg('changed somebody'),
  'person-removed': () => msg('removed somebody'),
  'form-published': () => msg('published a form'),
  'form-draft-discarded': () => msg('discarded the draft of a form'),
  'theme-published': () => msg('published the look'),
  'policy-draft-saved': () => msg('saved the draft of a policy'),
  'policy-draft-discarded': () => msg('discarded the draft of a policy'),
  'policy-approved': () => msg('approved a policy'),
  'policy-published': () => msg('published a policy'),
  'policy-withdrawn': () => msg('withdrew a policy'),
  'submission-read': () => msg('read a submission'),
  'submission-file-read': () => msg('read a file'),
  'submissions-exported': () => msg('exported submissions'),
  'correspondence-entered': () => msg('entered correspondence'),
};
