/** When a request has to be answered: the vectors of requirements.md, section 5, and what holds for every day. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, daysBetween, isRealDay, isWeekend } from '../../src/protocol/calendar.ts';
import { acknowledgeComplaintBy, dueOn, extendableUntil } from '../../src/protocol/deadline.ts';
import type { Clock } from '../../src/protocol/deadline.ts';

/** England and Wales, as far as the vectors reach. */
const HOLIDAYS = ['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29'];
const isHoliday = (day: string): boolean => HOLIDAYS.includes(day);
const noHoliday = (): boolean => false;

const VECTORS: [name: string, clock: Partial<Clock>, due: string | undefined][] = [
  ['a month later', { receivedOn: '2026-11-22' }, '2026-12-22'],
  ['extended by two more', { receivedOn: '2026-11-22', isExtended: true }, '2027-02-22'],
  ['Christmas, a weekend and a substitute day', { receivedOn: '2026-11-25' }, '2026-12-29'],
  ['a shorter month, whose last day is a Sunday', { receivedOn: '2027-01-31' }, '2027-03-01'],
  ['a pause of eight days', { receivedOn: '2027-03-02', isAccess: true, pauses: [{ from: '2027-03-05', until: '2027-03-12' }] }, '2027-04-12'], // prettier-ignore
  ['the same for another request: no pause', { receivedOn: '2027-03-02', pauses: [{ from: '2027-03-05', until: '2027-03-12' }] }, '2027-04-02'], // prettier-ignore
  ['the same in the European Union: no pause', { jurisdiction: 'eu', isAccess: true, receivedOn: '2027-03-02', pauses: [{ from: '2027-03-05', until: '2027-03-12' }] }, '2027-04-02'], // prettier-ignore
  ['a pause that lasts', { receivedOn: '2027-03-02', isAccess: true, pauses: [{ from: '2027-03-05' }] }, undefined], // prettier-ignore
  ['from the day it is known who asks', { receivedOn: '2026-11-22', provedOn: '2026-11-30' }, '2026-12-30'],
  ['proved before it came', { receivedOn: '2026-11-22', provedOn: '2026-11-01' }, '2026-12-22'],
];

describe('deadlines', () => {
  for (const [name, clock, due] of VECTORS) {
    test(name, () => {
      assert.equal(dueOn({ jurisdiction: 'gb', receivedOn: '', ...clock }, isHoliday), due);
    });
  }

  test('an extension is in time until the day without it', () => {
    const clock: Clock = { jurisdiction: 'gb', receivedOn: '2026-11-22', isExtended: true };
    assert.equal(extendableUntil(clock, isHoliday), '2026-12-22');
  });

  test('a complaint is acknowledged on its thirtieth day at the latest, whatever day that is', () => {
    assert.equal(acknowledgeComplaintBy('2026-11-22'), '2026-12-21');
    assert.equal(acknowledgeComplaintBy('2026-11-28'), '2026-12-27');
  });

  const arbitraryDay = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2000-01-01', count));

  test('every due day is a working day, at least 28 days later, at most 31 and what a long weekend adds', () => {
    fc.assert(
      fc.property(arbitraryDay, (receivedOn) => {
        const due = dueOn({ jurisdiction: 'gb', receivedOn }, noHoliday);
        assert.ok(due !== undefined && isRealDay(due) && !isWeekend(due));
        const days = daysBetween(receivedOn, due);
        assert.ok(days >= 28 && days <= 33, `${receivedOn} ${due}`);
      }),
    );
  });

  test('nothing that happens makes it earlier: later receipt, proof, pauses, an extension', () => {
    fc.assert(
      fc.property(arbitraryDay, fc.nat(60), fc.nat(40), (receivedOn, later, length) => {
        const clock: Clock = { jurisdiction: 'gb', isAccess: true, receivedOn };
        const due = dueOn(clock, noHoliday) ?? '';
        const from = addDays(receivedOn, 3);
        for (const moved of [
          { ...clock, receivedOn: addDays(receivedOn, later) },
          { ...clock, provedOn: addDays(receivedOn, later) },
          { ...clock, pauses: [{ from, until: addDays(from, length) }] },
          { ...clock, isExtended: true },
        ])
          assert.ok((dueOn(moved, noHoliday) ?? '') >= due);
      }),
    );
  });

  test('a year after a contract, seven after employment (S-22)', () => {
    assert.equal(addMonths('2026-03-31', 12), '2027-03-31');
    assert.equal(addMonths('2024-02-29', 7 * 12), '2031-02-28');
  });
});
