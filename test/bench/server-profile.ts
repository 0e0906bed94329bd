/** Where the backend's time goes: a sampled profile of its process, by what the code is there for. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** The innermost frame that one of these names says what a moment was spent on; sockets serve two of them. */
const PURPOSES: [purpose: string, file: RegExp][] = [
  ['hashing', /@noble\/hashes|proof\/hash|node_modules\/canonicalize/],
  ['signing', /proof\/sign|node_modules\/jose|node:internal\/crypto/],
  ['checking', /node_modules\/valibot|\.schema\.ts|src\/protocol\//],
  ['database', /node:sqlite|node_modules\/(kysely|pg|pg-[a-z]+)\/|server\/store\//],
  ['HTTP', /node:_http|undici|webstreams|node_modules\/(@hono|hono)\/|server\/(http|app|routes)/],
  ['intake and effects', /src\/server\//],
];
const RUNTIME = ['(program)', '(garbage collector)', '(root)'];

/** Purpose → share of the busy time of a process that `work` runs to its end with these options. */
export async function profiled(work: (nodeOptions: string[]) => Promise<void>): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-profile-'));
  try {
    await work(['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    const [file] = readdirSync(folder);
    if (file === undefined) throw new Error('Expected the process to leave a profile, got none');
    return sharesIn(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Idle moments do not count. */
export function sharesIn({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const purposeOf = (id: number): string | undefined => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { functionName, url } = frames.get(at) ?? { functionName: '', url: '' };
      if (functionName === '(idle)') return undefined;
      if (RUNTIME.includes(functionName) && at === id) return functionName;
      const [purpose] = PURPOSES.find(([, file]) => file.test(url)) ?? [];
      if (purpose !== undefined) return purpose;
    }
    return 'other';
  };
  const times = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const purpose = purposeOf(id);
    if (purpose === undefined) return;
    const taken = timeDeltas[index] ?? 0;
    busy += taken;
    times.set(purpose, (times.get(purpose) ?? 0) + taken);
  });
  return new Map(
    [...times].map(([purpose, taken]) => [purpose, taken / busy] as const).toSorted((a, b) => b[1] - a[1]),
  );
}
