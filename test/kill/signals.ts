/** Processes by their number; negative for a process group. */

export function isThere(pid: number): boolean {
  return signalled(pid, 0);
}

/** False when it has ended meanwhile. */
export function killIfThere(pid: number): boolean {
  return signalled(pid, 'SIGKILL');
}

function signalled(pid: number, signal: 0 | 'SIGKILL'): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Told to end, this process runs what it registered for its exit, so that nothing it started is left behind. */
export function exitOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
