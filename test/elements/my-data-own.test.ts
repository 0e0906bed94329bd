/** What a signed-in visitor does with what is held: corrections, the two switches, history and receipts. */
import { expect } from '@open-wc/testing';
import type { SxMyDataElement } from '../../src/elements/my-data/my-data.ts';
import type { HeldDetail } from '../../src/protocol/me.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { Question } from '../../src/protocol/question.schema.ts';
import { receiptPage } from '../../src/elements/my-data/receipt-file.ts';
import { setLocale } from '../../src/locales/localize.ts';
import { createWorld, openMyData, until } from '../helpers/elements.ts';
import type { Panel, World } from '../helpers/elements.ts';
import { siteConfig } from '../helpers/elements-documents.ts';

const SUBMISSION = '0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000';
const RECEIVED = '2026-11-01T10:00:00.000Z';

function detail(question: Question, value: NonNullable<HeldDetail['correctable']>['value'], lines: string[]) {
  const { id: item, type, label } = question;
  return { item, type, label, lines, revision: 0, correctable: { question, value } };
}

const NAME = detail({ id: 'name', type: 'text', label: 'Your name', required: true }, 'Ad Lovelace', ['Ad Lovelace']); // prettier-ignore
const AREA = detail({ id: 'address', type: 'number', label: 'Stand area', whole: true }, 1500, ['1500']);
const TOPICS = detail(
  {
    id: 'topics',
    type: 'multi-choice',
    label: 'Topics',
    options: [
      { id: 'stands', label: 'Stands' },
      { id: 'dates', label: 'Dates' },
    ],
  },
  ['dates'],
  ['Dates'],
);
const EMAIL: HeldDetail = { item: 'email', type: 'email', label: 'Email', lines: ['ada@example.org'], revision: 0 }; // prettier-ignore

