/** Transactions that gave way to another one are done again, whole, a few times. */
import { gaveWay } from './faults.ts';

/** SQLite has waited a second for the lock before each; PostgreSQL has ended a deadlock. */
const MOST_ATTEMPTS = 5;
/** Milliseconds before the second attempt; twice as long before each that follows. */
const FIRST_PAUSE = 10;

export async function untilItStands<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!gaveWay(error) || attempt === MOST_ATTEMPTS) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** (attempt - 1)));
  }
}
