import type { WebContainerProcess } from '#container';

/**
 * The process with a carriage return before each line feed of its output, once, as a terminal's driver gives them: a
 * WebContainer leaves that to the screen.
 */
export function withCarriageReturns(process: WebContainerProcess): WebContainerProcess {
  let endsInReturn = false;
  const returned = new TransformStream<string, string>({
    transform(text, controller) {
      const first = endsInReturn && text.startsWith('\n');
      endsInReturn = text.endsWith('\r');
      const whole = text.replace(/\r*\n/g, '\r\n');
      controller.enqueue(first ? whole.slice(1) : whole);
    },
  });
  const output = process.output.pipeThrough(returned);
  return new Proxy(process, {
    get: (target, name) => {
      if (name === 'output') return output;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
