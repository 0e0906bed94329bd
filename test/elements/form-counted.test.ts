/** A form of two hundred questions: what one key press draws anew, counted. */
import { expect, fixture } from '@open-wc/testing';
import { html, render } from 'lit';
import { sendKeys } from '@web/test-runner-commands';
import { entryIn } from '../../src/elements/form/controls.ts';
import { field } from '../../src/elements/form/fields.ts';
import type { FieldView } from '../../src/elements/form/fields.ts';
import { Filling } from '../../src/elements/form/filling.ts';
import { formBody } from '../../src/elements/form/form-body.ts';
import { textsOf } from '../../src/elements/form/form-words.ts';
import type { FormDefinition, Question } from '../../src/protocol/form-definition.schema.ts';
import { siteConfig } from '../helpers/elements-documents.ts';
import { publish } from '../helpers/elements-forms.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';

const QUESTIONS = 200;
/** Far from each other, so that what comes up moves most of the others. */
const DEPENDENTS = ['q2', 'q100', 'q200'];

const questions = Array.from({ length: QUESTIONS }, (_, index): Question => {
  const id = `q${index + 1}`;
  const showIf = DEPENDENTS.includes(id) ? { showIf: { field: 'q1', is: 'yes' } } : {};
  return { id, type: 'text', label: `Question ${index + 1}`, ...showIf };
});
const changed: Partial<FormDefinition> = {
  items: [...questions, { id: 'your-data', ask: ['privacy-notice'] }],
};

describe('<sx-form> of two hundred questions', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  describe('draws anew', () => {
    /** The form as the element draws it, with every drawing of a question written down. */
    const openCounted = async (): Promise<{
      enter: (id: string, words: string) => string[];
      redraw: () => string[];
    }> => {
      const { definition } = publish(world, changed);
      const filling = new Filling(definition, () => 'en');
      const text = textsOf(definition, 'en');
      const place = await fixture<HTMLElement>(html`<div></div>`);
      let drawn: string[] = [];
      const draw = (view: FieldView): ReturnType<typeof field> => {
        drawn.push(view.question.id);
        return field(view);
      };
      const redraw = (): string[] => {
        drawn = [];
        const body = formBody({
          filling,
          config: siteConfig(world.site),
          settings: world.client.settings,
          draw,
          text,
          errors: new Map(),
          language: 'en',
          readerLanguage: 'en',
          level: 2,
          withoutTitle: false,
          sending: false,
          deviceOffer: undefined,
          takeOut: () => undefined,
          back: () => undefined,
        });
        render(body, place);
        return drawn;
      };
      const enter = (id: string, words: string): string[] => {
        const question = filling.questions.get(id)!;
        place.querySelector<HTMLInputElement>(`[name="${id}"]`)!.value = words;
        // As the element does: what changes nothing else asks for no drawing.
        return filling.enter(id, entryIn(place, question)) ? redraw() : [];
      };
      return { enter, redraw };
    };

    it('each question once at first, and none when nothing has changed', async () => {
      const { redraw } = await openCounted();
      expect(redraw()).to.have.length(QUESTIONS - DEPENDENTS.length);
      expect(redraw()).to.deep.equal([]);
    });

    it('nothing at a key press in a field that nothing hangs on, and only that field later', async () => {
      const { enter, redraw } = await openCounted();
      redraw();
      expect(enter('q50', 'a')).to.deep.equal([]);
      expect(enter('q50', 'ab')).to.deep.equal([]);
      expect(redraw()).to.deep.equal(['q50']);
    });

    it('the trigger and the questions that hang on it, and nothing else, when they come up or go', async () => {
      const { enter, redraw } = await openCounted();
      redraw();
      expect(enter('q1', 'ye')).to.deep.equal([]);
      expect(enter('q1', 'yes')).to.deep.equal(['q1', ...DEPENDENTS]);
      expect(enter('q1', 'yes!')).to.deep.equal(['q1']);
      expect(enter('q1', 'yes')).to.deep.equal(['q1', ...DEPENDENTS]);
    });
  });

  describe('leaves the rest of the page alone', () => {
    const watch = (form: FormPanel): (() => MutationRecord[]) => {
      const seen: MutationRecord[] = [];
      const observer = new MutationObserver((records) => seen.push(...records));
      observer.observe(form.root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      return () => [...seen, ...observer.takeRecords()];
    };
    const open = async (): Promise<FormPanel> => {
      publish(world, changed);
      const form = await openForm();
      // What an earlier visit left is looked for once, and drawn; asked for again, it has been drawn.
      await form.element.delivery.pickUp('subscription');
      await form.element.updateComplete;
      return form;
    };

    it('changes nothing in the document while twenty characters are typed', async () => {
      const form = await open();
      form.find('#q50').focus();
      await form.element.updateComplete;
      const records = watch(form);
      await sendKeys({ type: 'twenty characters ok' });
      expect(form.value('q50')).to.have.length(20);
      await form.element.updateComplete;
      expect(records().map(({ target, type }) => `${type} at ${target.nodeName}`)).to.deep.equal([]);
    });

    it('adds three questions, says so, and touches no other', async () => {
      const form = await open();
      const before = form.all('input');
      const records = watch(form);
      form.type('q1', 'yes');
      await until(() => form.has('#q200'), 'Expected the questions that hang on the first');
      const added = records()
        .flatMap(({ addedNodes }) => [...addedNodes])
        .filter((node) => node instanceof HTMLElement);
      expect(added.map((element) => element.querySelector('input')?.id)).to.deep.equal(DEPENDENTS);
      expect(before.every((input) => input.isConnected)).to.equal(true);
      expect(form.status).to.equal('3 questions were added below.');
      expect(
        form
          .all('input')
          .map(({ id }) => id)
          .slice(0, QUESTIONS),
      ).to.deep.equal(questions.map(({ id }) => id));
    });
  });
});
