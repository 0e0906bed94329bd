import { expect } from '@open-wc/testing';
import { setLocale } from '../../src/locales/localize.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import type { OutboxEntry } from '../../src/client/outbox-entry.ts';
import type { SxMyDataElement } from '../../src/elements/my-data/my-data.ts';
import { HOUR } from '../../src/protocol/terms.ts';
import { freshSite, newId, operation } from '../helpers/elements-operations.ts';
import { createWorld, openMyData, until } from '../helpers/elements.ts';
import type { Panel, World } from '../helpers/elements.ts';

describe('<sx-my-data> on what could not be sent', () => {
  let world: World;
  let storage: DeviceStorage;
  beforeEach(() => {
    storage = createDeviceStorage(freshSite());
    world = createWorld({ storage });
  });
  afterEach(() => world.end());

  const put = (key: string, value: unknown): Promise<void> =>
    storage.write((transaction) => {
      transaction.put(value, key);
      return Promise.resolve();
    });
  /** On this device since an earlier visit. */
  const leave = async (
    over: Partial<OutboxEntry> = {},
    answers?: Record<string, string>,
  ): Promise<string> => {
    const made = operation();
    if (made.kind === 'submission' && answers !== undefined) made.payload.answers = answers;
    const savedAt = Date.now();
    const waits = { v: 1, operation: made, savedAt, act: 1, attempts: 1, nextAttemptAt: savedAt + HOUR };
    await put(`outbox:${made.id}`, { ...waits, ...over });
    return made.id;
  };
  const refused = { refusal: { code: 'validation', findings: [] } } satisfies Partial<OutboxEntry>;
  const unavailable = (): void => {
    world.backend.refusal = { code: 'unavailable', errors: [] };
  };
  const failing = (): Promise<never> => Promise.reject(new DOMException('', 'NotReadableError'));

  const withClipboard = async (
    writeText: (text: string) => Promise<void>,
    act: () => Promise<void>,
  ): Promise<void> => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    try {
      await act();
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  };
  const openAnswers = async (): Promise<Panel<SxMyDataElement>> => {
    const panel = await openMyData();
    await panel.until('[part=waiting] details');
    panel.find<HTMLDetailsElement>('[part=waiting] details').open = true;
    return panel;
  };

  it('shows what was not accepted with the answers in the words of its form', async () => {
    await leave(refused, { email: 'ada@visitor.example', industry: 'food', gone: 'Left over' });
    const panel = await openAnswers();
    await panel.shows('Not sent: it was not accepted.');
    await panel.shows('Email address ada@visitor.example');
    await panel.shows('Your industry Food');
    await panel.shows('gone Left over');
    expect(panel.has('[part=waiting] .primary'), 'nothing goes by itself').to.equal(false);
    await expect(panel.element).to.be.accessible();
  });

  it('shows the answers without labels where the form cannot be read', async () => {
    await leave(refused, { email: 'ada@visitor.example' });
    const url = '/forms/subscription';
    world.backend.answers.set(url, () => new Response('', { status: 503 }));
    const panel = await openAnswers();
    await panel.shows('email ada@visitor.example');
  });

  it('tries it again when the visitor wants it, and it can arrive', async () => {
    const id = await leave(refused);
    const panel = await openMyData();
    await panel.until('[part=waiting]');
    expect(world.backend.operations).to.deep.equal([]);
    panel.button('Try again').click();
    await until(() => world.backend.operations.some((sent) => sent.id === id), 'Expected it to be sent');
    await until(() => !panel.has('[part=waiting]'), 'Expected nothing to wait');
  });

  it('tries it again also where the device cannot note that', async () => {
    const id = await leave(refused);
    const panel = await openMyData();
    await panel.until('[part=waiting]');
    storage.write = failing;
    panel.button('Try again').click();
    await until(() => world.backend.operations.some((sent) => sent.id === id), 'Expected it to be sent');
  });

  it('copies the answers', async () => {
    await leave(refused, { email: 'ada@visitor.example', industry: 'food' });
    const panel = await openAnswers();
    const copied: string[] = [];
    const take = (text: string): Promise<void> => {
      copied.push(text);
      return Promise.resolve();
    };
    await withClipboard(take, async () => {
      panel.button('Copy').click();
      await panel.says('Copied.');
    });
    expect(copied).to.deep.equal([
      'Form: Subscribe to our news\nEmail address: ada@visitor.example\nYour industry: Food',
    ]);
    await withClipboard(failing, async () => {
      panel.button('Copy').click();
      await panel.shows('It could not be copied. Select the text and copy it yourself.');
    });
  });

  it('says when the device does not let go of it, keeps showing it, and discards it at last', async () => {
    await leave(refused);
    const panel = await openMyData();
    await panel.until('[part=waiting]');
    const { write } = storage;
    storage.write = failing;
    panel.button('Discard').click();
    await panel.shows('It could not be discarded. Try again.');
    await panel.says('It could not be discarded. Try again.');
    expect(panel.has('[part=waiting]')).to.equal(true);
    await expect(panel.element).to.be.accessible();
    storage.write = write;
    panel.button('Discard').click();
    await panel.says('Discarded.');
    await until(() => !panel.has('[part=waiting]'), 'Expected nothing to wait');
  });

  it('says the same of a list of choices and of a note that it does not let go of', async () => {
    await put('outbox-expired:x', { id: 'x', form: 'subscription', savedAt: Date.now() });
    const panel = await openMyData();
    await panel.until('[part=expired]');
    storage.write = failing;
    panel.button('Close').click();
    await panel.shows('It could not be discarded. Try again.');
    expect(panel.has('[part=expired]')).to.equal(true);
  });

  it('says since when it has waited once that is more than an hour, and what comes of it', async () => {
    unavailable();
    const savedAt = Date.now() - 2 * HOUR;
    const expiresAt = savedAt + 72 * HOUR;
    await leave({ savedAt, expiresAt, nextAttemptAt: Date.now() + HOUR });
    const panel = await openMyData();
    await panel.shows('Waiting since:');
    await panel.shows('If it cannot be sent, it is deleted and you are told here:');
    const times = panel.all('[part=waiting] time').map((time) => time.getAttribute('datetime'));
    expect(times).to.deep.equal([savedAt, expiresAt].map((at) => new Date(at).toISOString()));
    expect(panel.text).not.to.contain('Made:');
  });

  it('says nothing of the kind while it is fresh', async () => {
    unavailable();
    await leave({ expiresAt: Date.now() + 72 * HOUR });
    const panel = await openMyData();
    await panel.shows('Made:');
    expect(panel.text).not.to.contain('Waiting since:');
    expect(panel.all('[part=waiting] time')).to.have.length(1);
  });

  it('shows what is damaged and lets it be discarded, and nothing else with it', async () => {
    const kept = await leave(refused);
    await put(`outbox:${newId()}`, { v: 1, operation: 'torn' });
    const panel = await openMyData();
    await panel.shows('Something saved here is damaged and cannot be sent.');
    await panel.shows('Not readable: 1');
    await expect(panel.element).to.be.accessible();
    panel.find('[part=unreadable] button').click();
    await until(() => !panel.has('[part=unreadable]'), 'Expected it to be gone');
    expect((await storage.list('outbox:')).map(([key]) => key)).to.deep.equal([`outbox:${kept}`]);
  });

  it('keeps what a newer version saved, and offers to reload', async () => {
    await put(`outbox:${newId()}`, { v: 99 });
    const panel = await openMyData();
    await panel.shows('Something saved here by a newer version of this page. It is kept; reload the page.');
    expect(panel.find('[part=unreadable] button').innerText).to.equal('Reload this page');
    expect(panel.text).not.to.contain('Discard');
    await expect(panel.element).to.be.accessible();
  });

  it('does not offer to reload a page that alone holds something', async () => {
    await put(`outbox:${newId()}`, { v: 99 });
    unavailable();
    world.client.isShared = true;
    const made = operation();
    if (made.kind !== 'submission') throw new Error('Expected a submission');
    const { id } = await world.client.submit(made.payload, { lifetimeHours: 72 });
    const panel = await openMyData();
    await panel.shows('Something saved here by a newer version');
    expect(panel.has('[part=unreadable] button')).to.equal(false);
    await world.client.outbox.discard(id);
  });

  it('leaves no English in German', async () => {
    await leave(refused, { email: 'ada@visitor.example' });
    await put(`outbox:${newId()}`, { v: 99 });
    await put(`outbox:${newId()}`, { v: 1 });
    await setLocale('de');
    const panel = await openMyData();
    await panel.until('[part=waiting] details');
    const words = ['waiting', 'unreadable'].flatMap((part) => panel.all(`[part=${part}]`));
    const text = words.map((one) => one.innerText).join(' ');
    expect(text).to.contain('Ihre Angaben').and.to.contain('neueren Version').and.to.contain('beschädigt');
    expect(text).not.to.match(/\b(Your|answers|Copy|Try|Discard|saved|newer|cannot|Reload)\b/);
  });
});
