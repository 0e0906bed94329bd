/** What the gate says about a policy version, and what it has to know to say it. */
import type { FormDefinition } from '../form-definition.schema.ts';
import type { Finding } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';

/** One thing the gate stops or asks; `severity` is absent where it stops. */
export interface GateFinding extends Finding {
  /** The section it is about; absent where it is about the whole text. */
  section?: string | undefined;
  /** What asks for it: T1 to T14 and numbers such as L-10 of requirements.md. */
  requirement: string;
  severity?: 'question' | undefined;
}

/** Where the policy is to be published. */
export interface GatePlace {
  site: SiteDocument;
  /** The forms that are published on the site and link to this policy. */
  forms: readonly FormDefinition[];
}

/** What a finding is about: a section, or a whole text. */
export interface Spot {
  pointer: string;
  section?: string | undefined;
}

export function spotOf({ pointer, section }: Spot): Spot {
  return section === undefined ? { pointer } : { pointer, section };
}
