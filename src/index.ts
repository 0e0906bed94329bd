/** Classes and types, without side effects: nothing is registered. `define.js` registers the tags. */
export { configureClient, pageClient, setPageClient } from './client/page-client.ts';
export { createClient } from './client/client.ts';
export type { Client, ClientParts, ClientSettings, Saved } from './client/client.ts';
export type { LoadCode } from './client/documents.ts';
export type { SxEventDetails, SxEventName } from './elements/base/events.ts';
export { SxFormElement } from './elements/form/form.ts';
export { SxMyDataElement } from './elements/my-data/my-data.ts';
export { SxOptinElement } from './elements/optin/optin.ts';
export type { OptinOutcome } from './elements/optin/giving.ts';
export { SxPolicyElement } from './elements/policy/policy.ts';
export { SxPolicyNoticeElement } from './elements/policy-notice/policy-notice.ts';
export { configureLocale, getLocale, setLocale } from './locales/localize.ts';
export { VERSION } from './version.ts';
