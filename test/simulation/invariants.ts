/**
 * What must hold after every schedule, whatever happened in it. The numbers are the product's own:
 * DESIGN names the promises, the fault tables name these checks.
 */
import { isDeepStrictEqual } from 'node:util';
import { DeviceStorageError } from '../../src/client/device-database.ts';
import { choicesOn } from '../../src/elements/my-data/device-choices.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { CHANNELS } from '../../src/protocol/terms.ts';
import type { Channel } from '../../src/protocol/terms.ts';
import type { Kept } from './backend.ts';
import { NEWER_KEY } from './device.ts';
import type { Act } from './history.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

/** One promise that was broken, and by what. */
export interface Violation {
  invariant: string;
  about: string;
}

/** Attempts after which an operation may be passed by those behind it. */
const PASSABLE = 3;
/** Of a submission, ms. */
const LIFETIME = 72 * 3_600_000;
/** Requests a tab may make in a minute in which nobody does anything, and more for each stirring. */
const CALM_REQUESTS = 20;
const REQUESTS_PER_STIRRING = 8;

export async function violationsOf(world: World, fresh: readonly Tab[]): Promise<Violation[]> {
  const acts = [...world.history.acts.values()];
  const kept = await world.time.hold(world.backend.kept(acts.map(({ id }) => id)));
  const found: Violation[] = [];
  const break_ = (invariant: string, about: string): void => void found.push({ invariant, about });

  for (const tab of fresh)
    for (const { id } of await tab.client.outbox.expired()) world.history.shown.add(id);
  for (const act of acts) arrived(act, world, kept.operations.get(act.id), break_);
  for (const [id, count] of kept.events) {
    const act = world.history.acts.get(id);
    const most = act?.kind === 'submission' ? 2 : 1;
    if (act !== undefined && count > most) break_('I2 once', `${id} left ${count} events`);
  }
  inOrder(world, kept.operations, break_);
  await conflicts(world, kept.operations, break_);
  for (const tab of fresh) await atRest(tab, world, kept.operations, break_);
  for (const tab of world.tabs) if (!tab.isFrozen) await inItsPage(tab, break_);
  oneOperationEach(world, break_);
  numberedOnce(world, kept.operations, break_);
  notTooEarly(world, break_);
  refusedByTheBackend(world, break_);
  calm(world, break_);
  for (const error of world.reported) if (!isExpected(error)) break_('I0 no error', String(error));
  return found;
}

/** Programmers are told of what a portal answered and of a device that failed; nothing else went wrong. */
function isExpected(error: unknown): boolean {
  if (error instanceof DOMException || error instanceof DeviceStorageError) return true;
  return error instanceof Error && error.message.startsWith('Expected a receipt');
}

type Break = (invariant: string, about: string) => void;

/** I1, I5, I9: saved is confirmed or shown; what arrived is what was done; confirmed is kept. */
function arrived(act: Act, { history }: World, kept: Kept | undefined, break_: Break): void {
  const what = `${act.kind} ${act.id} of ${act.device.name}`;
  if (history.confirmed.has(act.id) && kept === undefined) break_('I9 confirmed is kept', what);
  const isInFrozenPage = act.keeping === 'page' && act.tab.isFrozen;
  const mayBeMissing = act.excused !== undefined || history.shown.has(act.id) || isInFrozenPage;
  if (kept === undefined && !mayBeMissing) break_('I1 saved is not lost', what);
  if (kept === undefined) return;
  const { payload } = JSON.parse(kept.content) as { payload: unknown };
  if (!isDeepStrictEqual(payload, act.payload)) break_('I5 word for word', what);
}

/** I3: inside a lane the order of acts is kept, but for what was tried in vain several times. */
function inOrder({ history, network }: World, kept: ReadonlyMap<string, Kept>, break_: Break): void {
  const attempts = new Map<string, number>();
  for (const { operation } of network.requests) attempts.set(operation, (attempts.get(operation) ?? 0) + 1);
  const acts = [...history.acts.values()].filter(({ id, keeping }) => kept.has(id) && keeping === 'device');
  const waitsForSession = ({ kind, grant }: Act): boolean => kind === 'withdrawal' && grant === undefined;
  const wasPassable = (act: Act): boolean =>
    (attempts.get(act.id) ?? 0) >= PASSABLE || network.alone.has(act.id) || waitsForSession(act);
  // Shown as run out, and overtaken by right; a request that was long under way may bring it yet.
  const ranOut = new Set(history.expirations.map(({ id }) => id));
  for (const later of acts) {
    for (const earlier of acts) {
      const isSameLane = earlier.device === later.device && earlier.kind === later.kind;
      if (!isSameLane || earlier.tab !== later.tab || earlier.saidAt >= later.at) continue;
      if (earlier.isAnonymous || later.isAnonymous || wasPassable(earlier)) continue;
      if (ranOut.has(earlier.id)) continue;
      if (earlier.excused !== undefined || later.excused !== undefined) continue;
      const [first, second] = [kept.get(earlier.id), kept.get(later.id)];
      if (first !== undefined && second !== undefined && first.place > second.place) {
        break_('I3 order', `${later.id} before ${earlier.id}`);
      }
    }
  }
}

