import { resolvePath } from '../kernel/paths.ts';
import { decodeText } from './bytes.ts';
import type { LabFileSystem } from './lab-file-system.ts';
import type { Definitions } from './session-state.ts';

/** Notes what a line does to functions besides defining them: `unset -f NAME`, and `source FILE`, whose file may define some. */
export async function noteNames(
  line: string,
  cwd: string,
  session: {
    readonly definitions: Definitions;
    /** Functions that have a twin for the foreground; one that is new has none yet. */
    readonly twins: Set<string>;
    readonly files: LabFileSystem;
  },
): Promise<void> {
  const { definitions, twins, files } = session;
  for (const [, name = ''] of line.matchAll(/\bunset\s+-f\s+(\w+)/g)) {
    definitions.forget(name);
    twins.delete(name);
  }
  for (const [, path = ''] of line.matchAll(/(?:^|[;&|]\s*)(?:source|\.)\s+([^\s;&|]+)/g)) {
    try {
      const bytes = await files.readFileBuffer(resolvePath(cwd, path));
      for (const name of await definitions.noteSource(decodeText(bytes))) twins.delete(name);
    } catch {
      // The line itself will say that the file cannot be read.
    }
  }
}
