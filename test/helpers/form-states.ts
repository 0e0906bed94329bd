/** Brings a form of the sample site into every state it can be in, and looks at it there with axe. */
import { executeServerCommand, emulateMedia } from '@web/test-runner-commands';
import { expect, fixtureCleanup } from '@open-wc/testing';
import type { RunOptions } from 'axe-core';
import 'axe-core/axe.min.js';
import { setLocale } from '../../src/locales/localize.ts';
import { maxLengthOf } from '../../src/protocol/answer-check.ts';
import { questionsOf } from '../../src/protocol/form-answers.ts';
import type { FormDefinition, Question, StepItem } from '../../src/protocol/form-definition.schema.ts';
import { openForm, until } from './elements.ts';
import type { FormPanel } from './elements.ts';
import type { SampleWorld } from './kinds.ts';

export interface Stage {
  world: SampleWorld;
  definition: FormDefinition;
}

export interface FormState {
  name: string;
  reach: (stage: Stage) => Promise<FormPanel>;
  /** There as long as the form is in the state. */
  sign: string;
}

const FITTING: Partial<Record<Question['type'], string>> = {
  text: 'Ada',
  email: 'ada@visitor.example',
  phone: '+44 20 7946 0000',
  url: 'www.example.com',
  number: '12',
  date: '2031-03-14',
  textarea: 'A few words.',
};

const UNFIT: Partial<Record<Question['type'], string>> = {
  email: 'nobody',
  phone: '12',
  url: 'no where',
  number: 'many',
};

/** Answers a form quickly, without regard for how a visitor does it. */
class Filler {
  readonly form: FormPanel;
  readonly #definition: FormDefinition;

  constructor(form: FormPanel, definition: FormDefinition) {
    this.form = form;
    this.#definition = definition;
  }

  static async open({ definition }: Stage): Promise<Filler> {
    return new Filler(await openForm(definition.form), definition);
  }

