/** How something came, and what is asked for in it, in words. */
import { msg } from '../../locales/lit-localize.ts';
import type { CorrespondenceKind, CorrespondenceMethod } from '../../protocol/correspondence.schema.ts';

export const METHODS: readonly CorrespondenceMethod[] = ['email', 'post', 'phone', 'in-person'];

/** In the order in which they are offered. */
export const KINDS: readonly CorrespondenceKind[] = [
  'message', 'access', 'rectification', 'erasure', 'objection', 'marketing-objection', 'restriction', 'portability',
  'consent-withdrawal', 'client-offboarding', 'complaint',
]; // prettier-ignore

export function methodName(method: CorrespondenceMethod): string {
  switch (method) {
    case 'email':
      return msg('By email');
    case 'post':
      return msg('By post');
    case 'phone':
      return msg('By phone');
    case 'in-person':
      return msg('In person');
  }
}

export function correspondenceKindName(kind: CorrespondenceKind): string {
  switch (kind) {
    case 'message':
      return msg('A message');
    case 'access':
      return msg('Wants to see their data');
    case 'rectification':
      return msg('Wants something corrected');
    case 'erasure':
      return msg('Wants to be forgotten');
    case 'objection':
      return msg('Objects to something');
    case 'restriction':
      return msg('Wants use to be restricted');
    case 'portability':
      return msg('Wants to take their data along');
    case 'consent-withdrawal':
      return msg('Takes every consent back');
    case 'marketing-objection':
      return msg('Wants no more marketing');
    case 'client-offboarding':
      return msg('Is no client any more, and wants a copy and the deletion');
    case 'complaint':
      return msg('Complains');
  }
}
