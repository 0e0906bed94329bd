/** `smartxpo-consent serve`: runs the backend until it is told to stop. */
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { startServer } from '../server.ts';

export async function runServer(env: Environment): Promise<number> {
  const server = await startServer(readConfig(env));
  console.log(`Backend: ${server.url}`);
  await untilTold();
  await server.stop();
  console.log('Stopped. Everything under way was finished.');
  return 0;
}

/** SIGTERM and Ctrl+C; a second one does not wait. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}
