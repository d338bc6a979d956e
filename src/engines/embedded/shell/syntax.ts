import { Bash, InMemoryFs } from 'just-bash/browser';

/** just-bash's syntax tree, by the only names that its browser bundle gives away. */
export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
export type Pipeline = Statement['pipelines'][number];
export type Command = Pipeline['commands'][number];
export type SimpleCommand = Extract<Command, { type: 'SimpleCommand' }>;
export type FunctionDefinition = Extract<Command, { type: 'FunctionDef' }>;
export type Word = NonNullable<SimpleCommand['name']>;
export type Redirection = SimpleCommand['redirections'][number];

export type Parsed =
  | { readonly kind: 'complete'; readonly script: Script }
  /** More lines must follow: an open quote, here-document or compound command. */
  | { readonly kind: 'incomplete' }
  /** `message` in bash's words, with its newline. */
  | { readonly kind: 'wrong'; readonly message: string };

/** A Bash that runs nothing: it is there for its parser, which just-bash does not export. */
let parser: Bash | undefined;
let parsed: Script | undefined;

function makeParser(): Bash {
  const bash = new Bash({ fs: new InMemoryFs(), commands: [], defenseInDepth: false });
  bash.registerTransformPlugin({
    name: 'parse-only',
    transform: ({ ast }) => {
      parsed = ast;
      return { ast: { ...ast, statements: [] } };
    },
  });
  return bash;
}

/** Parses source as it stands (here-documents keep their indentation). */
export async function parse(source: string): Promise<Parsed> {
  if (endsInBackslash(source)) return { kind: 'incomplete' };
  parser ??= makeParser();
  parsed = undefined;
  // `exec` parses before it first waits, so that calls from elsewhere cannot come between.
  const running = parser.exec(source, { rawScript: true });
  const script = parsed as Script | undefined;
  let stderr: string;
  try {
    ({ stderr } = await running);
  } catch (error) {
    // The parser gave up for a reason of its own (nesting too deep for the stack).
    return { kind: 'wrong', message: `bash: ${reason(error)}\n` };
  }
  if (script === undefined) {
    if (stderr === '') return { kind: 'complete', script: { type: 'Script', statements: [] } };
    return isAtEnd(stderr, source)
      ? { kind: 'incomplete' }
      : { kind: 'wrong', message: inBashWords(stderr) };
  }
  if (isUnfinished(script)) return { kind: 'incomplete' };
  return { kind: 'complete', script };
}

/** The error that just-bash puts off until the statement would run: a shell that reads whole lines tells it at once. */
export function deferredError(script: Script): string | undefined {
  const wrong = script.statements.find((statement) => statement.deferredError);
  const token = wrong?.deferredError?.token;
  return token === undefined
    ? undefined
    : `bash: syntax error near unexpected token \`${token === '\n' ? 'newline' : token}'\n`;
}

/** The text of a word that is only literal text (quoted or not); `undefined` when the shell has to expand it. */
export function literalText(word: Word | null | undefined): string | undefined {
  if (!word) return undefined;
  let text = '';
  for (const part of word.parts) {
    if (part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'Escaped') {
      text += part.value;
    } else if (part.type === 'DoubleQuoted') {
      const inner = literalText({ type: 'Word', parts: part.parts });
      if (inner === undefined) return undefined;
      text += inner;
    } else return undefined;
  }
  return text;
}

export const literalWord = (text: string): Word => ({
  type: 'Word',
  parts: [{ type: 'SingleQuoted', value: text }],
});

/** A statement that is one command. */
export const statementOf = (command: Command): Statement => ({
  type: 'Statement',
  pipelines: [{ type: 'Pipeline', commands: [command], negated: false }],
  operators: [],
  background: false,
});

/** Source text of statements, as just-bash writes it. */
export function sourceOf(statements: readonly Statement[]): string {
  const writer = new Bash({ fs: new InMemoryFs(), commands: [], defenseInDepth: false });
  writer.registerTransformPlugin({
    name: 'write',
    transform: ({ ast }) => ({ ast: { ...ast, statements: [...statements] } }),
  });
  return writer.transform(':').script;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function endsInBackslash(source: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\\n?$/.test(source) && !/(?:^|\s)#[^\n]*$/.test(source);
}

function isAtEnd(message: string, source: string): boolean {
  if (/unexpected EOF|got EOF/.test(message)) return true;
  const place = /Parse error at (\d+):(\d+)/.exec(message);
  if (!place) return false;
  const lines = source.replace(/[\s;]+$/, '').split('\n');
  const [line, column] = [Number(place[1]), Number(place[2])];
  return line > lines.length || (line === lines.length && column > (lines.at(-1) ?? '').length);
}

function isUnfinished(script: Script): boolean {
  const last = script.statements.at(-1);
  if (!last) return false;
  if (last.operators.length >= last.pipelines.length) return true;
  const pipeline = last.pipelines.at(-1);
  const command = pipeline?.commands.at(-1);
  const several = last.pipelines.length > 1 || (pipeline?.commands.length ?? 0) > 1;
  if (several && command?.type === 'SimpleCommand' && isEmpty(command)) return true;
  return script.statements.some(hasOpenHereDocument);
}

const isEmpty = (command: SimpleCommand): boolean =>
  command.name === null && command.assignments.length === 0 && command.redirections.length === 0;

/** Anywhere in the statement, as here-documents may stand inside compound commands. */
function hasOpenHereDocument(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasOpenHereDocument);
  if (typeof value !== 'object' || value === null) return false;
  if ('type' in value && value.type === 'HereDoc' && 'terminated' in value) {
    if (value.terminated === false) return true;
  }
  return Object.values(value).some(hasOpenHereDocument);
}

function inBashWords(message: string): string {
  const token = /syntax error near unexpected token [`'](.*)'/s.exec(message)?.[1];
  if (token !== undefined) return `bash: syntax error near unexpected token \`${token}'\n`;
  return message.replace(/^bash: syntax error: Parse error at \d+:\d+: /, 'bash: syntax error: ');
}
