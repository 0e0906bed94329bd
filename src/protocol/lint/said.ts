/** The texts of a form in one language, as the rules read them, and where each stands in the file. Pure. */
import { consentsOf } from '../form-answers.ts';
import type { ConsentBlock, FormDefinition, FormItem } from '../form-definition.schema.ts';
import { alwaysShown } from '../form-reference-check.ts';
import { formTexts } from '../form-translation-check.ts';
import { textAt } from '../localised.ts';
import { escaped } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import { VISIBLE } from '../visible.ts';
import { plainWords, withoutAddresses } from './plain-words.ts';

/** One text in one language. */
export interface Said {
  /** Path of the text, as translations name it. */
  path: string;
  pointer: string;
  /** As it is compared, see `plainWords`. */
  plain: string;
  /** The same without addresses and without the name of who asks: a name says nothing of a channel or a partner. */
  judged: string;
}

export interface SaidConsent {
  id: string;
  block: ConsentBlock;
  said: Said;
}

export interface SaidForm {
  texts: Said[];
  consents: SaidConsent[];
  /** What everybody reads, whatever they answer. */
  notices: Said[];
}

/** Without the texts that are not translated yet: they are found elsewhere. */
export function saidIn(definition: FormDefinition, site: SiteDocument, language: string): SaidForm {
  const isSource = language === definition.languages[0];
  const texts = [...formTexts(definition)].flatMap(([path, source]): Said[] => {
    const translated = isSource || definition.translations?.[language]?.[path] !== undefined;
    const text = isSource ? source : textAt(definition, path, source, language);
    if (!translated || !VISIBLE.test(text)) return [];
    const pointer = isSource ? sourcePointer(definition, path) : `/translations/${language}/${escaped(path)}`;
    const plain = plainWords(text);
    return [{ path, pointer, plain, judged: withoutAddresses(withoutNames(plain, site)) }];
  });
  const byPath = new Map(texts.map((said) => [said.path, said]));
  const consents = consentsOf(definition).flatMap(([id, block]) => {
    const said = byPath.get(`${id}.text`);
    return said === undefined ? [] : [{ id, block, said }];
  });
  return { texts, consents, notices: shownNotices(definition, consents) };
}

/** Where the text of a path stands in the file; members of a list stand at their place in it. */
function sourcePointer({ items, consents }: FormDefinition, path: string): string {
  const [owner = '', key = '', member] = path.split('.');
  if (Object.hasOwn(consents, owner)) return `/consents/${owner}/${key}`;
  const index = items.findIndex(({ id }) => id === owner);
  if (index < 0) return `/${path.replaceAll('.', '/')}`;
  const at = `/items/${String(index)}/${key}`;
  if (member === undefined) return at;
  const place = membersOf(items[index], key).findIndex(({ id }) => id === member);
  return `${at}/${String(place)}/label`;
}

/** What stands in a list of a question. */
function membersOf(item: FormItem | undefined, list: string): readonly { id: string }[] {
  if (item === undefined) return [];
  if ('options' in item) return item.options;
  return 'columns' in item ? (list === 'rows' ? item.rows : item.columns) : [];
}

function withoutNames(plain: string, { controller, name }: SiteDocument): string {
  return [controller.name, name]
    .map(plainWords)
    .sort((one, other) => other.length - one.length)
    .reduce((text, known) => text.replaceAll(known, '·'), plain);
}

function shownNotices(definition: FormDefinition, consents: readonly SaidConsent[]): Said[] {
  const always = alwaysShown(definition);
  const steady = definition.items.flatMap((item) => ('ask' in item && always.has(item.id) ? item.ask : []));
  return consents
    .filter(({ id, block }) => block.kind === 'notice' && steady.includes(id))
    .map(({ said }) => said);
}
