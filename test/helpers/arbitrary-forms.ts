/** Forms that a site could publish, and what visitors could do to them, made up by fast-check. */
import { flawsOf } from '../../src/protocol/answer-check.ts';
import fc from 'fast-check';
import type { GeneratorValue } from 'fast-check';
import type { ChosenFile, Entered, Entry } from '../../src/elements/form/entered.ts';
import type { Condition } from '../../src/protocol/condition.schema.ts';
import { COUNTRY_CODES } from '../../src/protocol/countries.ts';
import { fingerprint } from '../../src/protocol/fingerprint.ts';
import type {
  ConsentBlock,
  FormDefinition,
  FormItem,
  PublishedForm,
  Question,
} from '../../src/protocol/form-definition.schema.ts';
import { formTexts } from '../../src/protocol/form-translation-check.ts';
import type { QuestionType } from '../../src/protocol/question.schema.ts';
import { CHANNELS, FILE_KINDS, FORM_KINDS } from '../../src/protocol/terms.ts';

type Test = Extract<Condition, { field: string }>;

const TYPES: readonly QuestionType[] = [
  ...(['text', 'email', 'phone', 'url', 'number', 'date', 'textarea', 'select', 'radio'] as const),
  ...(['checkbox', 'multi-choice', 'country', 'scale', 'matrix', 'address', 'file'] as const),
];
const IDENTIFYING: readonly QuestionType[] = ['email', 'phone', 'address', 'file'];
const DAYS = ['2000-02-29', '2024-02-29', '2024-12-31', '2025-01-01'];
const NOTICE = 'We use your answers. The [privacy policy](policy:privacy) says more.';

/** Draws single values; what a form is made of depends on what it holds already. */
class Drawing {
  readonly #draw: GeneratorValue;

  constructor(draw: GeneratorValue) {
    this.#draw = draw;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return this.#draw(fc.integer, { min: least, max: most });
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.whole(1, 100) <= percent;
  }

  one<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('Expected something to choose from');
    return from[this.whole(0, from.length - 1)] as T;
  }

  /** Some of a list in its order. */
  some<T>(from: readonly T[]): T[] {
    return this.#draw(fc.subarray<T>, [...from]);
  }

  text(longest: number): string {
    return this.#draw(fc.string, { unit: 'grapheme', maxLength: longest });
  }

  number(): number {
    return this.#draw(fc.double, { noNaN: true, noDefaultInfinity: true });
  }

  /** The key with the value, or neither. */
  perhaps<Key extends string, T>(percent: number, key: Key, value: () => T): Partial<Record<Key, T>> {
    return this.chance(percent) ? ({ [key]: value() } as Record<Key, T>) : {};
  }
}

function membersOf(draw: Drawing, prefix: string, least: number): { id: string; label: string }[] {
  return Array.from({ length: draw.whole(least, 4) }, (_, index) => ({
    id: `${prefix}${String(index)}`,
    label: `Label ${prefix} ${String(index)}`,
  }));
}

function questionOf(draw: Drawing, id: string, type: QuestionType): Question {
  const isRequired = draw.chance(40);
  const parts = {
    id,
    label: `Label of ${id}`,
    ...draw.perhaps(20, 'hint', () => `Hint of ${id}`),
    ...(IDENTIFYING.includes(type) ? {} : draw.perhaps(40, 'prefillFrom', () => draw.one(['a', 'b', id]))),
  };
  const own = { ...parts, ...(isRequired ? { required: true, why: `Why ${id}` } : {}) };
  switch (type) {
    case 'checkbox': {
      const { prefillFrom: _ticksNothing, ...box } = parts as typeof parts & { prefillFrom?: string };
      return { ...box, type };
    }
    case 'text':
    case 'textarea':
      return { ...own, type, ...draw.perhaps(60, 'maxLength', () => draw.whole(1, 12)) };
    case 'number':
      return {
        ...own,
        type,
        ...draw.perhaps(40, 'min', () => draw.whole(-5, 5)),
        ...draw.perhaps(40, 'max', () => draw.whole(5, 500)),
        ...draw.perhaps(40, 'whole', () => draw.chance(70)),
      };
    case 'date':
      return {
        ...own,
        type,
        ...draw.perhaps(40, 'earliest', () => '2001-01-01'),
        ...draw.perhaps(40, 'latest', () => draw.one(['2024-12-30', '2024-02-29'])),
      };
    case 'select':
    case 'radio':
    case 'multi-choice':
      return { ...own, type, options: membersOf(draw, 'o', 2) };
    case 'scale':
      return {
        ...own,
        type,
        from: draw.one([0, 1] as const),
        to: draw.whole(2, 10),
        low: 'Low',
        high: 'High',
      };
    case 'matrix':
      return { ...own, type, rows: membersOf(draw, 'r', 1), columns: membersOf(draw, 'c', 2) };
    case 'file':
      return {
        ...own,
        type,
        accept: [draw.one(FILE_KINDS), draw.one(FILE_KINDS)],
        maxBytes: 1024,
      };
    default:
      return { ...own, type };
  }
}

