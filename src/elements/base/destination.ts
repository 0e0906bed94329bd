/**
 * The ways to the policy and to the panel: to the one that stands on this page, else to the site's page with it.
 * The address is in the link either way, so that it can be opened in a new tab.
 */
import { fragmentOf } from '../../protocol/policy-place.ts';
import type { PolicyPlace } from '../../protocol/policy-place.ts';
import { myDataAddress, policyAddress } from '../../protocol/site-addresses.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';

export interface Destination {
  address: string;
  follow: (event: Event) => void;
}

export interface Pages {
  config: SiteConfig;
  /** The policy that is told of. */
  policy: string;
  /** The backend's address. */
  endpoint: string;
  language: string;
  /** The host's own address of the page with the policy. */
  href: string | undefined;
}

export function toPolicy(
  { config, policy, endpoint, language, href }: Pages,
  place: PolicyPlace,
): Destination {
  const find = () => here('sx-policy').find((candidate) => (candidate.policy ?? config.policy) === policy);
  const page = find() === undefined ? (href ?? policyAddress(config, endpoint, language)) : location.href;
  const fragment = fragmentOf(place.since === undefined ? place : { policy, ...place });
  return {
    address: fragment === '' ? page : `${withoutFragment(page)}#${fragment}`,
    follow: (event) => {
      const shown = find();
      if (shown === undefined || opensElsewhere(event)) return;
      event.preventDefault();
      void shown.show(place);
    },
  };
}

export function toMyData({
  config,
  endpoint,
  language,
}: Pick<Pages, 'config' | 'endpoint' | 'language'>): Destination {
  const find = () => here('sx-my-data')[0];
  return {
    address:
      find() === undefined ? myDataAddress(config, endpoint, language) : withoutFragment(location.href),
    follow: (event) => {
      const panel = find();
      if (panel === undefined || opensElsewhere(event)) return;
      event.preventDefault();
      panel.scrollIntoView({ block: 'start' });
      void panel.focusOn('.heading');
    },
  };
}

/** Those on this page; one whose code never comes must not take the link away. */
function here<Tag extends 'sx-policy' | 'sx-my-data'>(tag: Tag): HTMLElementTagNameMap[Tag][] {
  return customElements.get(tag) === undefined ? [] : [...document.querySelectorAll(tag)];
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/, '');
}

/** With a key that asks for a new tab or window. */
function opensElsewhere(event: Event): boolean {
  return event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}
