/** Registers all visitor elements; their built-in texts follow `<html lang>` from now on. */
import './elements/form/define.ts';
import './elements/my-data/define.ts';
import './elements/optin/define.ts';
import './elements/policy/define.ts';
import './elements/policy-notice/define.ts';
import { configureLocale } from './locales/localize.ts';

configureLocale();
