/** English: phrases that only a person can judge. Every repetition is bounded. */
import type { Phrases } from './phrase-rules.ts';

export const ENGLISH_PHRASES: Phrases = {
  said: {
    'check-back':
      /\b(review|check|look at|visit|consult|re-?read|revisit)\b[^.]{0,80}\b(policy|page|notice|statement|date|changes?|updates?)\b[^.]{0,60}\b(each time|every time|regularly|periodically|frequently|often|whenever|when(ever)? you (return|come back|visit|access|use|go back))\b|\b(regularly|periodically|frequently|from time to time|often)\b[^.]{0,20}\b(review|check|visit|consult|look at)\b/i,
    'changes-without-notice':
      /\breserves? the right to\b[^.]{0,40}\b(alter|amend|change|modify|revise|update)\b|\bmay (periodically |occasionally )?(alter|amend|change|modify|revise|update)\b[^.]{0,50}\b(policy|notice|statement)\b[^.]{0,30}\b(from time to time|at any time|without notice)\b|\bsole discretion\b/i,
    'opt-out-tick':
      /\b(not|stop|opt[- ]?out|object)\b.{0,260}\b(tick|check)(ing)?\b[^.]{0,30}\bbox(es)?\b|\b(tick|check)(ing)?\b[^.]{0,30}\bbox(es)?\b[^.]{0,80}\b(not to|do not|don't|opt[- ]?out|object|unless|stop)\b|\b(un-?tick|uncheck|deselect)\w*\b|\bunless you (tell|ask|inform) us\b|\bunless you (object|opt[- ]?out)\b/i,
    'product-notices':
      /\b(notify|notifying|tell|telling|inform|informing|alert|update|updating|let you know)\b[^.;]{0,60}\bproducts?\b/i,
    'erasure-late':
      /\b(upon|after|once|when|subject to|following)\b[^.]{0,60}\b(confirm(s|ed|ation)?|receipt|received|arrived)\b[^.]{0,120}\b(delet|eras|remov)|\b(delet|eras|remov)\w*[^.]{0,80}\bwithin (a year|one year|1 year|twelve months|12 months)\b|\bwithin (a year|one year|1 year|twelve months|12 months)\b[^.]{0,60}\b(delet|eras|remov)/i,
    'period-open':
      /\bas long as (is |it is |we )?(reasonably )?(necessary|needed|required|need)\b|\bfor as long as\b[^.]{0,30}\b(necessary|needed|required)\b/i,
    'erasure-impossible':
      /\b(no way to|not possible|impossible|unfeasible|not feasible|cannot|can't|unable to)\b[^.]{0,60}\b(remov|redact|delet|eras)|\b(remov|redact|delet|eras)\w*[^.]{0,60}\b(not possible|impossible|unfeasible|not feasible|cannot|can't)\b|\bbackups?\b[^.]{0,80}\b(as a whole|whole files?|single files?)\b|\bimmutable\b/i,
    'any-purpose':
      /\b(any and all|all|any) (and all )?(other )?(lawful |legitimate )?purposes?\b|\b(everything|anything) that is usual\b|\b(whatever|any other) purpose\b/i,
    'vague-recipients':
      /\b(advis[eo]rs|partners|third part(y|ies)|companies|organi[sz]ations)\b[^.]{0,30}\b(as|where|when|if) (appropriate|necessary)\b|\b(other|selected|trusted|carefully chosen) (third[- ]part(y|ies)|partners|companies|organi[sz]ations)\b|\b(shar|disclos|pass|exchang)\w*[^.]{0,80}\band others\b/i,
    'business-sale':
      /\b(buyers?|sellers?|purchasers?|acquirers?)\b|\btransferred assets\b|\b(sell|buy|acquire)\b[^.]{0,30}\b(business|assets|company)\b|\bmergers?\b|\bsale of (company |our |the )?(assets|business)\b/i,
    'agreed-by-use':
      /\bby (using|accessing|visiting|browsing|continuing|submitting|providing|sending|registering)\b[^.]{0,100}\byou (also )?(thereby |hereby )?(agree|accept|consent|acknowledge|understand)\b|\b(your )?(continued )?use of (this|the|our) (site|website|services?|platform)\b[^.]{0,40}\b(constitutes|means|signifies|indicates|is)\b[^.]{0,30}\b(accept|agree|consent)/i,
    'accept-words':
      /\b(you|users?|visitors?) (must |should |hereby |thereby )?(agree|accept|consent) (to )?(this|the|our|these|be bound by)\b|\b(accept|agree to|consent to|acceptance of|agreement to) (this|the|our) (privacy )?(policy|notice|statement)\b/i,
    'vague-purpose':
      /\b(develop|offer|provide) new (products|services)\b|\bfor research purposes\b|\bpersonali[sz]ed (services|content|experience)\b|\bpersonali[sz]e (your|the) experience\b|\bmay interest you\b|\bimprove (your|the) (user )?experience\b/i,
  },
  // The month is written with a capital.
  vagueVerb: /(?<!\b[Yy]ou )\b(may|might|could possibly)\b/g,
  complaint: /\bcompla(in|ints?)\b/i,
  otherRoute: /\b(form|post|postal|letter|phone|telephone|call|in writing|in person|my data)\b|\bby mail\b/i,
  breach: /\bbreach(es)?\b/i,
  clients: /\b(clients?|customers?|contacts)\b/i,
  authority: /\b(authorit(y|ies)|commission(er)?|commissioner's office|regulator)\b/i,
  toldPeople:
    /\b(tell|inform|notify|hear|told|informed|notified)\b[^.]{0,20}\b(you|people|individuals|everyone|those|data subjects)\b|\b(people|individuals|those|data subjects)\b[^.]{0,40}\b(told|informed|notified|hear)\b/i,
  eea: /\bEuropean Economic Area\b|\bEEA\b/i,
  unitedKingdom: /\bUnited Kingdom\b|\bUK\b|\bGreat Britain\b/i,
};
