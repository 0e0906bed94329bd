/** Time between two acts, or before a kill: the chance that a run is made of, never a wait for an outcome. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
