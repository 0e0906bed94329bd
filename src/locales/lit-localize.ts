/**
 * Our own copy of @lit/localize: the build bundles it into this file. It may be configured once per
 * copy and page, and a host that uses it too must not collide with us.
 */
export { configureLocalization, msg, str, updateWhenLocaleChanges } from '@lit/localize';
export type { LocaleModule } from '@lit/localize';
