/**
 * A place in a policy as the fragment of the address of the page that shows it. Fragments stay in the browser:
 * which version somebody saw last is told to no server. Pure.
 */
export interface PolicyPlace {
  policy?: string | undefined;
  /** Default: the version in force. */
  version?: string | undefined;
  /** The version to show the changes since. */
  since?: string | undefined;
  section?: string | undefined;
}

const SECTION = 'section-';
const SINCE = 'changes-since';

/** Without the `#`; empty for the policy as a whole. */
export function fragmentOf({ policy, version, since, section }: PolicyPlace): string {
  if (since === undefined) return section === undefined ? '' : SECTION + encodeURIComponent(section);
  return Object.entries({ [SINCE]: since, version, policy, section })
    .flatMap(([key, value]) => (value === undefined ? [] : `${key}=${encodeURIComponent(value)}`))
    .join('&');
}

/** The place in a fragment without its `#`; undefined where it means something else. */
export function placeIn(fragment: string): PolicyPlace | undefined {
  if (fragment.startsWith(SECTION)) return { section: decoded(fragment.slice(SECTION.length)) };
  if (!fragment.startsWith(`${SINCE}=`)) return undefined;
  const parts = new Map(
    fragment.split('&').map((part) => {
      const [key = '', value = ''] = part.split('=');
      return [key, decoded(value)];
    }),
  );
  const [since, version, policy, section] = [SINCE, 'version', 'policy', 'section'].map(
    (key) => parts.get(key) || undefined,
  );
  return since === undefined ? undefined : { since, version, policy, section };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Cut or written by hand.
    return text;
  }
}
