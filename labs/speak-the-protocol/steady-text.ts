/** Numbers and times as every engine shows them: the last digits of a probability are the engine's own. */
export function steady(text: string): string {
  return text
    .replace(/-?\d+\.\d{7,}(?:e-?\d+)?/g, (digits) => String(Number(Number(digits).toPrecision(6))))
    .replace(/("ts": ?)"[^"]*"/g, '$1"…"');
}
