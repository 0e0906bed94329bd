/** What happens to a request by itself, and after how long (requirements.md, section 5). Pure. */
import type { RequestAt, RequestState } from './request.ts';
import { DAY, HOUR } from './terms.ts';

export interface Wait {
  /** Milliseconds from the step that led here. */
  after: number;
  to: RequestState;
}

/** A link to a copy works so long (H-21). */
export const COPY_LINK_LIFETIME = 7 * DAY;
/** Erasure can be called off so long. */
export const CANCEL_WINDOW = 72 * HOUR;
/** Who is asked what they mean has so long to answer; then the search is made as well as it can be. */
const ANSWER_AWAITED = 30 * DAY;
/** A copy that was fetched is taken for complete, and the outcome of a complaint for accepted, after so long. */
const SILENCE = 14 * DAY;
const OUTCOME_STANDS = 30 * DAY;

/** Undefined where somebody has to do something. */
export function waitIn({ kind, state }: RequestAt): Wait | undefined {
  switch (state) {
    case 'clarification-needed':
      return { after: ANSWER_AWAITED, to: 'in-progress' };
    case 'ready':
      return { after: COPY_LINK_LIFETIME, to: 'link-expired' };
    case 'delivered':
      return kind === 'client-offboarding' ? undefined : { after: SILENCE, to: 'fulfilled' };
    case 'receipt-confirmed':
      return { after: 0, to: 'scheduled-erasure' };
    case 'scheduled-erasure':
      return { after: CANCEL_WINDOW, to: 'erasing' };
    case 'outcome-sent':
      return { after: OUTCOME_STANDS, to: 'closed' };
    default:
      return undefined;
  }
}

/** How often staff are reminded of a complaint that is looked into. */
export const COMPLAINT_REMINDER = 14 * DAY;
