/** The sample site's seven forms over the real backend in memory, and a visitor who has only a keyboard. */
import { expect, fixtureCleanup } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { importJWK } from 'jose';
import { createClient } from '../../src/client/client.ts';
import type { Client } from '../../src/client/client.ts';
import { databaseName } from '../../src/client/device-database.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import { setPageClient } from '../../src/client/page-client.ts';
import { setLocale } from '../../src/locales/localize.ts';
import type { FormDefinition, PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { deliverySchema } from '../../src/protocol/operation.schema.ts';
import type { Operation, SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import { parse } from '../../src/protocol/parse.schema.ts';
import { ProblemError } from '../../src/protocol/problem.ts';
import type { Finding } from '../../src/protocol/problem.ts';
import { FORM_KINDS } from '../../src/protocol/terms.ts';
import type { FormKind } from '../../src/protocol/terms.ts';
import { asProblem, problemResponse } from '../../src/server/http/problems.ts';
import { takeOperation } from '../../src/server/intake.ts';
import { newId, newToken } from '../../src/server/parts.ts';
import type { Parts } from '../../src/server/parts.ts';
import { publishForm } from '../../src/server/publishing.ts';
import { siteRoutes } from '../../src/server/routes/sites.ts';
import { loadSampleSite } from '../../src/server/sample/load.ts';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import type { Store } from '../../src/server/store/store.ts';
import { problem } from './elements-backend.ts';
import { until } from './elements.ts';
import type { FormPanel } from './elements.ts';

const ENDPOINT = 'https://backend.example';
const SITE = 'smartxpo';

/** One operation on its way: what was sent, and how the backend answered. */
export interface Delivered {
  operation: Operation;
  /** HTTP status; undefined while there is none. */
  status: number | undefined;
}

export interface SampleWorld {
  client: Client;
  delivered: Delivered[];
  /** No answer to anything while true. */
  offline: boolean;
  /** The device takes a submission when this resolves. */
  saving: Promise<void>;
  /** Answered in place of the backend. */
  refusal: Finding[] | undefined;
  /** What the backend took, once it has confirmed it. */
  taken(): SubmissionPayload;
  end(): Promise<void>;
}

/**
 * The server's own store, documents and intake. Not its whole app: what it tells files by is no ES module,
 * and comes into a browser only through a bundler.
 */
async function openBackend(isHasty: boolean): Promise<(request: Request) => Promise<Response>> {
  const store = openMemoryStore();
  const places = { origins: [location.origin], myDataUrl: `${location.origin}/my-data` };
  await loadSampleSite(store, places, Date.now());
  if (isHasty) await publishWithoutHurdles(store);
  // The key of RFC 8037, appendix A: making one fails in WebKitGTK once in some hundred times.
  const publicKey = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  const signing = await importJWK(
    { ...publicKey, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' },
    'EdDSA',
  );
  const parts: Parts = {
    store,
    keys: {
      signing,
      publicKey,
      capability: newToken(),
      contact: newToken(),
      unsubscribe: newToken(),
      staff: newToken(),
    },
    now: Date.now,
    newId: () => newId(Date.now),
    newToken,
    publicUrl: ENDPOINT,
    localMailbox: true,
    ownOrigins: [],
    staffPasskeys: 'required',
    isHoliday: () => false,
    workQueued: () => undefined,
  };
  const documents = siteRoutes(parts);
  const take = async (request: Request): Promise<Response> => {
    const { value, findings } = parse(deliverySchema, await request.json());
    if (findings !== undefined) throw new ProblemError('validation', '', findings);
    const { receipt } = await takeOperation(parts, value, { kind: 'anyone' });
    return Response.json(receipt, { status: 201 });
  };
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname !== '/v1/operations') {
      return documents.request(pathname.replace('/v1', '') + search);
    }
    const key = request.headers.get('idempotency-key')?.replaceAll('"', '');
    return take(request).catch((error: unknown) => problemResponse(asProblem(error), key));
  };
}

/** The same forms in a next version that does not mind how fast somebody is. */
async function publishWithoutHurdles(store: Store): Promise<void> {
  for (const kind of FORM_KINDS) {
    const row = await store.documents.currentForm(SITE, kind);
    const { version, submit, ...definition } = JSON.parse(row?.document ?? '') as FormDefinition;
    const hasty = { ...definition, version: version + 1, submit: { ...submit, spam: [] } };
    await publishForm(store, SITE, hasty, Date.now());
  }
}

/** A backend, a device and a client of its own for each test; `isHasty` for forms that let programs through. */
export async function createSampleWorld({ isHasty = false } = {}): Promise<SampleWorld> {
  const memory = await openBackend(isHasty);
  const device = `device-${crypto.randomUUID()}`;
  const storage = createDeviceStorage(device);
  const delivered: Delivered[] = [];
  const deliver = async (request: Request): Promise<Response> => {
    const { operation } = (await request.clone().json()) as { operation: Operation };
    const delivery: Delivered = { operation, status: undefined };
    delivered.push(delivery);
    const answer =
      world.refusal === undefined
        ? await memory(request)
        : problem('validation', { operation: operation.id, errors: world.refusal });
    delivery.status = answer.status;
    return answer;
  };
  const answer = async (...call: Parameters<typeof fetch>): Promise<Response> => {
    if (world.offline) throw new TypeError('Failed to fetch');
    const request = new Request(...call);
    return request.url.endsWith('/v1/operations') ? deliver(request) : memory(request);
  };
  const client = createClient(
    { site: SITE, endpoint: ENDPOINT },
    { fetch: answer, storage, lock: (work) => work(), random: () => 0.9 },
  );
  const world: SampleWorld = {
    client,
    delivered,
    offline: false,
    saving: Promise.resolve(),
    refusal: undefined,
    taken: () => {
      const [first, ...more] = delivered.filter(({ status }) => status === 201);
      if (first?.operation.kind !== 'submission' || more.length > 0)
        throw new Error(`Expected one submission, got ${JSON.stringify(delivered)}`);
      return first.operation.payload;
    },
    end: async () => {
      fixtureCleanup();
      client.sync.stop();
      storage.close();
      await setLocale('en');
      indexedDB.deleteDatabase(databaseName(device));
    },
  };
  setPageClient({
    ...client,
    submit: async (...call) => {
      await world.saving;
      return client.submit(...call);
    },
  });
  client.sync.start();
  return world;
}

/** A form of the sample site as it is published. */
export async function sampleForm(kind: FormKind): Promise<FormDefinition> {
  const answer = await (await openBackend(false))(new Request(`${ENDPOINT}/v1/sites/${SITE}/forms/${kind}`));
  return ((await answer.json()) as PublishedForm).definition;
}

/** Ticks of the boxes that were offered, by consent. */
export function ticksIn({ consents }: SubmissionPayload): Record<string, boolean> {
  return Object.fromEntries(
    consents.flatMap(({ consent, ticked }) => (ticked === undefined ? [] : [[consent, ticked]])),
  );
}

/** More tab stops than any of the forms has. */
const MOST_STOPS = 60;

type Key = 'Tab' | 'Enter' | ' ' | 'ArrowDown';

/** A visitor who types, tabs and presses keys, and does nothing else. */
export class Hands {
  readonly form: FormPanel;

  constructor(form: FormPanel) {
    this.form = form;
  }

  get focused(): HTMLElement | undefined {
    return (this.form.focused as HTMLElement | null) ?? undefined;
  }

  /** What has the focus: a control by its name, one box of several as `name=value`, a button by its part. */
  get place(): string {
    const { focused } = this;
    if (focused === undefined) return 'nothing';
    const name = focused.getAttribute('name');
    if (name === null) return focused.getAttribute('part') ?? focused.innerText.trim();
    const isOneOfSeveral = focused.matches('[type=checkbox][value]');
    return isOneOfSeveral ? `${name}=${(focused as HTMLInputElement).value}` : name;
  }

  async press(key: Key): Promise<void> {
    await sendKeys({ press: key });
  }

  async tabTo(place: string): Promise<void> {
    const passed: string[] = [];
    while (passed.length < MOST_STOPS) {
      await this.press('Tab');
      if (this.place === place) {
        this.#expectVisibleFocus();
        return;
      }
      passed.push(this.place);
    }
    throw new Error(`Expected a tab stop ${place}, passed ${passed.join(', ')}`);
  }

  async tabBackTo(place: string): Promise<void> {
    await sendKeys({ down: 'Shift' });
    try {
      await this.tabTo(place);
    } finally {
      await sendKeys({ up: 'Shift' });
    }
  }

  async write(words: string): Promise<void> {
    await sendKeys({ type: words });
  }

  async type(place: string, words: string): Promise<void> {
    await this.tabTo(place);
    await this.write(words);
  }

  /** A closed list goes to the option that begins with what is typed; a space would open it. */
  async choose(place: string, words: string): Promise<void> {
    await this.type(place, words.split(' ')[0] ?? '');
    const list = this.focused as HTMLSelectElement;
    const chosen = (): string | undefined => list.selectedOptions[0]?.text;
    while (chosen() !== words && list.selectedIndex < list.length - 1) await this.press('ArrowDown');
    expect(chosen(), place).to.equal(words);
  }

  /** Radio buttons are one tab stop; Space takes the first, arrows go on. */
  async pick(place: string, value: string): Promise<void> {
    await this.tabTo(place);
    await this.press(' ');
    const chosen = (): string | undefined =>
      this.form.all(`[name="${place}"]:checked`).map((radio) => (radio as HTMLInputElement).value)[0];
    const seen: (string | undefined)[] = [];
    while (chosen() !== value && !seen.includes(chosen())) {
      seen.push(chosen());
      await this.press('ArrowDown');
    }
    expect(chosen(), place).to.equal(value);
  }

  async tick(...places: string[]): Promise<void> {
    for (const place of places) {
      await this.tabTo(place);
      await this.press(' ');
      expect((this.focused as HTMLInputElement).checked, place).to.equal(true);
    }
  }

  /** As people write a date in the browser's language; a separator goes on to the next part. */
  async date(place: string, day: string): Promise<void> {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' } as const;
    await this.type(place, new Intl.DateTimeFormat(undefined, parts).format(new Date(day)));
    expect((this.focused as HTMLInputElement).value, place).to.equal(day);
  }

  /** The focus comes to where these words stand, without a key. */
  async arrivesAt(words: string): Promise<void> {
    await until(() => this.focused?.innerText.startsWith(words), `Expected the focus on “${words}”`);
  }

  async confirms(words: string): Promise<void> {
    await this.form.shows(words);
    await until(
      () => this.focused?.matches('[part=panel] .heading') === true,
      'Expected the focus on the outcome',
    );
  }

  #expectVisibleFocus(): void {
    const { focused, place } = this;
    // WebKit focuses a part inside a date field, and draws the focus there.
    if (focused?.matches('[type=date]') === true) return;
    expect(focused?.matches(':focus-visible'), `focus to be seen at ${place}`).to.equal(true);
  }
}
