/** Files of a submission: each answer names one that came along, and it is what it claims to be. */
import { isFileAnswer } from '../../protocol/answers.ts';
import type { FileAnswer } from '../../protocol/answers.ts';
import type { SubmissionOperation, SubmissionPayload } from '../../protocol/operation.schema.ts';
import { shown } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { ReceiptFile } from '../../protocol/receipt.ts';
import type { ArrivedFiles } from '../http/multipart.ts';
import type { FileRow } from '../store/operations.ts';

/** Question id and file, in the order of the answers. */
function filesIn({ answers }: SubmissionPayload): [item: string, answer: FileAnswer][] {
  return Object.entries(answers).filter((entry): entry is [string, FileAnswer] => isFileAnswer(entry[1]));
}

/** What does not fit: a file that is missing, one nobody asked for, one whose content says otherwise. */
export function checkFiles(payload: SubmissionPayload, arrived: ArrivedFiles): Finding[] {
  const claimed = filesIn(payload);
  const wrong = claimed.flatMap(([item, answer]): Finding[] => {
    const pointer = `/operation/payload/answers/${item}`;
    const file = arrived.get(item);
    if (file === undefined) return [{ pointer, code: 'file-missing', expected: `a part ${item}` }];
    const size = file.bytes.byteLength;
    if (size !== answer.size) {
      return [{ pointer, code: 'file-size', expected: String(answer.size), found: String(size) }];
    }
    if (file.kind === answer.kind) return [];
    return [{ pointer, code: 'file-type', expected: answer.kind, found: file.kind ?? 'another content' }];
  });
  const stray = [...arrived.keys()]
    .filter((id) => !claimed.some(([item]) => item === id))
    .map((id): Finding => ({
      pointer: '/operation/payload/answers',
      code: 'unknown-file',
      expected: 'only files that an answer names',
      found: shown(id),
    }));
  return [...wrong, ...stray];
}

export function fileRows({ id, payload }: SubmissionOperation, arrived: ArrivedFiles): FileRow[] {
  return filesIn(payload).flatMap(([item, { name, kind, size }]) => {
    const found = arrived.get(item);
    return found === undefined
      ? []
      : [{ operation: id, item, name, kind, size, hash: found.hash, content: found.bytes }];
  });
}

/** What the receipt says of them: no name, because receipts stay on shared devices too. */
export function receiptFiles(rows: readonly FileRow[]): { files?: ReceiptFile[] } {
  return rows.length === 0 ? {} : { files: rows.map(({ item, size, hash }) => ({ item, size, hash })) };
}