/** A value to compare with that the question can have; a form with another is refused. */
function valueFor(draw: Drawing, question: Question): string | number | true | undefined {
  const value = anyValueFor(draw, question);
  const given = question.type === 'multi-choice' && typeof value === 'string' ? [value] : value;
  return given === undefined || flawsOf(question, given).length > 0 ? undefined : value;
}

function anyValueFor(draw: Drawing, question: Question): string | number | true | undefined {
  switch (question.type) {
    case 'matrix':
    case 'address':
    case 'file':
      return undefined;
    case 'checkbox':
      return true;
    case 'number':
    case 'scale':
      return draw.whole(1, 3);
    case 'select':
    case 'radio':
    case 'multi-choice':
      return draw.one(question.options).id;
    case 'country':
      return draw.one(['GB', 'DE']);
    case 'date':
      return draw.one(DAYS);
    default:
      return draw.one(['x', 'yes', '😀', 'ada@visitor.example']);
  }
}

function testOf(draw: Drawing, earlier: readonly Question[]): Test {
  const asked = draw.one(earlier);
  const field = asked.id;
  const value = valueFor(draw, asked);
  const isLoose = value === undefined || draw.chance(25);
  if (isLoose) return { field, filled: draw.chance(60) };
  if (draw.chance(40)) return { field, is: value };
  if (draw.chance(50)) return { field, isNot: value };
  return { field, isOneOf: [value, valueFor(draw, asked) ?? value] };
}

/** A test, or a group of tests and of groups of tests. */
function conditionOf(draw: Drawing, earlier: readonly Question[], depth = 2): Condition {
  if (depth === 0 || draw.chance(55)) return testOf(draw, earlier);
  const members = Array.from({ length: draw.whole(1, 3) }, () => conditionOf(draw, earlier, depth - 1));
  return (draw.chance(50) ? { all: members } : { any: members }) as Condition;
}

/** The question that says how to reach somebody by a channel. */
const CONTACTS = { post: 'address', phone: 'phone', sms: 'phone' } as const;

/** Builds one form from top to bottom. */
class Author {
  readonly items: FormItem[] = [];
  readonly consents: Record<string, ConsentBlock> = {};
  readonly #draw: Drawing;
  readonly #isAnonymous: boolean;
  readonly #questions: Question[] = [];
  /** Questions that are there whatever happens. */
  readonly #steady: string[] = [];
  #email: string | undefined;
  #isStepSteady = true;
  #choices = 0;

  constructor(draw: Drawing, isAnonymous: boolean) {
    this.#draw = draw;
    this.#isAnonymous = isAnonymous;
  }

  write(): void {
    const draw = this.#draw;
    const steps = draw.chance(40) ? draw.whole(1, 4) : 0;
    if (steps === 0) this.#fill(draw.whole(0, 9));
    for (let step = 1; step <= steps; step += 1) {
      const id = `step-${String(step)}`;
      const condition = step === 1 || step === steps ? {} : this.#perhapsIf(60);
      this.items.push({ id, step: `Step ${String(step)}`, ...condition });
      this.#isStepSteady = condition.showIf === undefined;
      this.items.push({ id: `say-${id}`, say: 'Something to read' });
      this.#fill(draw.whole(0, 4));
    }
    this.#ask(['notice', ...(draw.chance(30) ? ['statement-last'] : [])]);
  }

