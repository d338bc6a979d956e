import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';

/** A line with what a verdict says of it. Lines are counted from 1. */
export interface LineMark {
  readonly line: number;
  readonly words: string;
}

/** Puts these marks in place of those before. */
export const setLineMarks = StateEffect.define<readonly LineMark[]>();

class Note extends WidgetType {
  readonly words: string;

  constructor(words: string) {
    super();
    this.words = words;
  }

  override eq(other: Note): boolean {
    return other.words === this.words;
  }

  override toDOM(): HTMLElement {
    const note = document.createElement('div');
    note.className = 'cm-bad-note';
    note.textContent = this.words;
    return note;
  }
}

/** Shows marks beside their lines; they move with the text. */
export const lineMarks: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setLineMarks)) continue;
      const { doc } = transaction.state;
      const ranges = effect.value
        .filter(({ line }) => line >= 1 && line <= doc.lines)
        .flatMap(({ line, words }) => {
          const { from, to } = doc.line(line);
          return [
            Decoration.line({ class: 'cm-bad' }).range(from),
            Decoration.widget({ widget: new Note(words), side: 1, block: true }).range(to),
          ];
        });
      next = Decoration.set(ranges, true);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
