import { isAlias, parseAllDocuments } from 'yaml';
import { resolvePath } from '../../kernel/paths.ts';
import { readAll, strerror, ToolExit, type Tool, type ToolContext } from '../tool/tool.ts';
import { emitYaml, type JsonValue } from './emit-yaml.ts';
import { readYqOrder, YQ_HELP, YQ_USAGE, type YqOrder } from './options.ts';

/** Aliases may stand for so many others, before a small text that unfolds to a huge one is refused. */
const MOST_ALIASES = 1_000;
const EXIT_USAGE = 2;

/** `yq`, the wrapper of jq: YAML in, jq in the middle, JSON or YAML out. */
export const yq: Tool = async (context) => {
  const order = readYqOrder(context.argv.slice(1));
  if (typeof order === 'string') {
    throw new ToolExit(/^(?:usage|jq):/.test(order) ? EXIT_USAGE : 1, order);
  }
  if (order.wants !== undefined) {
    context.stdout(order.wants === 'help' ? YQ_HELP : 'yq 3.1.0 (Plumbline lab edition)\n');
    return 0;
  }
  if (order.jq.length === 0) {
    throw new ToolExit(EXIT_USAGE, YQ_USAGE);
  }
  if (!order.inPlace) {
    const texts = order.readsNothing ? [] : await inputs(context, order);
    const { exitCode, text } = await throughJq(context, order, texts);
    context.stdout(text);
    return exitCode;
  }
  if (order.files.length === 0) {
    throw new ToolExit(
      1,
      'yq: -i/--in-place can only be used with filename arguments, not on standard input\n',
    );
  }
  for (const file of order.files) {
    const { exitCode, text } = await throughJq(context, order, [readFile(context, file)]);
    if (exitCode !== 0) return exitCode;
    context.tree.writeFile(resolvePath(context.cwd, file), text);
  }
  return 0;
};

interface Input {
  readonly name: string;
  readonly text: string;
}

async function inputs(context: ToolContext, { files }: YqOrder): Promise<readonly Input[]> {
  if (files.length > 0) return files.map((file) => readFile(context, file));
  return [{ name: '<stdin>', text: new TextDecoder().decode(await readAll(context)) }];
}

function readFile({ tree, cwd }: ToolContext, name: string): Input {
  try {
    return { name, text: new TextDecoder().decode(tree.readFile(resolvePath(cwd, name))) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const number = code === 'ENOENT' ? 2 : code === 'EISDIR' ? 21 : 5;
    throw new ToolExit(
      EXIT_USAGE,
      `${YQ_USAGE}yq: error: argument files: can't open '${name}': [Errno ${number}] ${strerror(error)}: '${name}'\n`,
    );
  }
}

async function throughJq(
  context: ToolContext,
  order: YqOrder,
  texts: readonly Input[],
): Promise<{ readonly exitCode: number; readonly text: string }> {
  const json = texts.flatMap(documentsOf).map((value) => `${JSON.stringify(value)}\n`);
  const { exitCode, stdout } = await context.run(
    // A value to a line can be read again.
    ['jq', ...(order.toYaml ? ['-c'] : []), ...order.jq],
    {
      cwd: context.cwd,
      env: context.env,
      stdin: new TextEncoder().encode(json.join('')),
      captures: true,
    },
  );
  const text = new TextDecoder().decode(stdout);
  if (!order.toYaml) return { exitCode, text };
  const values = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonValue);
  return { exitCode, text: values.length === 0 ? '' : emitYaml(values, order) };
}

function documentsOf({ name, text }: Input): readonly JsonValue[] {
  const documents = parseAllDocuments(text, { merge: true });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [fault] = document.errors;
    if (fault) {
      const [at] = fault.linePos ?? [];
      const place = at ? `, line ${at.line}, column ${at.col}` : '';
      const why = fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
      throw new ToolExit(1, `yq: Error running jq: ParserError: ${why}\n  in "${name}"${place}.\n`);
    }
    if (isAlias(document.contents)) return null;
    try {
      return (document.toJS({ maxAliasCount: MOST_ALIASES }) as JsonValue | undefined) ?? null;
    } catch (error) {
      throw new ToolExit(1, `yq: Error running jq: ${strerror(error)}\n  in "${name}".\n`);
    }
  });
}
