/**
 * A section's text as a flat row of units, and back: what is compared are the words of paragraphs, items
 * and cells, and where each of them starts.
 */
import type { Block, ListItem, PolicyList, PolicySection, PolicyTable, Run } from '../policy-text.schema.ts';

/**
 * What a unit is. A list is its items (`u1`, `o2`: bulleted or numbered, and how deep); a table starts with
 * `head`, each of its rows with `row`; `gap` stands between two lists that touch.
 */
export type Shape = 'summary' | 'p' | `${'u' | 'o'}${number}` | 'gap' | 'head' | 'row' | 'th' | 'td';

export interface Unit {
  shape: Shape;
  runs: readonly Run[];
}

/** The section's own units, without those of the sections inside it. */
export function unitsOf({ summary, blocks }: Pick<PolicySection, 'summary' | 'blocks'>): Unit[] {
  const units: Unit[] = summary === undefined ? [] : [{ shape: 'summary', runs: [{ text: summary }] }];
  blocks.forEach((block, index) => {
    const before = blocks[index - 1];
    if (block.kind === 'list' && before?.kind === 'list' && before.ordered === block.ordered) {
      units.push({ shape: 'gap', runs: [] });
    }
    units.push(...unitsOfBlock(block));
  });
  return units;
}

function unitsOfBlock(block: Block): Unit[] {
  switch (block.kind) {
    case 'paragraph':
      return [{ shape: 'p', runs: block.text }];
    case 'list':
      return itemsOf(block, 1);
    case 'table':
      return [
        { shape: 'head', runs: [] },
        ...block.head.map((runs): Unit => ({ shape: 'th', runs })),
        ...block.rows.flatMap((row): Unit[] => [
          { shape: 'row', runs: [] },
          ...row.map((runs): Unit => ({ shape: 'td', runs })),
        ]),
      ];
  }
}

function itemsOf({ ordered, items }: PolicyList, depth: number): Unit[] {
  const shape: Shape = `${ordered === true ? 'o' : 'u'}${depth}`;
  return items.flatMap((item) =>
    'list' in item ? [{ shape, runs: item.text }, ...itemsOf(item.list, depth + 1)] : [{ shape, runs: item }],
  );
}

/** The blocks that units stand for; the inverse of `unitsOf`. */
export function blocksOf(units: readonly Unit[]): Pick<PolicySection, 'summary' | 'blocks'> {
  const blocks: Block[] = [];
  let summary: string | undefined;
  let touches = true;
  for (const { shape, runs } of units) {
    const last = blocks.at(-1);
    if (shape === 'summary') summary = runs.map(({ text }) => text).join('');
    else if (shape === 'p') blocks.push({ kind: 'paragraph', text: [...runs] });
    else if (shape === 'head') blocks.push({ kind: 'table', head: [], rows: [] });
    else if (shape === 'row') tableIn(last).rows.push([]);
    else if (shape === 'th') tableIn(last).head.push([...runs]);
    else if (shape === 'td')
      tableIn(last)
        .rows.at(-1)
        ?.push([...runs]);
    else if (shape !== 'gap') addItem(blocks, touches ? last : undefined, shape, runs);
    touches = shape !== 'gap';
  }
  return { ...(summary === undefined ? {} : { summary }), blocks };
}

function tableIn(block: Block | undefined): PolicyTable {
  if (block?.kind !== 'table') throw new Error('a cell outside a table');
  return block;
}

/** Puts an item where its depth says: into the list before it, into the last item of that, or into a new list. */
function addItem(blocks: Block[], last: Block | undefined, shape: Shape, runs: readonly Run[]): void {
  const isOrdered = shape.startsWith('o');
  const text = [...runs];
  let list = last?.kind === 'list' ? last : undefined;
  for (let depth = Number(shape.slice(1)); depth > 1 && list !== undefined; depth--) {
    const parent: ListItem | undefined = list.items.at(-1);
    if (parent === undefined) break;
    if ('list' in parent) list = parent.list;
    else {
      const inner: PolicyList = { kind: 'list', ...(isOrdered ? { ordered: true } : {}), items: [] };
      list.items[list.items.length - 1] = { text: parent, list: inner };
      list = inner;
    }
  }
  if (list !== undefined && (list.ordered === true) === isOrdered) list.items.push(text);
  else blocks.push({ kind: 'list', ...(isOrdered ? { ordered: true } : {}), items: [text] });
}
