/** What `GET …/changes?from&to` answers: the changes between two versions, word by word, as data. */
import type { Run } from '../policy-text.schema.ts';
import type { Shape } from './units.ts';

/** Words of one fate: no `op` where they stayed. */
export interface Piece extends Run {
  op?: 'added' | 'removed' | undefined;
  /** The words stayed, what they lead to did not: where they led before, '' for nowhere. */
  wasHref?: string | undefined;
  /** The words stayed, their stress did not. */
  isRestyled?: boolean | undefined;
}

/**
 * A unit of either text. `op` is about the unit itself: words that stayed in an 'added' one stood in the unit
 * before it, and those in a 'removed' one stand there now.
 */
export interface Row {
  shape: Shape;
  op?: 'added' | 'removed' | undefined;
  pieces: Piece[];
}

export interface SectionChange {
  /** In the newer version; of a removed section in the older one. */
  id: string;
  /** In the older version, where that is another one. */
  was?: string | undefined;
  /** 1 for a section that stands in no other. */
  depth: number;
  kind: 'same' | 'reworded' | 'added' | 'removed';
  /** It stands elsewhere: among its neighbours, or in another section. */
  isMoved?: boolean | undefined;
  isRenamed?: boolean | undefined;
  /** Only case, punctuation, stress or shape differ: every word stayed. */
  isEditorial?: boolean | undefined;
  /** Words that came and went. */
  added: number;
  removed: number;
  heading: Piece[];
  /** Missing where nothing in it changed; that of the older version stands. */
  rows?: Row[] | undefined;
}

/** Sections in the order of the newer version; removed ones where they stood. */
export interface TextChanges {
  title: Piece[];
  sections: SectionChange[];
}

/** What the author of the newer version says of one of its changes, in a plain sentence. */
export interface ToldChange {
  section: string;
  summary: string;
  /** Of the summary, where it is not that of the text. */
  language?: string | undefined;
}

export interface PolicyChanges extends TextChanges {
  policy: string;
  /** Missing where the older version is not known, or not in this language: there is nothing to compare. */
  from?: string | undefined;
  to: string;
  language: string;
  /** Missing where the author says nothing. */
  told?: ToldChange[] | undefined;
}
