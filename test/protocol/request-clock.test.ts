/** The clock of a request, read off what happened to it, and what happens by itself. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../src/protocol/calendar.ts';
import { requestDueOn, requestExtendableUntil } from '../../src/protocol/request-clock.ts';
import type { DatedStep, RequestFacts } from '../../src/protocol/request-clock.ts';
import { waitIn } from '../../src/protocol/request-waits.ts';
import { isFinal, mayFollow, nextStates, REQUEST_STATES } from '../../src/protocol/request.ts';
import type { RequestActor, RequestState } from '../../src/protocol/request.ts';
import { JURISDICTIONS, REQUEST_KINDS } from '../../src/protocol/terms.ts';
import { isHolidayCalendar, isPublicHoliday } from '../../src/server/requests/holidays.ts';

const inEngland = (day: string): boolean => isPublicHoliday('GB-ENG', day);

function facts(over: Partial<RequestFacts>, ...steps: [RequestState, string][]): RequestFacts {
  const dated = steps.map(([to, day]): DatedStep => ({ to, day }));
  return { kind: 'access', jurisdiction: 'gb', receivedOn: '2027-03-02', steps: dated, ...over };
}

const PAUSED: [RequestState, string][] = [
  ['received', '2027-03-02'],
  ['acknowledged', '2027-03-02'],
  ['in-progress', '2027-03-03'],
  ['clarification-needed', '2027-03-05'],
  ['in-progress', '2027-03-12'],
];

describe('the clock of a request', () => {
  const table: [string, RequestFacts, string | undefined][] = [
    ['as it comes', facts({}, ['received', '2027-03-02']), '2027-04-02'],
    ['eight days of asking, with bank holidays', facts({}, ...PAUSED), '2027-04-12'],
    ['the same in the European Union', facts({ jurisdiction: 'eu' }, ...PAUSED), '2027-04-02'],
    ['while it is asked', facts({}, ...PAUSED.slice(0, 4)), undefined],
    ['only access stands still', facts({ kind: 'erasure' }, ...PAUSED.slice(0, 4)), '2027-04-02'],
    ['extended', facts({}, ...PAUSED, ['extended', '2027-03-20']), '2027-06-10'],
    ['in doubt about who asks', facts({}, ['identity-needed', '2027-03-03'], ['in-progress', '2027-03-10']), '2027-04-12'],
    ['in doubt, and refused', facts({}, ['identity-needed', '2027-03-03'], ['refused', '2027-04-10']), '2027-04-02'],
    ['a complaint', facts({ kind: 'complaint', receivedOn: '2026-11-22' }), '2026-12-21'],
  ]; // prettier-ignore
  for (const [name, given, due] of table) test(name, () => assert.equal(requestDueOn(given, inEngland), due));

  test('an extension is in time until the day that was due without it', () => {
    assert.equal(
      requestExtendableUntil(facts({}, ...PAUSED, ['extended', '2027-03-20']), inEngland),
      '2027-04-12',
    );
  });

  test('whatever happens, the day never comes nearer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REQUEST_KINDS),
        fc.constantFrom(...JURISDICTIONS),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 })), { maxLength: 12 }),
        (kind, jurisdiction, choices) => {
          const start = '2026-11-22';
          const steps: DatedStep[] = [{ to: 'received', day: start }];
          const given = { kind, jurisdiction, receivedOn: start, steps };
          let due = requestDueOn(given, inEngland) ?? '';
          let [state, day]: [RequestState, string] = ['received', start];
          for (const [choice, days] of choices) {
            const hands: RequestActor[] = ['subject', 'staff', 'system'];
            const possible = hands.flatMap((by) => nextStates({ kind, state }, by));
            const next = possible[choice % Math.max(1, possible.length)];
            if (next === undefined) return;
            [state, day] = [next, addDays(day, days)];
            steps.push({ to: state, day });
            const now = requestDueOn(given, inEngland);
            if (now === undefined) continue;
            assert.ok(now >= due, `${due} → ${now} by ${state}`);
            due = now;
          }
        },
      ),
    );
  });
});

test('what happens by itself is a step that the system may take', () => {
  for (const kind of REQUEST_KINDS) {
    for (const state of REQUEST_STATES) {
      const wait = waitIn({ kind, state });
      if (wait === undefined || nextStates({ kind, state }, 'system').length === 0) continue;
      assert.ok(mayFollow({ kind, state }, wait.to, 'system'), `${kind}: ${state} → ${wait.to}`);
      assert.ok(!isFinal(state));
    }
  }
});

test('bank holidays with their substitutes, and calendars that exist', () => {
  const days = ['2026-12-25', '2026-12-28', '2027-03-26', '2027-12-27', '2027-12-28'];
  assert.deepEqual(days.filter((day) => !inEngland(day)), []); // prettier-ignore
  assert.deepEqual(['2026-12-24', '2026-12-29', '2026-08-03'].filter(inEngland), []);
  assert.ok(isPublicHoliday('GB-SCT', '2026-08-03'), 'the summer holiday of Scotland');
  assert.ok(isPublicHoliday('DE-BY', '2026-01-06') && !isPublicHoliday('DE', '2026-01-06'));
  assert.ok(!isPublicHoliday('DE-BY', '2026-12-24'), 'banks close, work goes on');
  for (const calendar of ['GB-ENG', 'DE', 'DE-BY', 'FR']) assert.ok(isHolidayCalendar(calendar), calendar);
  for (const calendar of ['XX', 'GB-XXX', 'DE-BY-ZZ', '']) assert.ok(!isHolidayCalendar(calendar), calendar);
});
