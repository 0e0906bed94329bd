/** The file itself in a code editor: completion from the schema, problems where they stand. */
import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  HighlightStyle,
  foldGutter,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { tags } from '@lezer/highlight';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Finding } from '../../../protocol/problem.ts';
import { problemWords } from '../problem-words.ts';
import { completionsAt } from './schema-completion.ts';
import type { Schema } from './schema-completion.ts';

export interface JsonEditor {
  /** The text as somebody else changed it; the caret stays. */
  show(text: string): void;
  mark(findings: readonly Finding[]): void;
  reveal(pointer: string): void;
  focus(): void;
  destroy(): void;
}

export interface EditorOptions {
  text: string;
  /** Its name for screen readers. */
  label: string;
  isReadOnly: boolean;
  /** What completion knows. */
  schema: Schema | undefined;
  changed: (text: string) => void;
}

export function openJsonEditor(
  parent: HTMLElement,
  { text, label, isReadOnly, schema, changed }: EditorOptions,
): JsonEditor {
  let isOurs = false;
  // The editor knows one kind of line end; the file keeps its own.
  const eol = /\r\n?|\n/.exec(text)?.[0] ?? '\n';
  const view = new EditorView({
    parent,
    root: parent.getRootNode() as ShadowRoot,
    state: EditorState.create({
      doc: normal(text),
      extensions: [
        lineNumbers(),
        foldGutter(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        json(),
        syntaxHighlighting(HighlightStyle.define(COLOURS)),
        autocompletion({ override: [(context) => complete(context, schema)] }),
        lintGutter(),
        // Tab leaves the editor after Escape, so that a keyboard is never caught in it.
        keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab]),
        EditorState.readOnly.of(isReadOnly),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.theme(LOOKS),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOurs) changed(update.state.doc.toString().replaceAll('\n', eol));
        }),
      ],
    }),
  });
  return {
    show(next) {
      const now = view.state.doc.toString();
      if (now === normal(next)) return;
      isOurs = true;
      view.dispatch({ changes: difference(now, normal(next)) });
      isOurs = false;
    },
    mark(findings) {
      view.dispatch(setDiagnostics(view.state, diagnosticsIn(view.state.doc.toString(), findings)));
    },
    reveal(pointer) {
      const { from } = rangeOf(view.state.doc.toString(), pointer);
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function normal(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function diagnosticsIn(text: string, findings: readonly Finding[]): Diagnostic[] {
  return findings.slice(0, 200).map((finding) => ({
    ...rangeOf(text, finding.pointer, finding.line),
    severity: finding.severity === undefined ? 'error' : 'warning',
    message: problemWords(finding),
  }));
}

/** What a pointer names, or the nearest thing around it that exists. */
function rangeOf(text: string, pointer: string, line?: number): { from: number; to: number } {
  const root = parseTree(text);
  const path = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
  for (let length = path.length; root && length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return { from: node.offset, to: node.offset + node.length };
  }
  const start =
    line === undefined
      ? 0
      : text
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + (line > 1 ? 1 : 0);
  return { from: Math.min(start, text.length), to: Math.min(start + 1, text.length) };
}

function complete(context: CompletionContext, schema: Schema | undefined): CompletionResult | null {
  if (schema === undefined) return null;
  const found = completionsAt(context.state.doc.toString(), context.pos, schema);
  const word = context.matchBefore(/"[\w-]*"?/);
  if (found.length === 0 || (word === null && !context.explicit)) return null;
  return {
    from: word?.from ?? context.pos,
    options: found.map(({ label, detail }) => ({
      label: JSON.stringify(label),
      ...(detail === undefined ? {} : { info: detail }),
    })),
    validFor: /^"[\w-]*"?$/,
  };
}

const COLOURS = [
  { tag: tags.propertyName, color: 'light-dark(#1f4fb5, #9dbdff)' },
  { tag: tags.string, color: 'light-dark(#8a2b0d, #f0b48f)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'light-dark(#1a6b38, #82d69c)' },
];

const LOOKS = {
  // The library's own marks are images, which a strict page does not load.
  '.cm-lint-marker': { content: 'none', inlineSize: '0.6rem', blockSize: '0.6rem', borderRadius: '50%' },
  '.cm-lint-marker-error': { content: 'none', backgroundColor: 'var(--_st-danger)' },
  '.cm-lint-marker-warning': { content: 'none', backgroundColor: 'var(--_st-warning)', borderRadius: '0' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--_st-danger)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline dotted var(--_st-warning)' },
  '&': {
    fontSize: '0.8125rem',
    backgroundColor: 'var(--_st-surface)',
    color: 'var(--_st-text)',
    blockSize: '100%',
  },
  '.cm-scroller': { fontFamily: 'var(--_st-mono)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--_st-raised)', color: 'var(--_st-muted)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--_st-tint) 45%, transparent)' },
  '.cm-content': { caretColor: 'var(--_st-text)' },
  '.cm-cursor': { borderColor: 'var(--_st-text)' },
  '&.cm-focused': { outline: '2px solid var(--_st-accent)', outlineOffset: '-2px' },
  '.cm-tooltip': {
    backgroundColor: 'var(--_st-surface)',
    color: 'var(--_st-text)',
    border: '1px solid var(--_st-border)',
  },
  '.cm-diagnostic': { fontFamily: 'system-ui, sans-serif' },
};
