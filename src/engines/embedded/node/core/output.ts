import { ProcessOutput } from '../../kernel/process-output.ts';
import { kernel } from './kernel-link.ts';
import { nowMs } from './natives.ts';

/** What the program prints, on its way to the kernel. */
export const output: ProcessOutput = new ProcessOutput((fd, data) => {
  kernel.say({ type: 'output', fd, data }, [data.buffer as ArrayBuffer]);
}, nowMs);

const encoder = new TextEncoder();

export function print(fd: 1 | 2, text: string): void {
  output.write(fd, encoder.encode(text));
}
