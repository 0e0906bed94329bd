/** What the staff see of requests. */
import type { HeldRequest, RequestEvent } from './me.ts';
import type { RequestState } from './request.ts';

/** What `GET /v1/staff/requests` lists. */
export interface ListedRequest extends Omit<HeldRequest, 'next' | 'events' | 'previous'> {
  /** Random id of the person. */
  subject: string;
  /** How it came. */
  method: string;
  language: string;
  /** The day on which the staff aim to have answered; absent where nothing is owed. */
  aimOn?: string;
  /** Days left until `dueOn`, negative when it is late. */
  daysLeft?: number;
}

/** Newest first. */
export interface RequestPage {
  requests: ListedRequest[];
  /** For `cursor`; absent on the last page. */
  next?: string;
}

export interface StaffRequestEvent extends Omit<RequestEvent, 'code'> {
  /** Why; 'searched' for a search, whose `words` are the system and the terms, in two lines. */
  code?: string;
  /** Who of the staff. */
  person?: string;
  /** The person whose request it is does not see it. */
  isInternal: boolean;
}

/** Something that staff delete by hand, in a store that is not this backend's (S-25). */
export interface ExternalTask {
  id: string;
  /** Of the site's `externalStores`. */
  store: string;
  /** ISO 8601. */
  doneAt?: string;
  doneBy?: string;
}

/** Something that a copy would hold, and that can be left out of it. */
export interface CopiedRecord {
  id: string;
  kind: 'submission' | 'letter';
  /** Of the form; of a letter its subject line. */
  title: string;
  receivedAt: string;
}

/** What `GET /v1/staff/requests/{request}` answers; its revision is the ETag. */
export interface StaffRequest extends ListedRequest {
  revision: number;
  /** Where an answer goes; absent where there is no address by e-mail. */
  email?: string;
  /** The name they gave with the request, which need not be theirs. */
  name?: string;
  /** What the staff can do now. */
  next: RequestState[];
  /** The last day on which an extension can be notified. */
  extendableUntil?: string;
  events: StaffRequestEvent[];
  /** Whether it came in a letter that staff entered: its words stand there, under the same id. */
  hasLetter: boolean;
  tasks: ExternalTask[];
  /** Their data is kept and not used, because of this request. */
  isRestricted: boolean;
  /** Where it is answered by a copy that is not made yet: what would be in it. */
  records?: CopiedRecord[];
  previous?: string;
}
