/** The tables of what people do in their own panel. */

/** An answer that was put right. What it said before stands here and nowhere else (S-28). */
export interface CorrectionTable {
  operation: string;
  site: string;
  subject: string;
  submission: string;
  item: string;
  /** JSON. */
  earlier: string;
  received_at: number;
}

/** One of the two switches was used (S-30). Append-only: whether it is on is a fold over these. */
export interface ObjectionEventTable {
  operation: string;
  site: string;
  subject: string;
  scope: string;
  /** 1: switched on. */
  objects: number;
  device: string | null;
  act: number | null;
  received_at: number;
  age: number;
  /** For switching off: whether the age was within the site's limit on arrival. */
  timely: number;
  /** 1 where the browser's Global Privacy Control said otherwise at that moment (G-04). */
  gpc: number;
  method: string;
}
