/** Registers the elements of the people who run a site; their built-in texts follow `<html lang>` from now on. */
import './studio/define.ts';
import { configureLocale } from './locales/localize.ts';

configureLocale();
