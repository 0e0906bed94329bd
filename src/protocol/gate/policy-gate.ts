/**
 * The publish gate: what keeps a policy version back, and what a person has to answer before it is
 * published. It reads a version against the site, its forms and L-10 of requirements.md. It never
 * calls a text lawful: where it has nothing to say, no rule objected. Pure; bounded for any document.
 */
import type { PolicyVersionDocument } from '../policy.schema.ts';
import { checkForms } from './channels.ts';
import { checkConfiguration } from './configuration.ts';
import type { GateFinding, GatePlace } from './finding.ts';
import { checkPhrases } from './phrases.ts';
import { checkPurposes } from './purposes.ts';
import { readText } from './reading.ts';
import { checkStructure } from './structure.ts';

export interface GateResult {
  /** `stopped`: something must be changed; `asks`: a person must answer; else no rule objected. */
  outcome: 'stopped' | 'asks' | 'no-rule-objected';
  stops: GateFinding[];
  questions: GateFinding[];
}

/** Takes a version that its schema accepts; `checkPolicy` says what else is wrong with it by itself. */
export function gatePolicy(version: PolicyVersionDocument, place: GatePlace): GateResult {
  const texts = Object.entries(version.texts).map(([language, text]) => readText(language, text));
  const findings = [
    ...checkStructure(texts, place.site),
    ...checkConfiguration(version, texts, place.site),
    ...checkPurposes(texts, place.site),
    ...checkForms(version, texts, place),
    ...checkPhrases(texts, place.site),
  ];
  const stops = findings.filter(({ severity }) => severity === undefined);
  const questions = findings.filter(({ severity }) => severity === 'question');
  return { outcome: outcomeOf(stops, questions), stops, questions };
}

function outcomeOf(stops: readonly GateFinding[], questions: readonly GateFinding[]): GateResult['outcome'] {
  if (stops.length > 0) return 'stopped';
  return questions.length > 0 ? 'asks' : 'no-rule-objected';
}
