/** The document of the designer: what is not touched keeps every byte, and everything can be taken back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { historyOf, perform, redo, rewrite, settle, undo } from '../../src/studio/designer/text/history.ts';
import { editsFor } from '../../src/studio/designer/text/json-edits.ts';
import { applied, editFor, NoSuchPath } from '../../src/studio/designer/text/json-edit.ts';
import type { Command, Json, Path } from '../../src/studio/designer/text/json-edit.ts';
import { arbitraryForm } from '../helpers/arbitrary-forms.ts';
import { arbitraryHand, commandOn, performed, written } from '../helpers/arbitrary-json-text.ts';

const read = (text: string): Json => JSON.parse(text.replace('\uFEFF', '')) as Json;

/** A form as somebody wrote it, with notes of their own that we know nothing of. */
const arbitraryText = fc
  .tuple(arbitraryForm, arbitraryHand, fc.boolean())
  .map(([form, hand, hasNotes]) =>
    written(hasNotes ? { 'x-note': { by: 'me' }, ...form, 'x-end': [] } : form, hand),
  );

/** Pointer → its characters, of every value that holds no others. */
function leaves(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: Node, pointer: string): void => {
    const children = node.children ?? [];
    if (children.length === 0) found.set(pointer, text.slice(node.offset, node.offset + node.length));
    for (const [index, child] of children.entries()) {
      const [name, value] = child.type === 'property' ? (child.children ?? []) : [];
      if (name && value) walk(value, `${pointer}/${String(name.value)}`);
      else walk(child, `${pointer}/${String(index)}`);
    }
  };
  const root = parseTree(text);
  if (root) walk(root, '');
  return found;
}

function edited(text: string, command: Command): string {
  const edit = editFor(text, command);
  return edit === undefined ? text : applied(text, edit);
}

