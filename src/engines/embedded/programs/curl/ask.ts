import type { LabResponseHead } from '#container';
import type { AskedPorts, PortFailure, PortRequest } from '../../kernel/port-table.ts';

/** Asks a port; the body comes by `data` as it is written. Resolves at the end, or with what failed. */
export function ask(
  ports: AskedPorts,
  port: number,
  request: PortRequest,
  to: {
    readonly head: (head: LabResponseHead) => void;
    readonly data: (data: Uint8Array) => void;
    readonly signal: AbortSignal;
    /** Longest that all may take, in ms. */
    readonly limitMs?: number | undefined;
  },
): Promise<PortFailure | 'timed out' | undefined> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (failure?: PortFailure | 'timed out') => {
      clearTimeout(timer);
      resolve(failure);
    };
    const hangUp = ports.ask(port, request, {
      head: to.head,
      data: to.data,
      end: () => {
        settle();
      },
      fail: settle,
    });
    if (to.limitMs !== undefined) {
      timer = setTimeout(() => {
        hangUp();
        settle('timed out');
      }, to.limitMs);
    }
    to.signal.addEventListener('abort', () => {
      hangUp();
      settle();
    });
  });
}
