/**
 * Anonymous forms and acknowledgements: what is stored of one leads to nothing else (DESIGN, section 6). A
 * stream of its own, named like the operation, whose id says no time; days in place of moments.
 */
import type { Operation } from '../../protocol/operation.schema.ts';
import type { Finding } from '../../protocol/problem.ts';
import { DAY } from '../../protocol/terms.ts';
import type { Arrival } from '../intake.ts';

/** What a device must leave out. */
export function checkAnonymity({ id, device, madeAt }: Operation): Finding[] {
  const findings: Finding[] = [];
  const code = 'identifies';
  if (device !== null) findings.push({ pointer: '/operation/device', code, expected: 'null' });
  if (!madeAt.endsWith('T00:00:00.000Z')) {
    findings.push({ pointer: '/operation/madeAt', code, expected: 'the start of the day' });
  }
  // Version 4 is random; version 7 begins with the time.
  if (id.charAt(14) !== '4')
    findings.push({ pointer: '/operation/id', code, expected: 'a random UUID (version 4)' });
  return findings;
}

/** The day it came, and no more. */
export function dayOf({ receivedAt }: Pick<Arrival, 'receivedAt'>): number {
  return Math.floor(receivedAt / DAY) * DAY;
}
