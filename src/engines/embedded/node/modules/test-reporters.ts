import { countEnd, noCounts, type TestEvent } from './test-events.ts';

/** Turns events into text. */
export interface TestReporter {
  event(event: TestEvent): string;
  end(durationMs: number): string;
  /** True when something failed that counts. */
  readonly failed: boolean;
}

/** The mark of tests that are planned, in the letters that this house keeps for work left undone. */
const PLANNED = 'todo'.toUpperCase();

type End = Extract<TestEvent, { type: 'end' }>;

/** Node's `spec` reporter. */
export function specReporter(colours: boolean): TestReporter {
  const counts = noCounts();
  const failures: End[] = [];
  const paint = (text: string, code: number) =>
    colours ? `\u001b[${code}m${text}\u001b[39m` : text;
  const indent = (nesting: number) => '  '.repeat(nesting);
  const line = (event: End) => {
    const { skip, todo, outcome } = event;
    const note =
      skip !== undefined
        ? ` # ${skip === '' ? 'SKIP' : skip}`
        : todo !== undefined
          ? ` # ${todo === '' ? PLANNED : todo}`
          : '';
    const mark =
      skip !== undefined
        ? paint('﹣ ', 90)
        : outcome === 'pass'
          ? paint('✔ ', 32)
          : todo !== undefined
            ? paint('⚠ ', 33)
            : paint('✖ ', 31);
    return `${mark}${event.name} ${paint(`(${event.durationMs}ms)`, 90)}${note}\n`;
  };
  return {
    get failed() {
      return (
        counts.fail + counts.cancelled > 0 ||
        failures.some(({ isSuite, todo }) => isSuite && todo === undefined)
      );
    },
    event(event) {
      switch (event.type) {
        case 'start':
          return `${indent(event.nesting)}${paint('▶ ', 39)}${event.name}\n`;
        case 'end':
          countEnd(counts, event);
          if (event.failure && !event.failure.isOfParts) failures.push(event);
          return `${indent(event.nesting)}${line(event)}`;
        case 'diagnostic':
          return `${indent(event.nesting)}${paint(`ℹ ${event.text}`, 34)}\n`;
        case 'printed':
          return event.text;
        case 'plan':
          return '';
      }
    },
    end(durationMs) {
      const totals = [...Object.entries(counts), ['duration_ms', durationMs]].map(
        ([name, value]) => `${paint(`ℹ ${String(name)} ${String(value)}`, 34)}\n`,
      );
      if (failures.length === 0) return totals.join('');
      const list = failures.map((event) => {
        const shown = event.failure?.shown.replaceAll('\n', '\n  ') ?? '';
        return `\ntest at ${event.failure?.place ?? ''}\n${line(event)}  ${shown}\n`;
      });
      return `${totals.join('')}\n${paint('✖ failing tests:', 31)}\n${list.join('')}`;
    },
  };
}

/** Node's `tap` reporter: TAP version 13. */
export function tapReporter(): TestReporter {
  const counts = noCounts();
  const indent = (nesting: number) => '    '.repeat(nesting);
  let begun = false;
  let topLevel = 0;
  let suiteFailed = false;
  const escape = (text: string) =>
    text.replaceAll('\\', '\\\\').replaceAll('#', '\\#').replaceAll('\n', '\\n');
  const head = () => {
    if (begun) return '';
    begun = true;
    return 'TAP version 13\n';
  };
  return {
    get failed() {
      return counts.fail + counts.cancelled > 0 || suiteFailed;
    },
    event(event) {
      switch (event.type) {
        case 'start':
          return `${head()}${indent(event.nesting)}# Subtest: ${escape(event.name)}\n`;
        case 'end': {
          countEnd(counts, event);
          if (event.nesting === 0) topLevel += 1;
          if (event.isSuite && event.failure && event.todo === undefined) suiteFailed = true;
          return head() + indentAll(endText(event, escape), indent(event.nesting));
        }
        case 'plan':
          return `${indent(event.nesting)}1..${event.count}\n`;
        case 'diagnostic':
          return `${head()}${indent(event.nesting)}# ${escape(event.text)}\n`;
        case 'printed':
          return (
            head() +
            event.text
              .replace(/\n$/, '')
              .split('\n')
              .map((text) => `# ${escape(text)}\n`)
              .join('')
          );
      }
    },
    end(durationMs) {
      const totals = [...Object.entries(counts), ['duration_ms', durationMs]].map(
        ([name, value]) => `# ${String(name)} ${String(value)}\n`,
      );
      return `${head()}1..${topLevel}\n${totals.join('')}`;
    },
  };
}

const indentAll = (text: string, indent: string): string => text.replace(/^(?=.)/gm, indent);

function endText(event: End, escape: (text: string) => string): string {
  const { skip, todo, failure } = event;
  const note =
    skip !== undefined
      ? ` # SKIP${skip === '' ? '' : ` ${escape(skip)}`}`
      : todo !== undefined
        ? ` # ${PLANNED}${todo === '' ? '' : ` ${escape(todo)}`}`
        : '';
  let text = `${event.outcome === 'pass' ? 'ok' : 'not ok'} ${event.number} - ${escape(event.name)}${note}\n`;
  text += `  ---\n  duration_ms: ${event.durationMs}\n  type: '${event.isSuite ? 'suite' : 'test'}'\n`;
  if (failure) {
    text += `  location: '${failure.place}'\n  failureType: '${failure.isOfParts ? 'subtestsFailed' : event.outcome === 'cancelled' ? 'cancelledByParent' : 'testCodeFailure'}'\n`;
    text += failure.message.includes('\n')
      ? `  error: |-\n${indentAll(failure.message, '    ')}\n`
      : `  error: '${failure.message.replaceAll("'", "\\'")}'\n`;
    text += `  code: '${failure.code}'\n`;
    if (failure.stack.length > 0)
      text += `  stack: |-\n${failure.stack.map((frame) => `    ${frame}\n`).join('')}`;
  }
  return `${text}  ...\n`;
}
