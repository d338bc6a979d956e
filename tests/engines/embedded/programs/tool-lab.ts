import { fromFileSystemTree, toFileSystemTree, type Engine, type FileTree } from '#container';

/** A container in which a test types lines. */
export interface ToolLab {
  /** Runs a line of bash; what it printed, standard output and error together, and its exit code. */
  type(line: string): Promise<{ readonly code: number; readonly printed: string }>;
  read(path: string): Promise<string>;
  files(): Promise<FileTree>;
  end(): void;
}

/** Opens a container with these files. */
export async function openLab(engine: Engine, files: FileTree): Promise<ToolLab> {
  const container = await engine.boot();
  await container.mount(toFileSystemTree(files));
  return {
    async type(line) {
      const script = `( ${line} ) >/tmp/printed 2>&1`;
      const process = await container.spawn('bash', ['-c', script], { output: false });
      const code = await process.exit;
      const shown = await container.spawn('cat', ['/tmp/printed']);
      const reader = shown.output.getReader();
      let printed = '';
      for (let part = await reader.read(); !part.done; part = await reader.read())
        printed += part.value;
      return { code, printed: printed.replaceAll('\r\n', '\n') };
    },
    read: (path) => container.fs.readFile(path, 'utf-8'),
    files: async () => fromFileSystemTree(await container.export('.', { format: 'json' })),
    end: () => {
      container.teardown();
    },
  };
}