  #perhapsIf(percent: number): { showIf?: Condition } {
    if (this.#questions.length === 0 || !this.#draw.chance(percent)) return {};
    return { showIf: conditionOf(this.#draw, this.#questions) };
  }

  #fill(count: number): void {
    for (let made = 0; made < count; made += 1) {
      const draw = this.#draw;
      if (draw.chance(70)) this.#question();
      else if (draw.chance(25)) {
        this.items.push({ id: `say-${String(this.items.length)}`, say: 'Words', ...this.#perhapsIf(50) });
      } else this.#ask([]);
    }
  }

  /** A question; `revealed` by a box it may have no condition of its own. */
  #question(revealed = false, contact?: QuestionType): string {
    const draw = this.#draw;
    const types = TYPES.filter((type) => {
      if (type === 'email') return this.#email === undefined && !revealed && !this.#isAnonymous;
      return !this.#isAnonymous || !IDENTIFYING.includes(type);
    });
    const id = `q-${String(this.items.length)}`;
    const made = questionOf(draw, id, contact ?? draw.one(types));
    const question =
      contact === undefined ? made : ({ ...made, required: true, why: `Why ${id}` } as Question);
    const condition = revealed || question.type === 'email' ? {} : this.#perhapsIf(45);
    this.items.push({ ...question, ...condition });
    this.#questions.push(question);
    if (!revealed && condition.showIf === undefined && this.#isStepSteady) {
      this.#steady.push(id);
      if (question.type === 'email') this.#email = id;
    } else if (question.type === 'email') this.#email = '';
    return id;
  }

  /** A place for consents; what a box reveals stands right under it. */
  #ask(fixed: string[]): void {
    const draw = this.#draw;
    const ids = [...fixed];
    for (const id of fixed) {
      this.consents[id] =
        id === 'notice' ? { kind: 'notice', text: NOTICE } : { kind: 'acknowledge', text: 'It is true.' };
    }
    const revealing: [string, Extract<ConsentBlock, { kind: 'opt-in' }>, boolean][] = [];
    const wanted = this.#isAnonymous ? 0 : draw.whole(fixed.length === 0 ? 1 : 0, 3);
    for (let made = 0; made < wanted; made += 1) {
      const id = `consent-${String(Object.keys(this.consents).length)}`;
      const purpose = `purpose-${String((this.#choices += 1))}`;
      const text = `Words of ${id}`;
      const channel = draw.one(CHANNELS);
      const needs = channel === 'email' ? this.#email : this.#perhapsSteady(CONTACTS[channel]);
      if (channel === 'email' && (needs === undefined || needs === '')) {
        this.consents[id] = draw.chance(50) ? { kind: 'acknowledge', text } : { kind: 'notice', text };
      } else {
        const block = { kind: 'opt-in' as const, purpose, channel, text };
        this.consents[id] = needs === undefined ? block : { ...block, needs };
        if (needs === undefined || draw.chance(30)) revealing.push([id, block, needs === undefined]);
      }
      ids.push(id);
    }
    if (ids.length === 0) {
      this.items.push({ id: `say-${String(this.items.length)}`, say: 'Nothing to choose' });
      return;
    }
    const id = `ask-${String(this.items.length)}`;
    this.items.push({ id, ask: ids, ...draw.perhaps(40, 'heading', () => `Heading of ${id}`) });
    for (const [consent, { channel }, isAlone] of revealing) {
      const contact = isAlone && channel !== 'email' ? [this.#question(true, CONTACTS[channel])] : [];
      const others = Array.from({ length: draw.whole(1, 2) }, () => this.#question(true));
      const reveal = [...contact, ...others];
      this.consents[consent] = { ...this.consents[consent], reveal } as ConsentBlock;
    }
  }

  #perhapsSteady(type: QuestionType): string | undefined {
    const steady = this.#questions.filter(
      (question) => question.type === type && this.#steady.includes(question.id),
    );
    return steady.length > 0 && this.#draw.chance(60) ? this.#draw.one(steady).id : undefined;
  }
}

function translationsOf(draw: Drawing, definition: FormDefinition): FormDefinition['translations'] {
  const catalogue = (language: string) =>
    Object.fromEntries(
      [...formTexts(definition)].map(([path, text]) => {
        const translated = `${language}: ${text}`;
        return [path, draw.chance(25) ? { text: translated, of: fingerprint(text) } : translated];
      }),
    );
  const others = definition.languages.slice(1);
  return Object.fromEntries(others.map((language) => [language, catalogue(language)]));
}

function formOf(draw: Drawing): FormDefinition {
  const isAnonymous = draw.chance(10);
  const author = new Author(draw, isAnonymous);
  author.write();
  const definition: FormDefinition = {
    form: 'made-up',
    kind: draw.one(FORM_KINDS),
    version: draw.whole(1, 2 ** 31 - 1),
    languages: draw.one([['en'], ['en', 'de'], ['de', 'en', 'ar']]),
    title: 'A form',
    purpose: 'answering',
    items: author.items,
    consents: author.consents,
    submit: { label: 'Send', ...draw.perhaps(30, 'keepDraftDays', () => draw.whole(1, 30)) },
    after: { title: 'Thank you', message: 'We have it.' },
    ...(isAnonymous ? { anonymous: true } : draw.perhaps(30, 'capture', () => ['page', 'utm_source'])),
  };
  return definition.languages.length === 1
    ? definition
    : { ...definition, translations: translationsOf(draw, definition) };
}

/** Definitions that `checkForm` has nothing against. */
export const arbitraryForm: fc.Arbitrary<FormDefinition> = fc.gen().map((draw) => formOf(new Drawing(draw)));

/** As a backend publishes it; the hashes are not the real ones. */
export function asPublished(definition: FormDefinition): PublishedForm {
  const hash = (text: string): string => `sha256-${text.replaceAll(/[^\w-]/g, '-').padEnd(43, '0')}`;
  const wordings = Object.keys(definition.consents).map((id) => [
    id,
    Object.fromEntries(definition.languages.map((language) => [language, hash(`${id}-${language}`)])),
  ]);
  return {
    definition,
    wordings: Object.fromEntries(wordings) as PublishedForm['wordings'],
    policy: { policy: 'privacy', version: '2026-11-01', hash: hash('policy') },
  };
}

/** One thing a visitor, or a draft that comes back, does to a form. */
export type Act =
  | { act: 'enter'; id: string; entry: Entry | undefined }
  | { act: 'tick'; id: string; ticked: boolean }
  | { act: 'untick' }
  | { act: 'restore'; entered: Entered }
  | { act: 'move'; by: 1 | -1 };

const WORDS = [
  '',
  ' ',
  'x',
  'yes',
  ' yes ',
  '😀',
  'ada@visitor.example',
  '+44 20 7946 0000',
  'visitor.example',
];
const NUMBERS = ['', ' ', '1', '2', '3', '-1', '2.5', '2,5', '1e3', '1e400', '0x10', '1,000', 'two'];

/** What the controls of a question can hold. */
export function entryFor(draw: Drawing, question: Question): Entry | undefined {
  switch (question.type) {
    case 'number':
      return draw.chance(70) ? draw.one(NUMBERS) : String(draw.number());
    case 'date':
      return draw.one(['', 'incomplete', ...DAYS]);
    case 'select':
      return draw.one(['', ...question.options.map(({ id }) => id)]);
    case 'radio':
      return draw.one([undefined, ...question.options.map(({ id }) => id)]);
    case 'country':
      return draw.one(['', 'GB', 'DE', draw.one(COUNTRY_CODES)]);
    case 'checkbox':
      return draw.chance(60) ? true : undefined;
    case 'multi-choice':
      return draw.some(question.options.map(({ id }) => id));
    case 'scale':
      return String(draw.whole(question.from, question.to));
    case 'matrix': {
      const rows = draw.some(question.rows).map(({ id }) => [id, draw.one(question.columns).id] as const);
      return Object.fromEntries(rows);
    }
    case 'address':
      return {
        street: draw.one(['', ' ', '1 High Street', 'x'.repeat(301)]),
        postcode: draw.one(['', 'N1 1AA']),
        town: draw.one(['', ' London ']),
        country: draw.one(['', 'GB']),
      };
    case 'file':
      return fileOf(draw);
    default:
      return draw.chance(60) ? draw.one(WORDS) : draw.text(15);
  }
}

function fileOf(draw: Drawing): ChosenFile {
  const size = draw.one([0, 1024, 1025]);
  const kind = draw.one([...FILE_KINDS, 'unknown'] as const);
  return { name: `cv.${kind}`, size, kind, content: new Blob([new Uint8Array(size)]) };
}

function actOf(draw: Drawing, { items, consents }: FormDefinition): Act {
  const questions = items.filter((item): item is Question => 'type' in item);
  const entries = (asked: readonly Question[]): Entered =>
    Object.fromEntries(
      asked.flatMap((question): [string, Entry][] => {
        const entry = entryFor(draw, question);
        return entry === undefined ? [] : [[question.id, entry]];
      }),
    );
  if (draw.chance(4)) return { act: 'untick' };
  if (draw.chance(5)) return { act: 'restore', entered: entries(draw.some(questions)) };
  if (draw.chance(5)) return { act: 'move', by: draw.one([1, -1] as const) };
  if (questions.length === 0 || draw.chance(35)) {
    return { act: 'tick', id: draw.one(Object.keys(consents)), ticked: draw.chance(75) };
  }
  const question = draw.one(questions);
  return { act: 'enter', id: question.id, entry: entryFor(draw, question) };
}

export interface ArbitraryVisit {
  definition: FormDefinition;
  acts: Act[];
}

/** A form, and what happens to it: every question is come across once, and then some more. */
export const arbitraryVisit: fc.Arbitrary<ArbitraryVisit> = fc.gen().map((value) => {
  const draw = new Drawing(value);
  const definition = formOf(draw);
  const first = definition.items.flatMap((item): Act[] =>
    'type' in item && draw.chance(75) ? [{ act: 'enter', id: item.id, entry: entryFor(draw, item) }] : [],
  );
  const rest = Array.from({ length: draw.whole(0, 8) }, () => actOf(draw, definition));
  return { definition, acts: [...first, ...rest] };
});