  /** Answers everything on the screen, ticks every box, and answers what came up because of it. */
  async fill(): Promise<void> {
    await this.#answerAll();
    for (const id of Object.keys(this.#definition.consents)) await this.#tick(id);
    await this.#answerAll();
  }

  /** Leaves what is required empty, and answers the rest wrongly where that can be. */
  async spoil(): Promise<void> {
    for (const [id, block] of Object.entries(this.#definition.consents)) {
      if (block.kind === 'opt-in' && block.reveal !== undefined) await this.#tick(id);
    }
    for (const question of questionsOf(this.#definition)) {
      const { id, type } = question;
      const wrong = type === 'textarea' ? 'x'.repeat(maxLengthOf(question) + 1) : UNFIT[type];
      const place = type === 'address' ? `${id}.street` : id;
      if (wrong !== undefined && this.form.has(`[name="${place}"]`)) this.form.type(place, wrong);
    }
  }

  /** Fills in what is before the step with this number, counted from 0. */
  async goTo(step: number): Promise<void> {
    for (let passed = 0; passed < step; passed += 1) {
      await this.fill();
      const title = this.form.find('.step .heading').innerText;
      this.form.find('[part=next]').click();
      await until(() => this.form.find('.step .heading').innerText !== title, 'Expected the next step');
    }
  }

  async send(): Promise<void> {
    await this.goTo(Math.max(0, stepsOf(this.#definition).length - 1));
    await this.fill();
    this.form.send();
  }

  /** A file of the device, as the browser's own dialog would give it. */
  async pickFile({ id, showIf }: Question, name: string): Promise<void> {
    if (showIf !== undefined && 'is' in showIf) {
      this.form.find(`[name="${showIf.field}"][value="${String(showIf.is)}"]`).click();
      await this.form.until(`[name="${id}"]`);
    }
    const control = this.form.find<HTMLInputElement>(`[name="${id}"]`);
    const picked = new DataTransfer();
    picked.items.add(new File(['%PDF-1.7'], name));
    control.files = picked.files;
    control.dispatchEvent(new Event('change', { bubbles: true }));
    await this.form.until('.chosen');
  }

  async #tick(consent: string): Promise<void> {
    if (this.form.has(`input[name="${consent}"]:not(:checked)`)) await this.form.tick(consent);
  }

  async #answerAll(): Promise<void> {
    for (const question of questionsOf(this.#definition)) {
      if (!this.form.has(`[data-of="${question.id}"]`)) continue;
      this.#answer(question);
      await this.form.element.updateComplete;
    }
  }

  #answer(question: Question): void {
    const { id, type } = question;
    const press = (control: string): void => {
      if (this.form.has(`${control}:not(:checked)`)) this.form.find(control).click();
    };
    switch (type) {
      case 'file':
        return;
      case 'checkbox':
      case 'scale':
        press(`[name="${id}"]`);
        return;
      case 'radio':
      case 'multi-choice':
        press(`[name="${id}"][value="${question.options.at(-1)?.id ?? ''}"]`);
        return;
      case 'matrix':
        for (const row of question.rows) press(`[name="${id}.${row.id}"]`);
        return;
      case 'address':
        for (const part of ['street', 'postcode', 'town']) this.form.type(`${id}.${part}`, 'N1 1AA');
        this.form.type(`${id}.country`, 'GB');
        return;
      case 'select':
        this.form.type(id, question.options.at(-1)?.id ?? '');
        return;
      case 'country':
        this.form.type(id, 'PT');
        return;
      default:
        this.form.type(id, FITTING[type] ?? '');
    }
  }
}

function stepsOf({ items }: FormDefinition): StepItem[] {
  return items.filter((item) => 'step' in item);
}

/** Every state of a form: while it is filled in, on its way, after it, and when it cannot be had. */
export function statesOf(definition: FormDefinition): FormState[] {
  const steps = stepsOf(definition).length;
  return [
    { name: 'empty', sign: 'form', reach: async (stage) => (await Filler.open(stage)).form },
    ...Array.from({ length: Math.max(1, steps) }, (_, step) => fillingStates(step, steps)).flat(),
    ...questionsOf(definition)
      .filter(({ type }) => type === 'file')
      .flatMap((question) => fileStates(definition, question)),
    ...sendingStates(definition),
    ...(definition.submit.keepDraftDays === undefined ? [] : [draftState]),
    {
      name: 'not loadable',
      sign: '[part=problem]',
      reach: (stage) => {
        stage.world.offline = true;
        return openForm(stage.definition.form);
      },
    },
  ];
}

function fillingStates(step: number, steps: number): FormState[] {
  const place = steps === 0 ? '' : ` on step ${step + 1}`;
  return [
    {
      name: `filled in${place}`,
      sign: 'form',
      reach: async (stage) => {
        const filler = await Filler.open(stage);
        await filler.goTo(step);
        await filler.fill();
        return filler.form;
      },
    },
    {
      name: `errors${place}`,
      sign: '[part=summary] li',
      reach: async (stage) => {
        const filler = await Filler.open(stage);
        await filler.goTo(step);
        await filler.spoil();
        filler.form.find('button[type=submit]').click();
        await filler.form.until('[part=error]');
        return filler.form;
      },
    },
  ];
}

function fileStates(definition: FormDefinition, question: Question): FormState[] {
  const before = definition.items.slice(0, definition.items.indexOf(question));
  const step = Math.max(0, before.filter((item) => 'step' in item).length - 1);
  const pick = async (stage: Stage, name: string): Promise<FormPanel> => {
    const filler = await Filler.open(stage);
    await filler.goTo(step);
    await filler.fill();
    await filler.pickFile(question, name);
    return filler.form;
  };
  const error = `[id="${question.id}-error"]`;
  return [
    { name: 'file chosen', sign: '.chosen', reach: (stage) => pick(stage, 'cv.pdf') },
    { name: 'file of another kind', sign: error, reach: (stage) => pick(stage, 'cv.exe') },
  ];
}

function sendingStates(definition: FormDefinition): FormState[] {
  const state = (name: string, sign: string, prepare: (world: SampleWorld) => void): FormState => ({
    name,
    sign,
    reach: async (stage) => {
      const filler = await Filler.open(stage);
      prepare(stage.world);
      await filler.send();
      await filler.form.until(sign);
      return filler.form;
    },
  });
  const refused = {
    pointer: `/operation/payload/answers/${questionsOf(definition)[0]?.id ?? ''}`,
    code: 'wrong-type',
  };
  return [
    state('being sent', '[part=submit][aria-disabled]', (world) => {
      world.saving = new Promise(() => undefined);
    }),
    state('waiting for the network', '[part=panel].waiting', (world) => {
      world.offline = true;
    }),
    state('refused', '[part=summary] li', (world) => {
      world.refusal = [refused];
    }),
    state('refused for no single answer', '[part=summary] p', (world) => {
      world.refusal = [{ pointer: '/operation/payload/consents/0/words', code: 'words-differ' }];
    }),
    state('confirmed', '[part=panel].success', () => undefined),
  ];
}

const draftState: FormState = {
  name: 'a draft of an earlier visit',
  sign: '[part=panel] + form',
  reach: async (stage) => {
    const { form } = await Filler.open(stage);
    const [question] = questionsOf(stage.definition).filter(({ id }) => form.has(`input[id="${id}"]`));
    if (question === undefined) throw new Error('Expected a question with one field on the first step');
    form.type(question.id, FITTING[question.type] ?? '');
    form.find('#keep-draft').click();
    await form.shows('Saved on this device.');
    fixtureCleanup();
    const again = await openForm(stage.definition.form);
    await again.shows('Continue where you left off?');
    return again;
  },
};

/** How the reader's device shows pages. */
export interface Look {
  name: string;
  colorScheme: 'light' | 'dark';
  reducedMotion: 'no-preference' | 'reduce';
  forcedColors: boolean;
}

const USUAL: Look = {
  name: 'light',
  colorScheme: 'light',
  reducedMotion: 'no-preference',
  forcedColors: false,
};
const EMULATED: Look[] = [
  USUAL,
  { ...USUAL, name: 'dark', colorScheme: 'dark' },
  { ...USUAL, name: 'reduced motion', reducedMotion: 'reduce' },
];
const FORCED: Look = { ...USUAL, name: 'forced colours', forcedColors: true };

/** The looks this engine can be brought to; only Chromium's driver emulates any. */
export async function looksHere(): Promise<Look[]> {
  if (!navigator.userAgent.includes('Chrome/')) return [USUAL];
  const canForce = await forceColors(true).then(
    () => true,
    () => false,
  );
  return canForce ? [...EMULATED, FORCED] : EMULATED;
}

/** No command of the test runner itself: it is there where the runner's configuration brings it. */
async function forceColors(forced: boolean): Promise<void> {
  await executeServerCommand('emulate-forced-colors', { forced });
}

/** Brings the page to a look; a page that follows the reader's colours says so itself. */
async function wear({ colorScheme, reducedMotion, forcedColors }: Look): Promise<void> {
  document.documentElement.style.colorScheme = 'light dark';
  document.documentElement.style.backgroundColor = 'Canvas';
  await emulateMedia({ colorScheme, reducedMotion });
  if (forcedColors) await forceColors(true);
  const wanted = [
    `(prefers-color-scheme: ${colorScheme})`,
    `(prefers-reduced-motion: ${reducedMotion})`,
    `(forced-colors: ${forcedColors ? 'active' : 'none'})`,
  ];
  const isWorn = (): boolean => wanted.every((feature) => matchMedia(feature).matches);
  await until(isWorn, `Expected ${wanted.join(' and ')}`);
}

/** 320 pixels less the margins of a page. */
const NARROW = 288;
/** From left to right, and from right to left in a pseudo-language. */
const LANGUAGES = ['en', 'ar-XB'];
/** Target size (WCAG 2.5.8) is left out unless asked for. */
const RULES: RunOptions = {
  resultTypes: ['violations'],
  preload: false,
  rules: { 'target-size': { enabled: true } },
};

/** Reaches a state and looks at it in every look and both directions, on a narrow screen: what is wrong. */
export async function findings(state: FormState, stage: Stage, looks: Look[]): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
  const found: string[] = [];
  document.body.style.inlineSize = `${NARROW}px`;
  const form = await state.reach(stage);
  for (const language of LANGUAGES) {
    await setLocale(language);
    await form.element.updateComplete;
    for (const look of looks) {
      if (looks.length > 1) await wear(look);
      expect(form.has(state.sign), `${state.sign} (${look.name}, ${language})`).to.equal(true);
      const { violations } = await axe.run(form.element, RULES);
      for (const { id, nodes } of violations) {
        for (const { html, failureSummary = '' } of nodes) {
          found.push(`${id} (${look.name}, ${language}): ${html} ${failureSummary}`);
        }
      }
    }
    const { scrollWidth } = form.element;
    if (scrollWidth > NARROW) found.push(`scrolls sideways (${language}): ${scrollWidth} px`);
  }
  return found;
}

/** As it was before the first look. */
export async function undress(looks: Look[]): Promise<void> {
  if (looks.length > 1) await wear(USUAL);
  document.documentElement.removeAttribute('style');
  document.body.removeAttribute('style');
}
