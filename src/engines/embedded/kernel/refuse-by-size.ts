import type { ContainerCalls } from './container-protocol.ts';
import type { Limits } from './limits.ts';
import { refuseTooLarge } from './mount-tree.ts';
import { TreeError } from './tree-error.ts';

/**
 * Refuses a call that carries more than the limits allow, in the kernel's words, before its bytes are copied to the kernel.
 * What else may be wrong with the call is the kernel's to say.
 *
 * @throws TreeError EFBIG, ENOSPC; for a tree all that `mountTree` finds wrong with it.
 */
export function refuseBySize<Name extends keyof ContainerCalls>(
  method: Name,
  args: Parameters<ContainerCalls[Name]>,
  limits: Limits,
): void {
  if (method === 'writeFile') {
    const [path, bytes] = args as Parameters<ContainerCalls['writeFile']>;
    if (bytes.length > limits.fileBytes) throw new TreeError('EFBIG', 'write', path);
  } else if (method === 'mount') {
    const [tree, at] = args as Parameters<ContainerCalls['mount']>;
    refuseTooLarge(tree, at, limits);
  }
}
