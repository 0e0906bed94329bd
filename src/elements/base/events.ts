/**
 * Events of the visitor elements. A visitor caused each of them; details carry ids and codes, never
 * names, addresses or answers. All bubble and cross shadow roots.
 */
export interface SxEventDetails {
  /** About to be saved and sent; `preventDefault()` keeps it from happening. */
  'sx-submit': { form: string };
  /** Saved on this device (`keeping: 'device'`) or held by this page only; not confirmed yet. */
  'sx-queued': { operation: string; keeping: 'device' | 'page' };
  /** The backend acknowledged it. */
  'sx-submitted': { operation: string };
  /** The backend refused it. */
  'sx-refused': { operation: string; code: string };
  /** A permission was taken back (queued; `sx-submitted` follows when it is acknowledged). */
  'sx-withdrawn': { operation: string; purpose: string; channel: string };
  /** The changes of a policy were said to be read (queued; `sx-submitted` follows when it is acknowledged). */
  'sx-acknowledged': { operation: string; policy: string; version: string };
  /** The notice of a version was put away. */
  'sx-dismissed': { policy: string; version: string };
  /** Something is wrong with what was entered: the question or consent, and a code. */
  'sx-invalid': { form: string; findings: { item: string; code: string }[] };
  /** Another step of a form is shown; `place` counts from 1. */
  'sx-step': { form: string; step: string; place: number; of: number };
  /** The element cannot do its work; a readable message stands in its place. */
  'sx-error': { code: string };
}

export type SxEventName = keyof SxEventDetails;

declare global {
  interface HTMLElementEventMap {
    'sx-submit': CustomEvent<SxEventDetails['sx-submit']>;
    'sx-queued': CustomEvent<SxEventDetails['sx-queued']>;
    'sx-submitted': CustomEvent<SxEventDetails['sx-submitted']>;
    'sx-refused': CustomEvent<SxEventDetails['sx-refused']>;
    'sx-withdrawn': CustomEvent<SxEventDetails['sx-withdrawn']>;
    'sx-acknowledged': CustomEvent<SxEventDetails['sx-acknowledged']>;
    'sx-dismissed': CustomEvent<SxEventDetails['sx-dismissed']>;
    'sx-invalid': CustomEvent<SxEventDetails['sx-invalid']>;
    'sx-step': CustomEvent<SxEventDetails['sx-step']>;
    'sx-error': CustomEvent<SxEventDetails['sx-error']>;
  }
}
