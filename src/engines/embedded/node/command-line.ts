/** What `node` was asked to do. */
export interface CommandLine {
  readonly action: 'run' | 'eval' | 'test' | 'version' | 'help' | 'check';
  readonly file: string | undefined;
  readonly args: readonly string[];
  readonly execArgv: readonly string[];
  readonly source: string | undefined;
  readonly prints: boolean;
  readonly isModule: boolean;
  readonly requires: readonly string[];
  readonly reporter: string | undefined;
  readonly namePatterns: readonly string[];
  readonly skipPatterns: readonly string[];
  readonly only: boolean;
}

export const HELP = `Usage: node [options] [script.js] [arguments]
       node --test [files]

Options:
  -e, --eval=...              evaluate a script
  -p, --print=...             evaluate a script and print its result
  --input-type=...            commonjs or module, for --eval and standard input
  -r, --require=...           load a file before the program
  --test                      run test files
  --test-name-pattern=...     run tests whose name matches
  --test-skip-pattern=...     leave out tests whose name matches
  --test-only                 run tests that are marked as only
  --test-reporter=...         spec or tap
  -v, --version               print the version
  -h, --help                  print this

This is the Node of a lab: what runs and what does not is in the lab's help.
`;

/** Flags that change nothing here. */
const WITHOUT_EFFECT =
  /^--(?:no-)?(?:enable-source-maps|experimental-[\w-]+|trace-[\w-]+|warnings|deprecation|strip-types|unhandled-rejections=throw|stack-trace-limit=\d+|max-old-space-size=\d+|test-force-exit|test-concurrency=\d+)$/;
const WITH_VALUE =
  /^(?:-e|--eval|-p|--print|-pe|-r|--require|--import|--input-type|--test-reporter|--test-(?:name|skip)-pattern|--test-reporter-destination)$/;

/** Reads the arguments of `node`, or says what is wrong with them as Node does. */
export function readCommandLine(args: readonly string[]): CommandLine | string {
  const rest = [...args];
  const execArgv: string[] = [];
  const requires: string[] = [];
  const namePatterns: string[] = [];
  const skipPatterns: string[] = [];
  let line = {
    action: 'run' as CommandLine['action'],
    source: undefined as string | undefined,
    prints: false,
    isModule: false,
    reporter: undefined as string | undefined,
    only: false,
  };
  while (rest[0]?.startsWith('-') === true && rest[0] !== '-') {
    const given = rest.shift() ?? '';
    if (given === '--') break;
    execArgv.push(given);
    const equals = given.startsWith('--') ? given.indexOf('=') : -1;
    const name = equals < 0 ? given : given.slice(0, equals);
    let value = equals < 0 ? undefined : given.slice(equals + 1);
    if (WITHOUT_EFFECT.test(given)) continue;
    if (WITH_VALUE.test(name)) {
      if (value === undefined && rest.length > 0) {
        value = rest.shift();
        execArgv.push(value ?? '');
      }
      if (value === undefined && name !== '-p' && name !== '--print')
        return `${name} requires an argument`;
    }
    if (/^(?:-e|--eval)$/.test(name)) line = { ...line, action: 'eval', source: value };
    else if (/^(?:-p|--print|-pe)$/.test(name))
      line = { ...line, action: 'eval', source: value ?? '', prints: true };
    else if (/^(?:-r|--require|--import)$/.test(name)) requires.push(value ?? '');
    else if (name === '--input-type') line.isModule = /^module/.test(value ?? '');
    else if (name === '--test') line.action = 'test';
    else if (name === '--test-only') line.only = true;
    else if (name === '--test-reporter') line.reporter = value;
    else if (name === '--test-name-pattern') namePatterns.push(value ?? '');
    else if (name === '--test-skip-pattern') skipPatterns.push(value ?? '');
    else if (name === '--test-reporter-destination') continue;
    else if (/^(?:-v|--version)$/.test(name)) line.action = 'version';
    else if (/^(?:-h|--help)$/.test(name)) line.action = 'help';
    else if (/^(?:-c|--check)$/.test(name)) line.action = 'check';
    else return `bad option: ${given}`;
  }
  const file = rest.shift();
  return { ...line, file, args: rest, execArgv, requires, namePatterns, skipPatterns };
}
