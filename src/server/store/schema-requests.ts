/** The tables of requests. */

/** One request of a person; where it stands is the last of its entries. */
export interface RequestTable {
  /** Of the operation that made it. */
  id: string;
  site: string;
  subject: string;
  kind: string;
  /** For people. */
  reference: string;
  language: string;
  /** How it came: 'my-data' signed in, 'web-form' without, or as in correspondence. */
  method: string;
  /** 1 where whoever asks is known to be the subject. */
  proved: number;
  /** The true day where the controller is. */
  received_on: string;
  received_at: number;
  state: string;
  /** When it took this state. */
  since: number;
  /** The last day for an answer; null while the clock stands still and when all is done. */
  due_on: string | null;
  /** When something happens by itself; null where somebody has to do something. */
  wake_at: number | null;
  /** How many entries it has: the number of the last one. */
  revision: number;
  previous: string | null;
  /** Name and postal address of who asked, JSON, where they are not those of the subject's own data. */
  sender: string | null;
}

/** One thing that happened to a request. Append-only, but that its words may be taken away. */
export interface RequestEntryTable {
  request: string;
  /** From 1, without gaps. */
  number: number;
  at: number;
  /** The day where the controller is. */
  day: string;
  /** 'subject', 'staff', 'system'. */
  actor: string;
  /** Of the staff; null otherwise. */
  person: string | null;
  /** The state it led to; null for a message, a note, a search. */
  state: string | null;
  /** Why; for a search 'searched', for a note 'note'. */
  code: string | null;
  words: string | null;
  /** 0: the staff's own. */
  visible: number;
}
