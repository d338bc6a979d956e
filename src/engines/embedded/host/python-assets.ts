/** Kept beside the hosts by name; the type lives with the boot message, where Python may import it. */
export type { PythonAssets } from '../kernel/worker-boot.ts';
