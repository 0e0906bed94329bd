/** The chunk that a page without any element loads when this device holds waiting operations. */
import { pageClient } from './page-client.ts';

/** Sends what waits, and goes on trying while the page is open. */
export async function drain(): Promise<void> {
  await pageClient().load();
}
