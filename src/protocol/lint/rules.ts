/** Which requirement a finding comes from (see the requirements of the product); for whoever asks why. */

const RULES: Readonly<Record<string, readonly string[]>> = {
  'never-checked': ['L-01'],
  'never-ticked': ['L-01'],
  'never-default': ['L-01'],
  'never-required': ['L-03'],
  'channel-not-named': ['L-04'],
  'other-channel': ['L-04'],
  'duplicate-opt-in': ['L-04'],
  bundled: ['L-02', 'L-04'],
  'no-withdrawal': ['L-05'],
  'no-controller': ['L-05', 'S-01'],
  'too-long': ['L-06'],
  twisted: ['L-01', 'L-06'],
  'soft-opt-in': ['L-30'],
  'hard-to-read': ['L-06'],
  'words-not-read': ['L-06'],
  'sending-is-no-consent': ['L-02'],
  'looks-like-consent': ['L-02'],
  'no-policy-link': ['L-11'],
  'unknown-policy': ['L-11'],
  'no-contact': ['S-15'],
  'needs-hidden': ['S-15'],
  'revealed-conditional': ['S-15'],
  'no-retention': ['L-11', 'S-20'],
  'not-by-consent': ['S-06'],
  'unknown-purpose': ['S-07'],
  'undeclared-field': ['S-04'],
  'many-required': ['S-05'],
  'poor-contrast': ['WCAG 1.4.3'],
};

export function rulesOf(code: string): readonly string[] {
  return (Object.hasOwn(RULES, code) ? RULES[code] : undefined) ?? [];
}
