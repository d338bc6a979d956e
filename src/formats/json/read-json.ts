import type { Reading } from '../format-fault.ts';

/** Reads JSON; the fault names the line on which the text stops being JSON. */
export function readJson(text: string, file: string): Reading<unknown> {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.replace(/^JSON\.parse: /, '').replace(/,? ?\(?(?:in JSON )?at .*$/, '');
    const found = `something that is not JSON (${reason})`;
    return {
      faults: [{ file, line: lineOfJsonError(message, text), path: '', found, wanted: 'JSON' }],
    };
  }
}

/** Engines tell the place as a line or as a number of characters; the end of the text where they tell none. */
function lineOfJsonError(message: string, text: string): number {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}
