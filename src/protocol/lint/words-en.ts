/** English, as consents and notices are written in it. */
import type { LanguageWords } from './language-words.ts';

export const ENGLISH: LanguageWords = {
  channels: {
    email: ['email*', 'e-mail*', 'mailing list', 'inbox'],
    post: ['post', 'postal', 'letter', 'letters', 'by mail', 'leaflet*', 'brochure by mail'],
    phone: ['phone', 'phones', 'telephone', 'call', 'calls', 'ring'],
    sms: ['text message*', 'sms', 'text me', 'texts'],
  },
  withdrawal: [
    'withdraw*', 'unsubscribe*', 'opt out', 'stop this', 'stop these', 'stop it', 'stop them', 'at any time', 'any time',
    'change my mind', 'change your mind', 'take it back', 'take this back', 'cancel this',
  ], // prettier-ignore
  bundles: [
    'terms', 'terms and conditions', 'conditions of use', 'partners', 'partner', 'third parties', 'third party',
    'third-party', 'affiliates', 'affiliated companies', 'sponsors', 'other companies', 'selected companies', 'exhibitors',
  ], // prettier-ignore
  negations: ['not', 'never', 'no', 'nobody', 'none', "don't", "won't", 'without'],
  twists: [
    /\bun-?(tick|check|select)\w*/,
    /\bopt(ing)?[- ]out\b.{0,40}\b(box|tick|below)/,
    /\b(tick|check)\b[^.]{0,40}\b(not|never|don't)\b/,
    /\b(not|never|don't|won't|cannot)\b[^.,;]*\b(not|never|no longer|unless|without)\b/,
    /\bunless (you|i)\b/,
    /\balready (subscribed|signed up|included)\b/,
  ],
  sending: [
    /\bby (submitting|sending|clicking|pressing|using|continuing|visiting|entering|filling)\b[^.]*\b(agree|accept|consent|allow|permit)/,
    /\b(submitting|sending|using|continuing|clicking)\b[^.]*\b(means|counts as|is taken as|constitutes|implies)\b/,
    /\byou (agree|consent)\b[^.]*\b(by|when|if) (you )?(submit|send|continu|us)/,
    /\b(if|when|once) you (submit|send|continue|use)\b[^.]*\byou (agree|accept|consent)/,
  ],
  button: [/\b(agree|accept|consent|allow|opt in|subscribe me to everything)\b/],
  duration:
    /\b(\d+|one|two|three|four|five|six|nine|ten|twelve|eighteen|twenty-four|a|an)\s+(day|week|month|year)s?\b|\b(as long as|until|once you|when you withdraw|nothing is (kept|stored))\b/,
  hard: 55,
};
