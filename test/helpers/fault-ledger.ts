/** What the fault server tells tests about one of its worlds. */
import type { Operation } from '../../src/protocol/operation.schema.ts';

/** Where the fault server listens, each without a slash at the end. */
export interface FaultPlaces {
  http: string;
  /** With a certificate that nobody vouches for. */
  tls: string;
  /** Nobody listens there, and nobody will. */
  refused: string;
}

export interface Ledger {
  /** Operations whose bytes reached the server, in order, repeats included. */
  deliveries: string[];
  /** What the backend answered, in order, whether or not the visitor was told. */
  answers: { operation: string; status: number }[];
  /** What the backend holds, by operation. */
  committed: Record<string, Committed>;
  /** Requests that followed a portal's redirect. */
  portalVisits: number;
  /** Connections to the place whose certificate nobody vouches for, of all worlds. */
  tlsConnections: number;
}

export interface Committed {
  operation: Operation;
  /** Rows that the operation left, each of which must be there once. */
  submissions: number;
  events: string[];
}
