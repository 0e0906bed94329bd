/** The table of what staff enter of letters, mails, calls and visits. */

/**
 * What came by mail, post, phone or in person, and staff entered. Its operation is of kind `correspondence`;
 * the database lets no such operation grant or confirm a consent (S-03).
 */
export interface CorrespondenceTable {
  operation: string;
  site: string;
  subject: string;
  method: string;
  kind: string;
  /** When it truly came, as it was entered: a day or a moment (S-29). */
  received: string;
  /** The same, or the start of that day (UTC). */
  received_at: number;
  /** Names and addresses as entered, JSON. */
  contact: string;
  /** The subject line. */
  about: string | null;
  message: string;
  entered_at: number;
  entered_by: string;
}
