import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Prec, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  {
    tag: [
      tags.keyword,
      tags.definitionKeyword,
      tags.modifier,
      tags.propertyName,
      tags.heading,
      tags.tagName,
      tags.typeName,
      tags.self,
    ],
    color: 'var(--syn-key)',
  },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: 'var(--syn-str)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.escape], color: 'var(--syn-num)' },
  { tag: [tags.comment, tags.meta], color: 'var(--syn-com)', fontStyle: 'italic' },
  { tag: [tags.operator, tags.punctuation, tags.separator], color: 'var(--syn-op)' },
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
]);

/** In prose what YAML calls a value is the text itself. */
export const proseColours: Extension = Prec.high(
  syntaxHighlighting(HighlightStyle.define([{ tag: tags.content, color: 'var(--ink)' }])),
);

/** The editor in the site's colours: tokens only, so light and dark need nothing else. */
export const editorTheme: Extension = [
  syntaxHighlighting(colours),
  EditorView.theme({
    '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--sheet)' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': {
      fontFamily: 'var(--mono)',
      fontSizeAdjust: 'var(--ex-mono)',
      fontVariantLigatures: 'none',
      fontSize: 'var(--code)',
      lineHeight: '1.6',
      scrollbarWidth: 'thin',
    },
    '.cm-content': { padding: '0.6rem 0', caretColor: 'var(--ink)' },
    '.cm-line': { padding: '0 1rem 0 0.35rem' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
    '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
      backgroundColor: 'var(--mark-sel) !important',
    },
    '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--ink-3)', border: '0' },
    '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.6rem', padding: '0 0.65rem 0 0.5rem' },
    '.cm-activeLine': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--accent-faint)' },
    '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
    '&.cm-focused .cm-matchingBracket': {
      backgroundColor: 'var(--accent-soft)',
      outline: '1px solid var(--accent-line)',
    },
    '&.cm-focused .cm-nonmatchingBracket': {
      backgroundColor: 'var(--fail-soft)',
      outline: '1px solid var(--fail)',
    },
    '.cm-searchMatch': { backgroundColor: 'var(--error-soft)', outline: '1px solid var(--error)' },
    '.cm-searchMatch-selected': { backgroundColor: 'var(--mark-sel)' },
    '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
    '.cm-specialChar': { color: 'var(--fail)' },
    // The line that a verdict speaks of: bar, tint and words.
    '.cm-line.cm-bad, &.cm-focused .cm-activeLine.cm-bad': {
      backgroundColor: 'var(--fail-soft)',
      boxShadow: 'inset 3px 0 0 var(--fail)',
      paddingLeft: '0.6rem',
    },
    '.cm-bad-note': {
      padding: '0 1rem 0.3rem 0.6rem',
      backgroundColor: 'var(--fail-soft)',
      boxShadow: 'inset 3px 0 0 var(--fail)',
      color: 'var(--fail)',
      fontFamily: 'var(--sans)',
      fontSizeAdjust: 'var(--ex-sans)',
      fontSize: '0.78125rem',
      lineHeight: '1.4',
      whiteSpace: 'normal',
      // It stays in sight when a long line is scrolled sideways.
      position: 'sticky',
      left: '0',
      maxWidth: 'var(--room)',
    },
    '.cm-panels': {
      backgroundColor: 'var(--well)',
      color: 'var(--ink)',
      fontFamily: 'var(--sans)',
      fontSizeAdjust: 'var(--ex-sans)',
    },
    '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--rule)' },
    '.cm-panel.cm-search': { padding: '0.5rem 2.25rem 0.5rem 0.75rem', fontSize: '0.84375rem' },
    '.cm-panel.cm-search label': { fontSize: '0.84375rem' },
    '.cm-textfield': {
      minHeight: '1.75rem',
      padding: '0.1rem 0.5rem',
      border: '1px solid var(--rule-strong)',
      borderRadius: 'var(--r1)',
      backgroundColor: 'var(--sheet)',
      color: 'var(--ink)',
      fontSize: '0.84375rem',
    },
    '.cm-button': {
      minHeight: '1.75rem',
      border: '1px solid var(--rule-strong)',
      borderRadius: 'var(--r1)',
      backgroundImage: 'none',
      backgroundColor: 'var(--sheet)',
      color: 'var(--ink)',
      fontSize: '0.84375rem',
    },
    '.cm-panel button[name=close]': {
      color: 'var(--ink-2)',
      minWidth: '1.75rem',
      height: '1.75rem',
    },
    '.cm-textfield:focus-visible, .cm-button:focus-visible, button:focus-visible': {
      outline: '2px solid var(--focus)',
      outlineOffset: '1px',
    },
    // Comparison.
    '&.cm-merge-a .cm-changedLine, &.cm-merge-b .cm-changedLine, .cm-insertedLine': {
      backgroundColor: 'var(--accent-faint)',
    },
    '.cm-deletedChunk': { backgroundColor: 'var(--well)', paddingLeft: '0.35rem' },
    '&.cm-merge-a .cm-changedText, &.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText':
      { background: 'var(--accent-soft)' },
    '.cm-deletedChunk .cm-deletedText': { background: 'var(--blocked-soft)' },
    '.cm-changeGutter': { paddingLeft: '1px', width: '3px' },
    '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': {
      background: 'var(--rule-strong)',
    },
    '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--accent-line)' },
    '.cm-collapsedLines': {
      background: 'var(--well)',
      color: 'var(--ink-2)',
      fontFamily: 'var(--sans)',
      padding: '0.25rem 0.75rem',
    },
  }),
];
