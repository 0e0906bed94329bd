/** Seeds that once broke a promise; played by every run, for ever. The comments say what they found. */
export const KEPT_SEEDS: readonly number[] = [
  3, // acts saved by a page that closed before it could say so are acts
  8, // operations of a shared device wait in their page
  23, // the second of two answers put the receipt of an anonymous answer on the device
  86, // a discard that failed after its commit
  171, // a clock set back by an hour kept an operation waiting for an hour
  278, // a full device showed a permission as given that had been withdrawn on it
  379, // a portal asked for 32 years of patience
  424, // a run was given up because its page had been frozen meanwhile
  593, // as 379, in a page opened later
  3051, // what had been tried once was passed by what had not been tried
  3098, // two acts at once had the same place when the device refused the first
  4289, // a clock set a month ahead: what ran out is shown
  749237744, // a grant whose request was under way for half a minute, longer than its device existed
  749254671, // a page that the device gave no place counted on beside the others
  1470743753, // what is asked for at the end takes time, too
  1470747507, // shown as run out, then delivered by a request that had been given up
  1470766805, // two pages at once counted beside each other
  1470789168, // a profile put back counted its acts a second time
  1463374183, // a tab that heard late of "clear everything" gave up what was done in it since
  1463377663, // the visitor gave up a withdrawal that had arrived
  1463391743, // under way for long, and the clock of the device that withdrew was wrong
];