/** I4: what was taken back stays taken back, and what was not stands. */
async function conflicts(world: World, kept: ReadonlyMap<string, Kept>, break_: Break): Promise<void> {
  const acts = [...world.history.acts.values()].filter(({ id }) => kept.has(id));
  const emails = new Set(acts.map(({ email }) => email));
  for (const email of emails) {
    for (const channel of CHANNELS) {
      const own = acts.filter((act) => act.email === email && act.channels.includes(channel));
      const grants = own.filter(({ kind }) => kind === 'submission');
      const ends = own.filter(({ kind }) => kind === 'withdrawal');
      const unsaid = [...world.history.unsaid].filter((one) => one.email === email);
      if (grants.length === 0 || unsaid.some(({ channels }) => channels.includes(channel))) continue;
      if (own.some((act) => isClockTouched(act, world, kept))) continue;
      const state = await world.time.hold(world.backend.stateOf(email, channel, world.time.now));
      const isStanding = state === 'ConsentGiven' || state === 'ConsentRequested';
      const about = `${channel} of ${email} is ${state}`;
      if (grants.every((grant) => ends.some((end) => isEnded(grant, end, { kept, world })))) {
        if (isStanding) break_('I4 withdrawn stays withdrawn', about);
      } else if (ends.length === 0 && !isStanding) {
        const isOld = grants.some((grant) => ageAt(grant, kept) > 71 * 3_600_000);
        if (!isOld) break_('I4 given stands', about);
      }
    }
  }
}

/** By what is known from outside: the visitor's withdrawal covers this grant. */
function isEnded(
  grant: Act,
  end: Act,
  { kept, world }: { kept: ReadonlyMap<string, Kept>; world: World },
): boolean {
  if (end.grant !== undefined) return end.grant === grant.id;
  if (end.device === grant.device) return end.order > grant.order && end.at > grant.at;
  // A request that was long under way, from a device whose clock is wrong: nothing tells its time.
  if (world.history.clockSets.some(({ device }) => device === grant.device)) return false;
  return grant.at < (kept.get(end.id)?.at ?? 0) - 2000;
}

/** The clock of its device was set while it waited; its age says nothing then. */
function isClockTouched(
  { id, device, at }: Act,
  { history }: World,
  kept: ReadonlyMap<string, Kept>,
): boolean {
  const arrival = kept.get(id)?.at ?? Infinity;
  return history.clockSets.some((set) => set.device === device && set.at >= at && set.at <= arrival);
}

function ageAt(act: Act, kept: ReadonlyMap<string, Kept>): number {
  return (kept.get(act.id)?.at ?? 0) - act.at;
}

/** I6, I7, I11: some time after the faults have ended. */
async function atRest(
  { client, device }: Tab,
  world: World,
  kept: ReadonlyMap<string, Kept>,
  break_: Break,
): Promise<void> {
  const waiting = await client.outbox.list();
  for (const { operation, refusal, attempts } of waiting) {
    if (refusal !== undefined && kept.has(operation.id)) {
      break_('I1 what arrived is not shown as refused', operation.id);
    }
    if (refusal === undefined && !world.network.isBlocked(JSON.stringify(operation))) {
      break_('I6 empty in time', `${operation.kind} ${operation.id} after ${attempts} attempts`);
    }
  }
  const text = await device.text();
  if (!world.history.isLossy(device.name) && device.hasNewer && !text.includes(`"${NEWER_KEY}"`)) {
    break_('I1 what a newer script saved is kept', device.name);
  }
  for (const { id, canary, isAnonymous } of world.history.acts.values()) {
    const isWaiting = waiting.some(({ operation }) => operation.id === id);
    if (canary !== '' && kept.has(id) && !isWaiting && text.includes(`"${canary}"`)) {
      break_('I7 no payload after confirmation', id);
    }
    if (isAnonymous && text.includes(`receipts:${id}`)) break_('I7 no receipt of an anonymous answer', id);
  }
  const choices = choicesOn(await client.receipts.list(), waiting);
  for (const choice of choices) permissive(choice, device.name, world, break_);
}

