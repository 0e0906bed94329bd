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

/** SIGTERM and Ctrl+C; a second one, whichever, ends the process at once. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    const told = (): void => {
      for (const signal of SIGNALS) process.off(signal, told);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, told);
  });
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
