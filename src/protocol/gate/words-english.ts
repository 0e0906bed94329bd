/** English: the words by which the rules know what a text says. Every repetition is bounded. */
import type { PolicyWords } from './words.ts';

const DATA = '(?:(?:personal |personally identifiable )?(?:data|information|details))';

export const ENGLISH: PolicyWords = {
  duties: {
    identity: {
      heading: /\b(who we are|(data )?controller|about us|who is responsible)\b/i,
      said: new RegExp(
        `\\b(data )?controllers?\\b|\\bresponsible for (processing|the processing|your ${DATA})|\\bperson responsible\\b|\\([^()]{0,80}"(we|us|our)"[^()]{0,20}\\)|\\b(is|are) (provided and |owned and )?operated by\\b|\\ba service (of|by)\\b`,
        'i',
      ),
    },
    purposes: {
      heading: /\b(purposes?|how (and why )?(will )?we (may )?use|use of (your )?|what we use)\b/i,
      said: new RegExp(
        `\\b(we|and) (may |will )?(use|process)\\b[^.]{0,40}\\b${DATA}[^.]{0,60}\\b(to|for|in)\\b|\\bfor the (following )?purposes?\\b|\\b(this|which) allows us to\\b`,
        'i',
      ),
    },
    interests: {
      // Named: the bare words say that there is one, not which.
      said: /\blegitimate (business )?interests?\b(?! (balanced|or|and|that)\b)[^.;]{0,40}?((?<!so)\b(are|is|in|to|such as|namely|for example)\b|:|-|\u2013|\u2014)/i,
    },
    recipients: {
      heading:
        /\b(who (has access|sees|gets|receives)|shar(e|ing)|disclos\w+|recipients?|third[- ]part(y|ies))\b/i,
      said: new RegExp(
        `\\brecipients?\\b|\\b(share|disclose|pass|provide)\\b[^.]{0,30}\\b${DATA}[^.]{0,60}\\b(with|to)\\b|\\b(may|can) get (your )?${DATA}|\\bdo not (share|disclose|pass on)\\b|\\bstored (in|on|with) (an? |the )?(?!(an?|the|our|your|this|own|secure|separate|central|protected)\\b)[\\w.]+ (list|database|account|cloud)\\b`,
        'i',
      ),
    },
    transfers: {
      heading: /\b(transferr?(s|ing)?|cross-border|international)\b/i,
      said: /\bEuropean Economic Area\b|\bEEA\b|\bthird countr(y|ies)\b|\b(international|cross-border) (data )?transfers?\b|\b(transfer|store|process|send)\w*\b[^.]{0,60}\b(outside|other countr(y|ies)|in the (United Kingdom|United States|European Union|UK|US|EU))\b|\badequacy decision\b/i,
    },
    retention: {
      heading: /\b(retention|how long|storage period|conservation|deletion)\b/i,
      said: new RegExp(
        `\\bretain(ed|s)?\\b|\\bretention\\b|\\b(keep|kept|stored|store)\\b[^.]{0,60}\\b(as long as|for (up to |a (maximum|period) of )?[\\w-]+ (days?|weeks?|months?|years?)|until|only (for )?as long)\\b|\\bas long as (is |it is |we )?(necessary|need)`,
        'i',
      ),
    },
    rights: {
      heading: /\brights?\b/i,
      said: new RegExp(
        `\\b(have|has|having) (the|a) right\\b|\\bright (to|of) (access|rectif|eras|object|restrict|portab|delet|correct)|\\byou (can|may) (see|access|correct|erase|delete)\\b[^.]{0,30}\\b${DATA}`,
        'i',
      ),
    },
    withdrawal: {
      said: /\b(withdraw|revok)\w*\b[^.]{0,40}\bconsent\b|\bconsent\b[^.]{0,60}\b(withdraw|withdrawn|revoked?|take (it )?back)\b|\btake (your |it |that )?(consent )?back\b/i,
    },
    'controller-complaint': {
      // A right to it has to be said; an address for complaints is not enough (F3).
      said: /\b(right to|can|may|entitled to) (also |always )?(complain|make a complaint|lodge a complaint)\b[^.]{0,20}\b(to|with) us\b/i,
    },
    'authority-complaint': {
      said: /\bcompla(in|ints?)\b[^.]{0,90}\b(authorit(y|ies)|commission(er)?|commissioner's office|regulator|ombudsman|CNIL|ICO)\b|\b(authorit(y|ies)|regulator|commission(er)?)\b[^.]{0,60}\bcompla(in|ints?)\b/i,
    },
    obligation: {
      heading: /\b(obligat\w+|(what )?you (have|need|must) to (tell|give|provide))\b/i,
      said: new RegExp(
        `\\b(obliges?|obliged|obligation|required|mandatory|compulsory)\\b[^.]{0,30}\\b(you )?(to )?(give|provide|provision|tell)\\b[^.]{0,20}|\\bif you (do not|don't|choose not to|decline to|refuse to|fail to) (provide|give|share)|\\b(need|do|are) not (have |required )?(to )?(give|provide|tell) us\\b|\\b(optional|voluntary)\\b[^.]{0,40}\\b${DATA}|\\bwithout (this|that|your|an?) [^.;]{0,30}\\bwe (cannot|can't|may not be able to)\\b`,
        'i',
      ),
    },
    'automated-decisions': {
      heading: /\bautomat(ed|ic)\b[^.]{0,20}\bdecision/i,
      said: /\bautomat(ed|ic|ically)\b[^.]{0,30}\b(decisions?|decision-making|individual)\b|\bprofiling\b|\bno (program|computer|machine|algorithm) decides\b|\bdecisions?\b[^.]{0,30}\b(automatically|by a (program|machine|computer))\b/i,
    },
    dpo: {
      heading: /\bdata protection officer\b/i,
      said: /\bdata protection officer\b|\bDPO\b/i,
    },
  },
  rights: {
    access: new RegExp(
      `\\baccess\\b|\\b(see|get|receive|request|obtain|have) (a copy|your ${DATA})|\\bcopy of (your|the) `,
      'i',
    ),
    rectification: /\b(rectif\w+|correct(ed|ion|ing)?)\b/i,
    erasure: /\b(eras(e|ed|ure|ing)|delet(e|ed|ion|ing)|be forgotten)\b/i,
    restriction: /\b(restrict(ion|ed|ing)?|limit)\b[^.]{0,50}\b(process|use|what we do|data|information)/i,
    portability:
      /\bportab(le|ility)\b|\bmachine[- ]?readable\b|\bmachines can read\b|\b(take|transfer)\b[^.]{0,40}\b(it away|another (company|organi[sz]ation|controller|provider))\b/i,
    objection: /\bobject(ion|ing)?\b/i,
    withdrawal:
      /\b(withdraw|revok)\w*\b[^.]{0,40}\bconsent\b|\bconsent\b[^.]{0,60}\b(withdraw|withdrawn|revoked?|take (it )?back)\b|\btake (your |it |that )?(consent )?back\b/i,
  },
  bases: {
    consent: /\bconsent(ed)?\b|\bif you agree\b|\bprovided that you agree\b/i,
    contract: /\bcontract(s|ual)?\b/i,
    'legal-obligation':
      /\blegal (obligations?|dut(y|ies))\b|\b(required|obliged) by law\b|\bthe law (requires|demands|obliges)\b/i,
    'vital-interests': /\bvital interests?\b/i,
    'public-task': /\bpublic (task|interest)\b|\bofficial authority\b/i,
    'legitimate-interests': /\blegitimate (business )?interests?\b/i,
  },
  channels: {
    email: /\be-?mails?\b/i,
    post: /\b(by|by the|receive|get|via|through|or|and|,) post\b|\bpostal\b|\bby (direct )?mail\b|\bletters?\b/i,
    phone: /\b(tele)?phones?\b|\b(call|calls|calling) you\b|\bphone calls?\b/i,
    sms: /\bSMS\b|\btext messages?\b/i,
  },
  contacts: {
    email: /\be-?mail\b/i,
    post: /\b(postal|mailing|home|delivery) address(es)?\b/i,
    phone: /\b(tele)?phone( or mobile)? numbers?\b|\bmobile numbers?\b/i,
    sms: /\b(tele)?phone( or mobile)? numbers?\b|\bmobile numbers?\b/i,
  },
  marketing: /\bmarketing\b|\badvertis\w+\b|\bnews\b|\bnewsletters?\b|\boffers\b|\bpromotion(al|s)?\b/i,
  days: {
    lastUpdated:
      /^(last|latest|most recent) (updated?|change[ds]?|modified|revised|revision)\b|\b(policy|statement|notice|version)\b[^.]{0,30}\b(updated|changed|revised)( on)?\b/i,
    effectiveFrom:
      /^(effective|in force|valid|takes effect|applies)\b|\b(policy|statement|notice|version)\b[^.]{0,30}\b(effective|in force|takes effect|applies)\b/i,
  },
  months: [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
  numbers: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fourteen: 14,
    eighteen: 18,
    twenty: 20,
    'twenty-four': 24,
    thirty: 30,
    'thirty-six': 36,
    'forty-eight': 48,
    sixty: 60,
    'seventy-two': 72,
    ninety: 90,
  },
  units: { day: 'days?', week: 'weeks?', month: 'months?', year: 'years?' },
  endings: /(ations?|ings?|ed|es|s|e|ly)$/,
  empty: new Set(
    'the and for you your our its it is are was were will would can could may might with from that this these those into than then them they their what when where which who how about some any all not out one use used uses data information personal get gets send sends only also more have has had been but'.split(
      ' ',
    ),
  ),
};
