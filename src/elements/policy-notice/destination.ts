/**
 * Where the notice leads: to the policy or the panel that stands on this page, else to the site's page with it.
 * The address is in the link either way, so that it can be opened in a new tab.
 */
import { myDataAddress, policyAddress } from '../../protocol/site-addresses.ts';
import { fragmentOf } from '../../protocol/policy-place.ts';
import type { PolicyPlace } from '../../protocol/policy-place.ts';
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
  const page = href ?? policyAddress(config, endpoint, language);
  const fragment = fragmentOf({ policy, ...place });
  const address = fragment === '' ? page : `${page.replace(/#.*$/, '')}#${fragment}`;
  return {
    address,
    follow: (event) => {
      const shown = [...document.querySelectorAll('sx-policy')].find(
        (candidate) => isReady(candidate) && (candidate.policy ?? config.policy) === policy,
      );
      if (shown === undefined || opensElsewhere(event)) return;
      event.preventDefault();
      void shown.show(place);
    },
  };
}

export function toMyData({ config, endpoint, language }: Pages): Destination {
  return {
    address: myDataAddress(config, endpoint, language),
    follow: (event) => {
      const panel = document.querySelector('sx-my-data');
      if (panel === null || !isReady(panel) || opensElsewhere(event)) return;
      event.preventDefault();
      panel.scrollIntoView({ block: 'start' });
      void panel.focusOn('.heading');
    },
  };
}

/** Its code has come: one that never comes must not take the link away. */
function isReady(element: Element): boolean {
  return customElements.get(element.localName) !== undefined;
}

/** With a key that asks for a new tab or window. */
function opensElsewhere(event: Event): boolean {
  return event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}
