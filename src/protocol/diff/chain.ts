/** The heaviest chain of pairs that keep their order on both sides. */

/** Of candidates in the order of `from`, those whose `to` ascends and whose weights sum up to most. */
export function heaviestChain<Candidate extends { to: number }>(
  candidates: readonly Candidate[],
  weightOf: (candidate: Candidate) => number,
): Candidate[] {
  // A Fenwick tree over the order of `to`: the heaviest chain that ends at or before a place.
  const order = candidates.map(({ to }) => to).sort((one, other) => one - other);
  const rankOf = new Map(order.map((to, index) => [to, index + 1]));
  const tree = new Int32Array(order.length + 1).fill(-1);
  const weights = new Float64Array(candidates.length);
  const before = new Int32Array(candidates.length);
  const heavier = (one: number, other: number): number => {
    if (one === -1 || other === -1) return Math.max(one, other);
    return (weights[other] as number) > (weights[one] as number) ? other : one;
  };
  let last = -1;
  candidates.forEach((candidate, index) => {
    const rank = rankOf.get(candidate.to) as number;
    let best = -1;
    for (let node = rank - 1; node > 0; node &= node - 1) best = heavier(best, tree[node] as number);
    weights[index] = weightOf(candidate) + (best === -1 ? 0 : (weights[best] as number));
    before[index] = best;
    for (let node = rank; node < tree.length; node += node & -node)
      tree[node] = heavier(tree[node] as number, index);
    last = heavier(last, index);
  });
  const chain: Candidate[] = [];
  for (let index = last; index !== -1; index = before[index] as number)
    chain.push(candidates[index] as Candidate);
  return chain.reverse();
}
