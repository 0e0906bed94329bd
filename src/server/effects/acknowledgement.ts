/**
 * What it does when somebody says that the changes of a policy were read: one more is counted for that version
 * and day. It permits nothing, and leads to nobody (requirements.md, section 7, rule 4).
 */
import type { AcknowledgementOperation } from '../../protocol/operation.schema.ts';
import { ProblemError, shown } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { Arrival, Effect } from '../intake.ts';
import { checkAnonymity, dayOf } from './anonymity.ts';

export async function applyAcknowledgement(
  arrival: Arrival,
  operation: AcknowledgementOperation,
): Promise<Effect> {
  const { queries, site } = arrival;
  const { policy, version, hash, language } = operation.payload;
  const findings = [...checkAnonymity(operation), ...(await checkVersion(arrival, operation))];
  if (findings.length > 0) throw new ProblemError('validation', '', findings);
  const receivedOn = dayOf(arrival);
  const day = new Date(receivedOn).toISOString().slice(0, 10);
  await queries.policies.countReader({ site: site.site, policy, version, hash, day });
  await queries.operations.scatter(operation.id);
  return {
    subject: null,
    recorded: { received_at: receivedOn, age: 0, content: null },
    statement: { policy: { policy, version, hash }, language },
  };
}

/** It must be public by now; one that is scheduled is answered like one that does not exist. A withdrawn one was read. */
async function checkVersion(
  { queries, site, receivedAt }: Arrival,
  { payload }: AcknowledgementOperation,
): Promise<Finding[]> {
  const at = '/operation/payload';
  const entry = await queries.policies.entry(site.site, payload.policy, payload.version);
  if (entry === undefined || entry.published_at > receivedAt) {
    const found = shown(`${payload.policy} ${payload.version}`);
    return [{ pointer: `${at}/version`, code: 'unknown-policy', expected: 'a published version', found }];
  }
  const findings: Finding[] = [];
  if (entry.hash !== payload.hash) {
    const found = shown(payload.hash);
    findings.push({ pointer: `${at}/hash`, code: 'unknown-policy', expected: entry.hash, found });
  }
  const languages = JSON.parse(entry.languages) as string[];
  if (!languages.includes(payload.language)) {
    const found = shown(payload.language);
    const expected = languages.join(', ');
    findings.push({ pointer: `${at}/language`, code: 'unknown-language', expected, found });
  }
  return findings;
}
