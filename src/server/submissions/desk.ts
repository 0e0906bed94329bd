/** Somebody of the staff who reads the submissions of a site. */
import type { Role } from '../../protocol/terms.ts';
import type { Queries } from '../store/store.ts';

export interface ReadingDesk {
  queries: Queries;
  site: string;
  person: string;
  roles: readonly Role[];
  now: number;
}
