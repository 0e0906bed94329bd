/** What pages said before they were killed: the record that the database is held against. */

/** By which way a visitor acted: the package's client, `<sx-form>` or `<sx-my-data>`. */
export const WAYS = ['package', 'form', 'panel'] as const;
export type Way = (typeof WAYS)[number];

/** What a visitor did. */
export type Act = { by: Way } & Done;
type Done =
  | { kind: 'submission'; email: string; ticked: string[] }
  /** `grant`: the operation it undoes, where the page knows it. */
  | { kind: 'withdrawal'; purpose: string; channel: string; grant?: string };

/** What a page tells, at the moment the product tells it. */
export type Heard =
  | { type: 'saved'; id: string; act: Act }
  | { type: 'confirmed'; id: string }
  /** None of these may happen here: nothing is wrong with any act, and every device has room. */
  | { type: 'refused' | 'expired' | 'page-only' | 'not-saved'; id: string; why: string };

export interface Ledger {
  /** Operations that this device said it had saved. */
  saved: Map<string, Act>;
  /** When it was heard that they are saved, ms. */
  heardAt: Map<string, number>;
  confirmed: Set<string>;
  /** What must not happen, in words; emptied by whoever reports it. */
  complaints: string[];
  hear(heard: Heard): void;
}

export function createLedger(): Ledger {
  const ledger: Ledger = {
    saved: new Map(),
    heardAt: new Map(),
    confirmed: new Set(),
    complaints: [],
    hear(heard) {
      if (heard.type === 'saved') {
        if (ledger.saved.has(heard.id)) ledger.complaints.push(`two acts were saved as ${heard.id}`);
        ledger.saved.set(heard.id, heard.act);
        ledger.heardAt.set(heard.id, Date.now());
      } else if (heard.type === 'confirmed') ledger.confirmed.add(heard.id);
      else ledger.complaints.push(`${heard.type}: ${heard.id} (${heard.why})`);
    },
  };
  return ledger;
}
