/** Items dragged in the outline, beside keys and buttons. The library moves nothing itself: the file does. */
import Sortable from 'sortablejs';
import type { SxFormDesignerElement } from './designer.ts';

export class OutlineDrag {
  readonly #host: SxFormDesignerElement;
  #sortable: Sortable | undefined;
  #tree: HTMLElement | undefined;

  constructor(host: SxFormDesignerElement) {
    this.#host = host;
  }

  /** Takes hold of the outline that is there now. */
  update(): void {
    const tree = this.#host.renderRoot.querySelector<HTMLElement>('.tree') ?? undefined;
    if (tree === this.#tree) return;
    this.#sortable?.destroy();
    this.#tree = tree;
    this.#sortable =
      tree &&
      Sortable.create(tree, {
        handle: '.drag',
        draggable: 'li',
        animation: 0,
        onEnd: (event) => this.#drop(event),
      });
  }

  #drop({ item, oldIndex = 0, newIndex = 0, from }: Sortable.SortableEvent): void {
    // Back to where it was: what stands in the outline is drawn from the file.
    const rows = [...from.querySelectorAll<HTMLElement>('li')].filter((row) => row !== item);
    from.insertBefore(item, rows[oldIndex] ?? null);
    const { work, actions } = this.#host;
    const moved = work.form.items[Number(item.dataset['index'])];
    if (moved === undefined || newIndex === oldIndex) return;
    // Rows that are no items count for the item before them.
    const before = rows.slice(0, newIndex).filter(({ dataset }) => dataset['index'] !== undefined).length;
    work.select({ part: 'item', id: moved.id });
    actions.moveTo(moved, Math.min(before, work.form.items.length - 1));
  }
}
