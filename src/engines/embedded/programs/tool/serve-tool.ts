import { ChangedPaths } from '../../kernel/changed-paths.ts';
import { applyDelta } from '../../kernel/delta.ts';
import { DEFAULT_LIMITS } from '../../kernel/limits.ts';
import { unpackInto } from '../../kernel/pack.ts';
import { keepPrivate } from '../../kernel/private-port.ts';
import type { ToProcess } from '../../kernel/process.ts';
import { Tree } from '../../kernel/tree.ts';
import { ToolChildren } from './tool-children.ts';
import { ToolOutput } from './tool-output.ts';
import { strerror, ToolExit, type Tool, type ToolContext } from './tool.ts';

type Start = Extract<ToProcess, { readonly type: 'start' }>;

/** Serves one process on the port: waits for `start`, runs the tool of that name, and tells how it ended. */
export function serveTool(given: MessagePort, toolOf: (name: string) => Tool | undefined): void {
  const port = keepPrivate(given);
  const tree = new Tree(DEFAULT_LIMITS);
  const changes = new ChangedPaths(tree);
  const output = new ToolOutput((fd, data) => {
    port.say({ type: 'output', fd, data });
  });
  const children = new ToolChildren(port);
  const input: (Uint8Array | null)[] = [];
  let fromOthers = false;
  let arrived: (() => void) | undefined;

  const take = (action: () => void) => {
    fromOthers = true;
    try {
      action();
    } finally {
      fromOthers = false;
    }
  };
  const saveFiles = () => {
    output.flush();
    if (!changes.any) return;
    const delta = changes.take();
    port.say({ type: 'changes', delta }, [delta.changed.bytes.buffer]);
  };
  const read = async (): Promise<Uint8Array | null> => {
    output.flush();
    while (input.length === 0) {
      port.say({ type: 'input-wanted' });
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    // The end stays the end.
    return input[0] === null ? null : (input.shift() ?? null);
  };
  const contextOf = (start: Start): ToolContext => ({
    argv: start.argv,
    cwd: start.cwd,
    env: start.env,
    tree,
    toTerminal: start.toTerminal === true,
    fromTerminal: start.toTerminal === true && start.interactive,
    columns: start.columns,
    read,
    stdout: (text) => {
      output.write(1, text);
    },
    stderr: (text) => {
      output.write(2, text);
    },
    saveFiles,
    run: (argv, options) => {
      saveFiles();
      const inherits = start.interactive ? 'inherit' : 'ignore';
      return children.run(argv, { ...options, stdin: options.stdin ?? inherits });
    },
  });

  port.hear((message) => {
    if (message.type === 'start') {
      take(() => {
        unpackInto(tree, message.tree);
      });
      tree.onChange((change) => {
        if (!fromOthers) changes.note(change);
      });
      if (message.stdin) input.push(message.stdin);
      if (!message.interactive) input.push(null);
      const tool = toolOf(message.argv[0] ?? '');
      void ended(tool, contextOf(message)).then((code) => {
        output.flush();
        const delta = changes.take();
        port.say({ type: 'exit', code, delta }, [delta.changed.bytes.buffer]);
      });
    } else if (message.type === 'input') {
      input.push(message.data);
      arrived?.();
    } else if (message.type === 'files') {
      take(() => {
        applyDelta(tree, message.delta);
      });
    } else children.hear(message);
  });
  port.say({ type: 'ready' });
}

async function ended(tool: Tool | undefined, context: ToolContext): Promise<number> {
  const name = context.argv[0] ?? '';
  try {
    if (!tool) throw new Error('this worker has no such tool');
    return await tool(context);
  } catch (error) {
    if (error instanceof ToolExit) {
      if (error.fd === 1) context.stdout(error.message);
      else context.stderr(error.message);
      return error.exitCode;
    }
    context.stderr(`${name}: ${strerror(error)}\n`);
    return 70;
  }
}
