/** Rows of consent events, with everything that must be provable later (L-07, L-08). */
import { isTimely } from '../../protocol/consent.ts';
import { HOUR } from '../../protocol/terms.ts';
import type { Act } from '../intake.ts';
import type { ConsentEventRow } from '../store/consents.ts';

type Facts = Pick<ConsentEventRow, 'subject' | 'purpose' | 'channel' | 'type' | 'method'> &
  Partial<ConsentEventRow>;

export function consentRow({ parts, site, operation, age, receivedAt }: Act, facts: Facts): ConsentEventRow {
  return {
    id: parts.newId(),
    site: operation.site,
    operation: operation.id,
    consent: null,
    refers_to: null,
    device: operation.device?.number ?? null,
    act: operation.device?.act ?? null,
    received_at: receivedAt,
    age,
    timely: isTimely(age, site.grantMaxAgeHours * HOUR) ? 1 : 0,
    proved: 0,
    needs_proof: 1,
    valid_until: null,
    wording: null,
    form: null,
    form_version: null,
    policy_version: null,
    policy_hash: null,
    language: null,
    touched: null,
    actor: 'subject',
    gpc: 0,
    ...facts,
  };
}
