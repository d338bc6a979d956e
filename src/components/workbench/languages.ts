import { StreamLanguage, type LanguageSupport } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { proseColours } from './editor-theme.ts';
import type { LanguageName } from './file-kind.ts';

/** Loads what the editor needs for a language; plain text needs nothing. */
export async function loadLanguage(name: LanguageName): Promise<Extension> {
  switch (name) {
    case 'python':
      return (await import('@codemirror/lang-python')).python();
    case 'yaml':
      return (await import('@codemirror/lang-yaml')).yaml();
    case 'json':
      return (await import('@codemirror/lang-json')).json();
    case 'markdown':
      return [(await import('@codemirror/lang-markdown')).markdown(), proseColours];
    case 'typescript':
      return typescript();
    case 'shell':
      return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/shell')).shell);
    case 'plain':
      return [];
  }
}

async function typescript(): Promise<LanguageSupport> {
  return (await import('@codemirror/lang-javascript')).javascript({ typescript: true });
}