/** I1: what the device takes again does not stay in a page that may close. */
async function inItsPage({ client, device }: Tab, break_: Break): Promise<void> {
  for (const { operation, pageReason } of await client.outbox.list()) {
    if (pageReason === undefined || pageReason === 'shared' || pageReason === 'unavailable') continue;
    break_('I1 moved to the device', `${operation.id} on ${device.name}: ${pageReason}`);
  }
}

/** I2: whatever the device did with it, one act goes out under one id. */
function oneOperationEach({ network }: World, break_: Break): void {
  const ids = new Map<string, string>();
  for (const { operation, canary } of network.requests) {
    if (canary === undefined) continue;
    const first = ids.get(canary) ?? operation;
    if (first !== operation) break_('I2 one act, one operation', `${canary}: ${first}, ${operation}`);
    ids.set(canary, first);
  }
}

/** I3: a device that lost nothing gives no two acts the same number. */
function numberedOnce({ history }: World, kept: ReadonlyMap<string, Kept>, break_: Break): void {
  const numbers = new Map<string, string>();
  for (const { id, keeping, device, excused } of history.acts.values()) {
    const content = kept.get(id)?.content;
    if (!content || keeping !== 'device' || excused !== undefined || history.isLossy(device.name)) continue;
    const place = (JSON.parse(content) as Operation).device;
    if (place === null) continue;
    const number = `${place.number} ${place.act}`;
    const other = numbers.get(number);
    if (other !== undefined) break_('I3 numbered once', `${id} and ${other} are both ${number}`);
    numbers.set(number, id);
  }
}

/** I1: nothing is shown as expired before its time, unless a clock was set where the tab could not see it. */
function notTooEarly({ history }: World, break_: Break): void {
  for (const { id, tab, at } of history.expirations) {
    const act = history.acts.get(id);
    if (act === undefined || at - act.at >= LIFETIME) continue;
    const [from, to] = [Math.min(act.at, tab.openedAt), Math.max(act.at, tab.openedAt)];
    const isUnseen = history.clockSets.some(
      (set) => set.device === tab.device && set.at >= from && set.at <= to,
    );
    if (!isUnseen) break_('I1 not expired too early', `${id} after ${at - act.at} ms`);
  }
}

/** I9: what a firewall says is no refusal. */
function refusedByTheBackend({ history, network }: World, break_: Break): void {
  for (const id of history.refused) {
    if (!network.refused.has(id)) break_('I9 refused by the backend alone', id);
  }
}

/** I11: what the device shows as given has not been taken back on it. */
function permissive(
  choice: { channel: Channel; state: string; grants: { grant: string }[] },
  device: string,
  { history }: World,
  break_: Break,
): void {
  if (choice.state !== 'given' && choice.state !== 'to-confirm') return;
  for (const { grant } of choice.grants) {
    const end = [...history.acts.values()].find(
      (act) => act.grant === grant && act.channels.includes(choice.channel) && act.device.name === device,
    );
    if (
      end !== undefined &&
      // A visitor who gives a withdrawal up is not told that it had arrived.
      end.excused === undefined &&
      history.confirmed.has(end.id) &&
      end.keeping === 'device' &&
      !history.isLossy(device)
    ) {
      break_('I11 never more permissive', `${choice.channel} of ${grant}`);
    }
  }
}

/** I10: no storm of requests. */
function calm({ network, history, devices }: World, break_: Break): void {
  for (const device of devices) {
    const minutes = new Map<number, number>();
    const tabs = new Set<Tab>();
    for (const { tab, at } of network.requests) {
      if (tab.device !== device) continue;
      tabs.add(tab);
      const minute = Math.floor(at / 60_000);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
    for (const [minute, requests] of minutes) {
      const stirrings = history.stirrings.filter(
        (one) => one.device === device && Math.abs(one.at / 60_000 - minute) < 2,
      ).length;
      const waiting = [...history.acts.values()].filter((act) => act.device === device).length;
      const limit = CALM_REQUESTS * tabs.size + REQUESTS_PER_STIRRING * stirrings + 2 * waiting;
      if (requests > limit) break_('I10 no storm', `${requests} requests in a minute, at most ${limit}`);
    }
  }
}
