/** Names of what forms are made of. */
import { msg } from '../../locales/lit-localize.ts';
import type { FormKind } from '../../protocol/terms.ts';
import type { Addition } from './model/additions.ts';
import type { AuthoredForm, AuthoredItem, Fields } from './model/authored.ts';
import { textOf } from './model/authored.ts';
import type { PresetId } from './model/presets.ts';
import type { Selection } from './model/selection.ts';

export function typeName(type: string): string {
  const names: Record<string, string> = {
    text: msg('Short text'),
    textarea: msg('Long text'),
    email: msg('Email address'),
    phone: msg('Phone number'),
    url: msg('Web address'),
    number: msg('Number'),
    date: msg('Date'),
    select: msg('Drop-down list'),
    radio: msg('One of several'),
    checkbox: msg('Yes or no'),
    'multi-choice': msg('Any of several'),
    country: msg('Country'),
    scale: msg('Scale'),
    matrix: msg('Grid'),
    address: msg('Postal address'),
    file: msg('File'),
  };
  return names[type] ?? type;
}

export function libraryName(use: string): string {
  const names: Record<string, string> = {
    name: msg('Name'),
    email: msg('Email address'),
    phone: msg('Phone number'),
    title: msg('Title'),
    occupation: msg('Occupation'),
    affiliation: msg('Organisation'),
    industry: msg('Industry'),
    region: msg('Region'),
    relationship: msg('Relationship'),
    reason: msg('Reason'),
    message: msg('Message'),
    address: msg('Postal address'),
    country: msg('Country'),
    cv: msg('CV as a file'),
  };
  return names[use] ?? use;
}

export function consentKindName(kind: string): string {
  const names: Record<string, string> = {
    'opt-in': msg('Marketing by choice'),
    acknowledge: msg('Confirmation'),
    notice: msg('Information'),
  };
  return names[kind] ?? kind;
}

export function channelName(channel: string): string {
  const names: Record<string, string> = {
    email: msg('Email'),
    post: msg('Post'),
    phone: msg('Phone'),
    sms: msg('Text message'),
  };
  return names[channel] ?? channel;
}

export function kindName(kind: FormKind): string {
  const names: Record<FormKind, string> = {
    contact: msg('Contact'),
    'information-request': msg('Information request'),
    callback: msg('Call-back'),
    'employment-application': msg('Job application'),
    subscription: msg('Subscription'),
    'consulting-inquiry': msg('Consulting inquiry'),
    survey: msg('Survey'),
  };
  return names[kind];
}

export function presetName(preset: PresetId): { title: string; about: string } {
  const names: Record<PresetId, { title: string; about: string }> = {
    blank: { title: msg('Start blank'), about: msg('An email address and the privacy notice.') },
    contact: { title: msg('Contact'), about: msg('Name, email address, message, news by choice.') },
    subscription: { title: msg('Newsletter'), about: msg('Email address, and a choice that can be proved.') },
    'employment-application': {
      title: msg('Job application'),
      about: msg('Contact details, occupation and a CV as a file.'),
    },
    survey: { title: msg('Anonymous survey'), about: msg('A scale and a comment; nobody is named.') },
  };
  return names[preset];
}

export function additionName(addition: Addition): string {
  switch (addition.group) {
    case 'library':
      return libraryName(addition.use);
    case 'type':
      return typeName(addition.type);
    case 'text':
      return addition.what === 'say' ? msg('Text between questions') : msg('New page');
    case 'consent':
      return consentKindName(addition.kind);
  }
}

export function groupName(group: Addition['group']): string {
  const names: Record<Addition['group'], string> = {
    library: msg('Ready-made questions'),
    type: msg('Questions of your own'),
    text: msg('Text and pages'),
    consent: msg('Consent'),
  };
  return names[group];
}

/** What an item is called in the outline and in announcements. */
export function itemName({ fields, id, kind }: AuthoredItem): string {
  const words =
    textOf(fields['label']) || textOf(fields['say']) || textOf(fields['step']) || textOf(fields['heading']);
  if (words.trim() !== '') return words;
  return kind === 'ask' ? msg('Consents') : id;
}

export function itemType({ fields, own, kind }: AuthoredItem): string {
  if (kind === 'say') return msg('Text');
  if (kind === 'ask') return msg('Consents');
  if (kind === 'step') return msg('Page');
  const use = textOf(own['use']);
  return use === '' ? typeName(textOf(fields['type'])) : `${libraryName(use)} ·\u00A0${msg('library')}`;
}

/** Kind and channel: what it says stands on the canvas. */
export function consentName(block: Fields): string {
  const kind = textOf(block['kind']);
  const channel = textOf(block['channel']);
  return kind === 'opt-in' ? `${consentKindName(kind)}: ${channelName(channel)}` : consentKindName(kind);
}

export function selectionName(form: AuthoredForm, selection: Selection): string {
  switch (selection.part) {
    case 'form':
      return msg('Form');
    case 'submit':
      return msg('Button');
    case 'after':
      return msg('After sending');
    case 'item': {
      const item = form.items.find(({ id }) => id === selection.id);
      return item === undefined ? selection.id : itemName(item);
    }
    case 'consent': {
      const block = form.consents.find(([id]) => id === selection.id)?.[1];
      return block === undefined ? selection.id : consentName(block);
    }
  }
}

/** The name of a language in the language of the studio. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
