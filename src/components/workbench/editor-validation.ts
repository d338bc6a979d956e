import { linter, lintGutter, lintKeymap, type Diagnostic } from '@codemirror/lint';
import type { Extension, Text } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

/** Files whose format is looked at while one types: the same names as in `#formats`, whose readers are loaded only then. */
const VALIDATED = /(?:\.ya?ml|\.json|\.dvc|(?:^|\/)(?:dvc\.lock|MLmodel))$/;

/** Longer files are not looked at while one types. */
const MOST_CHARACTERS = 200_000;

/** Shows where a file does not keep to its format, at the line, while one types. F8 goes from place to place. */
export function editorValidation(path: string): Extension {
  if (!VALIDATED.test(path)) return [];
  return [
    linter(
      async ({ state }) => {
        if (state.doc.length > MOST_CHARACTERS) return [];
        const { faultsOfFile } = await import('./read-formats.ts');
        const { faults } = faultsOfFile(path, state.sliceDoc());
        return faults.map(({ line, path: place, found, wanted }): Diagnostic => ({
          ...rangeOfLine(state.doc, line),
          severity: 'error',
          message: `${place === '' ? '' : `${place}: `}found ${found}; the format wants ${wanted}.`,
        }));
      },
      { delay: 600 },
    ),
    lintGutter(),
    keymap.of(lintKeymap),
    theme,
  ];
}

/** A line without its indent, or the last one when the text is shorter. */
function rangeOfLine(doc: Text, number: number): { readonly from: number; readonly to: number } {
  const { from, to, text } = doc.line(Math.min(Math.max(1, number), doc.lines));
  const indent = text.length - text.trimStart().length;
  return { from: Math.min(from + indent, to), to };
}

/** In tokens, and without the pictures of the library's own theme, which a strict policy refuses. */
const theme = EditorView.theme({
  '.cm-lintRange-error, .cm-lintRange-active': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--fail) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lint-marker-error': {
    content: '"!"',
    display: 'block',
    color: 'var(--fail)',
    fontFamily: 'var(--sans)',
    fontWeight: '700',
    textAlign: 'center',
  },
  '.cm-gutter-lint': { width: '1rem' },
  '.cm-tooltip': {
    border: '1px solid var(--rule)',
    backgroundColor: 'var(--raise)',
    color: 'var(--ink)',
    maxWidth: '32rem',
  },
  '.cm-diagnostic': { padding: '0.4rem 0.7rem', fontFamily: 'var(--sans)', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--fail)' },
  '.cm-panel.cm-panel-lint ul': { backgroundColor: 'var(--sheet)', color: 'var(--ink)' },
});