describe('commands on a JSON text', () => {
  test('1,000 documents: a command means what it says, changes nothing else, and undo returns the first bytes', () => {
    fc.assert(
      fc.property(arbitraryText, fc.gen(), fc.nat({ max: 11 }), (text, draw, length) => {
        let history = historyOf(text);
        assert.equal(history.text, text, 'open and save changes no byte');
        const texts = [text];
        for (let index = 0; index <= length; index += 1) {
          const before = history.text;
          const command = commandOn(read(before), draw);
          history = perform(history, [command]);
          assert.deepEqual(read(history.text), performed(read(before), command), JSON.stringify(command));
          expectUntouched(before, history.text, command);
          if (history.text !== before) texts.push(history.text);
        }
        for (const earlier of texts.slice(0, -1).toReversed()) {
          history = undo(history);
          assert.equal(history.text, earlier);
        }
        assert.equal(history.done.length, 0);
        for (const later of texts.slice(1)) {
          history = redo(history);
          assert.equal(history.text, later);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('many commands at once do what they do one after the other', () => {
    fc.assert(
      fc.property(arbitraryText, fc.gen(), fc.nat({ max: 11 }), (text, draw, length) => {
        const commands: Command[] = [];
        let oneByOne = text;
        for (let index = 0; index <= length; index += 1) {
          const command = commandOn(read(oneByOne), draw);
          commands.push(command);
          oneByOne = edited(oneByOne, command);
        }
        const together = editsFor(text, commands);
        assert.equal(together.text, oneByOne, JSON.stringify(commands));
        assert.equal(together.edits.reduce(applied, text), oneByOne);
      }),
      { numRuns: 1_000 },
    );
  });

  test('values of many lines and of one are replaced together as they are one by one', () => {
    const text = '{\n  "a": "x", "b": "y",\n  "c": { "d": 1 },\n  "e": [1, 2]\n}\n';
    const commands: Command[] = [
      { do: 'set', path: ['a'], value: { text: 'x', of: '1' } },
      { do: 'set', path: ['b'], value: { text: 'y', of: '2' } },
      { do: 'set', path: ['c', 'd'], value: [1, { f: 2 }] },
      { do: 'set', path: ['c'], value: 'gone' },
      { do: 'set', path: ['e'], value: 3 },
      { do: 'set', path: ['a'], value: 'back' },
    ];
    assert.equal(editsFor(text, commands).text, commands.reduce(edited, text));
  });

  test('keys come where they belong, in the hand of the document', () => {
    const text = '{\n  "id": "a",\n  "label": "Name",\n  "type": "text"\n}\n';
    const after = ['id', 'label'];
    assert.equal(
      edited(text, { do: 'set', path: ['hint'], value: 'As on your passport', after }),
      '{\n  "id": "a",\n  "label": "Name",\n  "hint": "As on your passport",\n  "type": "text"\n}\n',
    );
    assert.equal(
      edited(text, { do: 'set', path: ['$schema'], value: './form.json', after: ['none'] }),
      '{\n  "$schema": "./form.json",\n  "id": "a",\n  "label": "Name",\n  "type": "text"\n}\n',
    );
  });

  test('an element among others on one line is written on one line', () => {
    const text = '{\r\n\t"items": [\r\n\t\t{ "use": "name", "id": "name" }\r\n\t]\r\n}';
    assert.equal(
      edited(text, { do: 'insert', path: ['items', 1], value: { use: 'email', id: 'email' } }),
      '{\r\n\t"items": [\r\n\t\t{ "use": "name", "id": "name" },\r\n\t\t{ "use": "email", "id": "email" }\r\n\t]\r\n}',
    );
    assert.equal(
      edited('{"a":[{"b":1}]}', { do: 'insert', path: ['a', 0], value: { c: [2, 3] } }),
      '{"a":[{"c":[2,3]},{"b":1}]}',
    );
  });

  test('the first thing in an empty list has lines of its own', () => {
    assert.equal(
      edited('{\n    "items": []\n}', { do: 'insert', path: ['items', 0], value: { id: 'a' } }),
      '{\n    "items": [\n        {\n            "id": "a"\n        }\n    ]\n}',
    );
  });

  test('a value that takes several lines is put in at its depth', () => {
    assert.equal(
      edited('{\n  "a": {\n    "b": 1\n  }\n}', { do: 'set', path: ['a', 'b'], value: [1, { c: 2 }] }),
      '{\n  "a": {\n    "b": [\n      1,\n      {\n        "c": 2\n      }\n    ]\n  }\n}',
    );
  });

  test('the same value again is no change, however it was written', () => {
    const text = '{"a": 1.0, "b": {"c":[ 1,2 ]}, "d": "\\u0041"}';
    assert.equal(editFor(text, { do: 'set', path: ['a'], value: 1 }), undefined);
    assert.equal(editFor(text, { do: 'set', path: ['b'], value: { c: [1, 2] } }), undefined);
    assert.equal(editFor(text, { do: 'set', path: ['d'], value: 'A' }), undefined);
    assert.equal(perform(historyOf(text), [{ do: 'set', path: ['a'], value: 1 }]).done.length, 0);
  });

  test('a path that is not there is a mistake of the caller', () => {
    const wrong: Command[] = [
      { do: 'remove', path: ['b'] },
      { do: 'remove', path: [] },
      { do: 'set', path: ['a', 'b'], value: 1 },
      { do: 'set', path: [0], value: 1 },
      { do: 'insert', path: ['a', 0], value: 1 },
      { do: 'insert', path: ['list', 2], value: 1 },
      { do: 'move', path: ['list'], from: 0, to: 1 },
      { do: 'rename', path: ['list', 0], key: 'c' },
    ];
    for (const command of wrong) {
      assert.throws(() => editFor('{"a":"x","list":[1]}', command), NoSuchPath, JSON.stringify(command));
    }
    assert.throws(() => editFor('', { do: 'set', path: ['a'], value: 1 }), NoSuchPath);
  });
});

describe('the history of a text', () => {
  const typed = (history: ReturnType<typeof historyOf>, value: string, key?: string) =>
    perform(history, [{ do: 'set', path: ['title'], value }], key);

  test('letters typed into one field are one step, until somebody does something else', () => {
    let history = historyOf('{"title":""}');
    for (const value of ['N', 'Ne', 'New']) history = typed(history, value, 'title');
    assert.equal(history.done.length, 1);
    history = typed(settle(history), 'News', 'title');
    assert.equal(history.done.length, 2);
    assert.equal(undo(history).text, '{"title":"New"}');
    assert.equal(undo(undo(history)).text, '{"title":""}');
  });

  test('a step after an undo ends what could be done again', () => {
    const history = typed(undo(typed(historyOf('{"title":""}'), 'a')), 'b');
    assert.equal(redo(history).text, '{"title":"b"}');
    assert.equal(history.undone.length, 0);
  });

  test('text edited by hand is a step like any other, broken or not', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const history = rewrite(historyOf(before), after);
        assert.equal(history.text, after);
        assert.equal(undo(history).text, before);
        assert.equal(redo(undo(history)).text, after);
      }),
    );
  });

  test('nothing to undo and nothing to do again change nothing', () => {
    assert.equal(undo(historyOf('{}')).text, '{}');
    assert.equal(redo(historyOf('{}')).text, '{}');
  });
});

/** Everything outside the command's path has the very characters it had. */
function expectUntouched(before: string, after: string, command: Command): void {
  const [old, now] = [leaves(before), leaves(after)];
  const isShifting =
    command.do === 'move' ||
    command.do === 'insert' ||
    (command.do === 'remove' && typeof command.path.at(-1) === 'number');
  const list = command.do === 'move' ? command.path : command.path.slice(0, -1);
  const scope = `/${(isShifting ? list : command.path).join('/')}`;
  const isWithin = (pointer: string): boolean => pointer === scope || pointer.startsWith(`${scope}/`);
  for (const [pointer, raw] of old) {
    // An empty list or object that is no longer empty is no leaf any more.
    if (isWithin(pointer) || scope.startsWith(`${pointer}/`)) continue;
    assert.equal(now.get(pointer), raw, `${pointer} after ${JSON.stringify(command)}`);
  }
  // Elements that change places keep their characters too, those between their values as well.
  const elements = (text: string) =>
    (nodeIn(text, list)?.children ?? []).map(({ offset, length }) => text.slice(offset, offset + length));
  if (command.do === 'move') assert.deepEqual(elements(after).toSorted(), elements(before).toSorted());
  const edit = editFor(before, command);
  const parent = nodeIn(before, list);
  if (edit === undefined || parent === undefined) return;
  assert.ok(edit.offset >= parent.offset, 'nothing before the list or object is written');
  assert.ok(edit.offset + edit.removed.length <= parent.offset + parent.length, 'nor anything behind it');
}

function nodeIn(text: string, path: Path): Node | undefined {
  const root = parseTree(text);
  return root && findNodeAtLocation(root, [...path]);
}
