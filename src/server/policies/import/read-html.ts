/** HTML → hast. The parser tells how deep it is, so that no page makes it, or what comes after it, overflow. */
import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterMap, ParserOptions } from 'parse5';
import { VFile } from 'vfile';
import { DEEPEST, ImportRefused } from './refusal.ts';

export function readHtml(source: string): Root {
  const tree = fromParse5(parse(source, shallow()), { file: new VFile(source) });
  return tree.type === 'root' ? tree : { type: 'root', children: [] };
}

/** Refuses a piece of HTML that is too deep. */
export function checkDepth(source: string): void {
  parseFragment(source, shallow());
}

function shallow(): ParserOptions<DefaultTreeAdapterMap> {
  let depth = 0;
  return {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      onItemPush() {
        depth += 1;
        if (depth > DEEPEST) throw new ImportRefused('too-deep', 'elements inside elements');
      },
      onItemPop() {
        depth -= 1;
      },
    },
  };
}