describe('<sx-my-data> what is held', () => {
  let world: World;
  let panel: Panel<SxMyDataElement>;
  beforeEach(() => {
    world = createWorld();
    world.backend.details = [
      {
        operation: SUBMISSION,
        form: 'subscription',
        title: 'Subscribe',
        language: 'en',
        receivedAt: RECEIVED,
        answers: [NAME, EMAIL, AREA, TOPICS],
      },
    ];
  });
  afterEach(async () => {
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    await world.end();
  });

  const signIn = async (): Promise<void> => {
    history.replaceState(null, '', '#sx-sign-in=good-token');
    panel = await openMyData();
    panel.button('Sign in').click();
    await panel.shows('Signed in as ada@example.org');
  };
  const sent = <Kind extends Operation['kind']>(kind: Kind): Extract<Operation, { kind: Kind }>[] =>
    world.backend.operations.filter((one): one is Extract<Operation, { kind: Kind }> => one.kind === kind);
  const correct = async (item: string): Promise<HTMLElement> => {
    panel.find(`#correct-${SUBMISSION}-${item}`).click();
    await panel.until('.correction');
    return panel.find('.correction');
  };
  const type = (words: string): void => {
    panel.find<HTMLInputElement>('.correction input').value = words;
  };

  it('puts one answer right: what is held stays until the new one is confirmed, then it says when', async () => {
    await signIn();
    await correct('name');
    await until(() => panel.focused === panel.find('.correction input'), 'Expected the focus in the field');
    await expect(panel.element).to.be.accessible();
    type('Ada Lovelace');
    let open = (): void => undefined;
    world.backend.gate = new Promise((resolve) => (open = resolve));
    panel.button('Save the correction').click();
    await panel.shows('Your correction: Ada Lovelace');
    expect(panel.text).to.contain('Ad Lovelace').and.to.contain('Not sent yet. Saved on this device');
    await expect(panel.element).to.be.accessible();
    await until(() => sent('correction').length > 0, 'Expected a correction');
    const [operation] = sent('correction');
    expect(operation?.payload).to.deep.equal({ submission: SUBMISSION, item: 'name', value: 'Ada Lovelace', revision: 0 }); // prettier-ignore
    expect(world.backend.authorizations[0]).to.equal('Bearer session-1');
    const [held] = world.backend.details;
    if (held) held.answers = [{ ...NAME, lines: ['Ada Lovelace'], revision: 1, correctedAt: RECEIVED }, EMAIL]; // prettier-ignore
    open();
    await panel.shows('Corrected:');
    expect(panel.text).not.to.contain('Your correction:');
  });

  it('says in words what is wrong, and sends nothing for what has not changed', async () => {
    await signIn();
    await correct('name');
    type('  ');
    panel.button('Save the correction').click();
    await panel.shows('Fill in “Your name”');
    await expect(panel.element).to.be.accessible();
    expect(panel.focused).to.equal(panel.find('.correction input'));
    type('Ad Lovelace');
    panel.button('Save the correction').click();
    await until(() => !panel.has('.correction'), 'Expected the field to close');
    await until(() => panel.focused?.id === `correct-${SUBMISSION}-name`, 'Expected the focus to come back');
    await correct('topics');
    panel.button('Cancel').click();
    await until(() => !panel.has('.correction'), 'Expected the field to close');
    expect(world.backend.operations).to.have.length(0);
  });

  it('takes numbers as the reader writes them, lists, and an answer away that nobody has to give', async () => {
    await setLocale('de');
    history.replaceState(null, '', '#sx-sign-in=good-token');
    panel = await openMyData();
    panel.button('Anmelden').click();
    await panel.shows('Angemeldet als');
    const field = await correct('address');
    expect(field.querySelector('input')?.value).to.equal('1500');
    type('1.600,5');
    panel.find('.correction button[type=submit]').click();
    await until(() => panel.has('.correction [aria-invalid]'), 'Expected the fraction to be refused');
    type('1.600');
    panel.find('.correction button[type=submit]').click();
    await until(() => sent('correction').length === 1, 'Expected a correction');
    await until(() => !panel.has('.correction'), 'Expected the field to close');
    const list = await correct('topics');
    for (const box of list.querySelectorAll<HTMLInputElement>('input')) box.checked = false;
    panel.find('.correction button[type=submit]').click();
    await until(() => sent('correction').length === 2, 'Expected another correction');
    expect(sent('correction').map(({ payload }) => payload.value)).to.deep.equal([1600, null]);
  });

  it('knows the address by which the visitor is known from answers', async () => {
    await signIn();
    expect(panel.has(`#correct-${SUBMISSION}-email`)).to.equal(false);
    expect(panel.text).to.contain('We know you by this address.');
  });

  it('tells a correction that came after another one, and keeps it to be seen', async () => {
    world.backend.refusal = {
      code: 'validation',
      errors: [{ pointer: '/operation/payload/revision', code: 'changed-since' }],
    };
    await signIn();
    await correct('name');
    type('Ada');
    panel.button('Save the correction').click();
    await panel.shows('Not accepted: this answer was changed meanwhile.');
    expect(panel.text).to.contain('Your correction: Ada');
    expect(panel.text).to.contain('A correction of what we hold');
    await expect(panel.element).to.be.accessible();
    panel.button('Discard').click();
    await until(() => panel.has(`#correct-${SUBMISSION}-name`), 'Expected to be able to correct again');
  });

  it('saves a correction once, however often the button is pressed', async () => {
    await signIn();
    await correct('name');
    type('Ada');
    for (let press = 0; press < 3; press += 1) panel.button('Save the correction').click();
    await until(() => !panel.has('.correction'), 'Expected the field to close');
    await until(() => sent('correction').length > 0, 'Expected a correction');
    expect(sent('correction')).to.have.length(1);
  });

  const state = (scope: string): (string | null)[] => {
    const control = panel.find(`#switch-${scope}`);
    return [control.getAttribute('role'), control.getAttribute('aria-checked')];
  };

  it('stops marketing with one press, says so at once and what it means', async () => {
    await signIn();
    expect(state('marketing')).to.deep.equal(['switch', 'false']);
    await expect(panel.element).to.be.accessible();
    panel.find('#switch-marketing').click();
    panel.find('#switch-marketing').click();
    await panel.shows('On: we stop all marketing.');
    await until(() => sent('objection').length > 0, 'Expected an objection');
    await panel.shows('Since:');
    expect(sent('objection').map(({ payload }) => payload)).to.deep.equal([{ scope: 'marketing', objects: true }]); // prettier-ignore
    expect([state('marketing')[1], state('sharing')[1]]).to.deep.equal(['true', 'false']);
    await expect(panel.element).to.be.accessible();
    panel.find('#switch-marketing').click();
    await panel.shows('Off: we contact you only where you have allowed it.');
    await until(() => sent('objection').length === 2, 'Expected it to be switched off');
  });

  it('is switched on before it is sent, and says that it is not sent', async () => {
    await signIn();
    world.backend.offline = true;
    panel.find('#switch-sharing').click();
    await panel.shows('On: we pass your information to no other company for marketing. Not sent yet.');
    expect(state('sharing')[1]).to.equal('true');
    world.backend.offline = false;
    panel.button('Try now').click();
    await panel.shows('Nothing waits');
  });

  it('hears Global Privacy Control, and overrules it only when asked twice (G-03, G-04)', async () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    await signIn();
    expect([state('marketing')[1], state('sharing')[1]]).to.deep.equal(['false', 'true']);
    expect(panel.text).to.contain('On, because your browser asks for it (Global Privacy Control).');
    panel.find('#switch-sharing').click();
    await panel.shows('Switch it off all the same?');
    await expect(panel.element).to.be.accessible();
    panel.button('Leave it on').click();
    await until(() => !panel.has('[part=question]'), 'Expected the question to go');
    expect(world.backend.operations).to.have.length(0);
    panel.find('#switch-sharing').click();
    await panel.shows('Switch it off all the same?');
    panel.button('Switch it off').click();
    await panel.shows('Off: we pass your information on only where you have allowed it.');
    await until(() => sent('objection').length === 1, 'Expected an objection');
    expect(sent('objection')[0]?.payload).to.deep.equal({ scope: 'sharing', objects: false });
  });

  for (const value of [undefined, false, 'true', 1]) {
    it(`takes only true for the signal, not ${String(value)} (G-01)`, async () => {
      Object.defineProperty(navigator, 'globalPrivacyControl', { value, configurable: true });
      await signIn();
      expect(state('sharing')[1]).to.equal('false');
    });
  }

  it('asks for the confirmation mail once more, signed in', async () => {
    world.backend.permissions = [
      { purpose: 'direct-marketing', channel: 'email', state: 'ConsentRequested', since: RECEIVED, grant: SUBMISSION }, // prettier-ignore
    ];
    await signIn();
    panel.button('Send the mail again').click();
    await panel.shows('Look in your inbox: the email is sent again');
    expect(world.backend.confirmations).to.deep.equal([{ grant: SUBMISSION, authorization: 'Bearer session-1' }]); // prettier-ignore
    await expect(panel.element).to.be.accessible();
  });

  it('lists everything that was done, in words, newest first, and leads to each part', async () => {
    const statement = (kind: Operation['kind'], more: object) => ({
      ...{
        operation: SUBMISSION,
        kind,
        site: world.site,
        controller: 'Fair & Co Limited',
        receivedAt: RECEIVED,
      },
      ...more,
    });
    const receipts = [
      statement('objection', { objection: { scope: 'marketing', objects: true } }),
      statement('correction', { correction: { submission: SUBMISSION, item: 'name', label: 'Your name' } }),
      statement('withdrawal', { withdrawal: { purpose: 'direct-marketing', channel: 'email', grants: [], whole: true } }), // prettier-ignore
      statement('permission-change', {}),
      statement('submission', {
        form: { form: 'subscription', version: 1, title: 'Subscribe' },
        language: 'en',
        consents: [
          { consent: 'news', words: 'Email me [news](policy:privacy).', hash: 'x', ticked: true },
          { consent: 'post', words: 'Send me post.', hash: 'y', ticked: false },
          { consent: 'notice', words: 'See the policy.', hash: 'z' },
        ],
      }),
    ];
    world.backend.receipts = receipts.map((one, index) => ({
      id: `0192aaaa-bbbb-7ccc-8ddd-eeeeffff000${String(index)}`,
      statement: one,
      signature: 'signed.by.us',
    }));
    await signIn();
    expect(panel.all('[part=receipt] strong').map(({ innerText }) => innerText)).to.deep.equal([
      'Switched on: Do not use my information for marketing',
      'Correction: Your name',
      'Withdrawal: News and offers, by email',
      'Confirmation of your address',
      'Form: Subscribe',
    ]);
    panel.find<HTMLDetailsElement>('[part=receipt] details').open = true;
    await panel.shows('You ticked this box: Email me news. You left this box empty: Send me post. Shown to you: See the policy.'); // prettier-ignore
    await expect(panel.element).to.be.accessible();
    expect(panel.text).to.contain('History and receipts Entries: 5');
    const lead = panel.all('[part=overview] button').find(({ innerText }) => innerText.startsWith('History'));
    lead?.click();
    await until(() => panel.focused?.id === 'history', 'Expected the focus on the history');
  });

  it('writes a receipt that says all of it, and in which nothing of a stranger runs', async () => {
    const statement = {
      ...{ operation: SUBMISSION, kind: 'submission' as const, site: 'x', controller: '<b>Fair</b> & Co', receivedAt: RECEIVED }, // prettier-ignore
      form: { form: 'subscription', version: 3, title: '"><script>alert(1)</script>' },
      policy: { policy: 'privacy', version: '2.0', hash: 'h' },
      consents: [{ consent: 'news', words: 'Email me </blockquote><img src=x>', hash: 'x', ticked: true }],
      language: 'en',
    };
    const receipt = { id: SUBMISSION, statement, signature: 'header.body.signature' };
    const page = new DOMParser().parseFromString(receiptPage(receipt, siteConfig('x'), 'en'), 'text/html');
    expect(page.querySelectorAll('script, img, b')).to.have.length(0);
    const text = page.body.textContent;
    for (const words of [
      '<b>Fair</b> & Co',
      'You ticked this box:',
      'Email me </blockquote><img src=x>',
      'privacy, 2.0',
      'November',
      SUBMISSION,
      'header.body.signature',
    ])
      // prettier-ignore
      expect(text).to.contain(words);
    expect(page.querySelector('pre')?.textContent).to.equal(JSON.stringify(statement, null, 2));
    await expect(page.body).to.be.accessible();
  });
});
