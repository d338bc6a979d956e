import { downloadBytes } from '../../workbench/download.ts';
import { ActButton } from './ActButton.tsx';
import { fileNameOf, resultJson, resultMarkdown, type KeptResult } from './kept-result.ts';

/** Two buttons that save a result: as JSON for a program, as Markdown for a note. */
export function Keep({ result }: { readonly result: Omit<KeptResult, 'lesson'> }) {
  const save = (ending: 'json' | 'md'): void => {
    const whole = { ...result, lesson: location.pathname };
    const text = ending === 'json' ? resultJson(whole) : resultMarkdown(whole);
    downloadBytes(fileNameOf(result.instrument, ending), new TextEncoder().encode(text));
  };
  return (
    <div class="ins-btns">
      <ActButton isQuiet onAct={() => save('md')}>
        Save as Markdown
      </ActButton>
      <ActButton isQuiet onAct={() => save('json')}>
        Save as JSON
      </ActButton>
    </div>
  );
}
