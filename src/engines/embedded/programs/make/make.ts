import { isFolder } from '../../kernel/inode.ts';
import { resolvePath } from '../../kernel/paths.ts';
import { readAll, ToolExit, type Tool, type ToolContext } from '../tool/tool.ts';
import { Builder, MakeStop } from './builder.ts';
import { Expansion } from './expansion.ts';
import { wildcard } from './wildcard.ts';
import { assign, MakefileReader } from './makefile.ts';
import { readAssignment } from './lines.ts';
import { MAKE_HELP, readMakeOrder, type MakeOrder } from './options.ts';
import { runRecipe } from './recipe.ts';
import { Rules } from './rules.ts';
import { MakeFault, Scope } from './variables.ts';

const EXIT_FAILED = 2;
const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];
const INHERITED = ['B', 'e', 'i', 'k', 'n', 'q', 's', 't'];

/** GNU's `make`, lab edition: one command at a time, and no rules of its own. */
export const make: Tool = async (context) => {
  const order = readMakeOrder([...flagsOfCaller(context), ...context.argv.slice(1)]);
  if (typeof order === 'string') throw new ToolExit(EXIT_FAILED, `make: ${order}`);
  if (order.flags.has('h')) {
    context.stdout(MAKE_HELP);
    return 0;
  }
  if (order.flags.has('v')) {
    context.stdout('GNU Make 4.3 (Plumbline lab edition)\n');
    return 0;
  }
  return new Making(context, order).run();
};

/** Options that a make above passes on; its variables come by the environment too. */
function flagsOfCaller({ env }: ToolContext): readonly string[] {
  const given = (env['MAKEFLAGS'] ?? '').trim();
  if (given === '') return [];
  const [letters = '', ...rest] = given.split(/\s+/);
  const words =
    letters.includes('=') || letters.startsWith('-')
      ? [letters, ...rest]
      : [`-${letters}`, ...rest];
  return words.filter((word) => word !== '-' && word !== '--');
}

class Making {
  readonly #context: ToolContext;
  readonly #order: MakeOrder;
  readonly #cwd: string;
  readonly #level: number;
  readonly #name: string;
  readonly #globals = new Scope();
  readonly #rules = new Rules();
  readonly #exported = new Set<string>();
  readonly #expansion: Expansion;
  readonly #reader: MakefileReader;

  constructor(context: ToolContext, order: MakeOrder) {
    this.#context = context;
    this.#order = order;
    this.#level = Number(context.env['MAKELEVEL'] ?? '0') || 0;
    this.#name = this.#level === 0 ? 'make' : `make[${this.#level}]`;
    this.#cwd = this.#enter();
    this.#expansion = new Expansion({
      shell: (command, scope) => this.#shell(command, scope),
      wildcard: (pattern) => this.#wildcard(pattern),
      abspath: (path) => resolvePath(this.#cwd, path),
      realpath: (path) => {
        const full = resolvePath(this.#cwd, path);
        return context.tree.exists(full) ? context.tree.realpath(full) : '';
      },
      evaluate: (text, scope) =>
        this.#reader.readText(this.#reader.place.file, text, scope, this.#reader.place.line),
      say: (fd, line) => {
        this.#say(fd, line);
      },
      place: () => this.#reader.place,
    });
    this.#reader = new MakefileReader({
      expansion: this.#expansion,
      rules: this.#rules,
      globals: this.#globals,
      exported: this.#exported,
      readText: (file) => {
        const node = context.tree.tryLookup(resolvePath(this.#cwd, file));
        return node?.data ? new TextDecoder().decode(node.data) : undefined;
      },
      wildcard: (pattern) => this.#wildcard(pattern),
      warn: (line) => {
        this.#say(2, line);
      },
    });
  }

  async run(): Promise<number> {
    const { flags, folders } = this.#order;
    const tells =
      flags.has('w') ||
      ((folders.length > 0 || this.#level > 0) && !flags.has('s') && !flags.has('no-w'));
    if (tells) this.#say(1, `${this.#name}: Entering directory '${this.#cwd}'`);
    const code = await this.#attempt();
    if (tells) this.#say(1, `${this.#name}: Leaving directory '${this.#cwd}'`);
    return code;
  }

  async #attempt(): Promise<number> {
    try {
      await this.#setVariables();
      await this.#readMakefiles();
      return await this.#build();
    } catch (error) {
      if (!(error instanceof MakeFault) && !(error instanceof MakeStop)) throw error;
      if (error.message !== '') this.#say(2, error.message.replace(/^make: /gm, `${this.#name}: `));
      return EXIT_FAILED;
    }
  }

  #say(fd: 1 | 2, line: string): void {
    if (fd === 1) this.#context.stdout(`${line}\n`);
    else this.#context.stderr(`${line}\n`);
  }

  #enter(): string {
    const { tree, cwd } = this.#context;
    return this.#order.folders.reduce((folder, one) => {
      const next = resolvePath(folder, one);
      const node = tree.tryLookup(next);
      if (node && isFolder(node)) return next;
      const why = node ? 'Not a directory' : 'No such file or directory';
      throw new ToolExit(EXIT_FAILED, `${this.#name}: *** ${one}: ${why}.  Stop.\n`);
    }, cwd);
  }

  #wildcard(pattern: string): readonly string[] {
    return wildcard(this.#context.tree, this.#cwd, pattern);
  }

  async #setVariables(): Promise<void> {
    const set = (name: string, value: string, origin: 'default' | 'environment') => {
      this.#globals.set(name, { value, isSimple: false, origin });
    };
    for (const [name, value] of Object.entries(this.#context.env)) {
      if (name !== 'SHELL' && name !== 'MAKEFLAGS')
        set(name, value.replaceAll('$', '$$$$'), 'environment');
    }
    set('SHELL', '/bin/sh', 'default');
    set('.SHELLFLAGS', '-c', 'default');
    set('MAKE', 'make', 'default');
    set('MAKE_VERSION', '4.3', 'default');
    set('MAKELEVEL', String(this.#level), 'environment');
    set('MAKECMDGOALS', this.#order.goals.join(' '), 'default');
    set('RM', 'rm -f', 'default');
    this.#globals.set('CURDIR', { value: this.#cwd, isSimple: true, origin: 'file' });
    const letters = INHERITED.filter((letter) => this.#order.flags.has(letter)).join('');
    set('MAKEFLAGS', letters, 'default');
    for (const word of this.#order.variables) {
      const assignment = readAssignment(word);
      if (!assignment) continue;
      await assign(assignment, {
        scope: this.#globals,
        expansion: this.#expansion,
        origin: 'command line',
      });
    }
  }

  async #readMakefiles(): Promise<void> {
    const { tree } = this.#context;
    const there = MAKEFILES.find((name) => tree.exists(resolvePath(this.#cwd, name)));
    const files = this.#order.files.length > 0 ? this.#order.files : there ? [there] : [];
    for (const file of files) {
      if (file === '-') {
        await this.#reader.readFile('-', new TextDecoder().decode(await readAll(this.#context)));
        continue;
      }
      const node = tree.tryLookup(resolvePath(this.#cwd, file));
      if (!node?.data) {
        throw new MakeFault(
          `make: ${file}: No such file or directory\nmake: *** No rule to make target '${file}'.  Stop.`,
        );
      }
      await this.#reader.readFile(file, new TextDecoder().decode(node.data));
    }
  }

  async #build(): Promise<number> {
    const { goals, flags } = this.#order;
    const chosen = (await this.#expansion.value('.DEFAULT_GOAL', this.#globals)).trim();
    const first = chosen || this.#rules.firstTarget;
    if (goals.length === 0 && first === undefined) {
      throw new MakeFault(
        this.#reader.read.length === 0
          ? 'make: *** No targets specified and no makefile found.  Stop.'
          : 'make: *** No targets.  Stop.',
      );
    }
    const builder = new Builder({
      tree: this.#context.tree,
      cwd: this.#cwd,
      rules: this.#rules,
      globals: this.#globals,
      flags,
      name: this.#name,
      say: (fd, line) => {
        this.#say(fd, line);
      },
      runRecipe: (rule, scope) =>
        runRecipe(
          {
            context: this.#context,
            cwd: this.#cwd,
            expansion: this.#expansion,
            rules: this.#rules,
            flags,
            name: this.#name,
            environment: (inner) => this.#environment(inner),
            at: (line) => {
              this.#reader.place = line.place;
            },
          },
          rule,
          scope,
        ),
    });
    let worked = true;
    for (const goal of goals.length > 0 ? goals : [first ?? '']) {
      worked = (await builder.goal(goal)) && worked;
    }
    builder.removeIntermediates();
    if (!worked) return EXIT_FAILED;
    return builder.needsWork ? 1 : 0;
  }

  /** What commands see: the environment as the makefile has it now, and what is exported. */
  async #environment(scope: Scope): Promise<Readonly<Record<string, string>>> {
    const { env } = this.#context;
    const given = this.#order.variables.map((word) => readAssignment(word)?.name ?? '');
    const all = this.#exported.has('*') || this.#rules.special.has('.EXPORT_ALL_VARIABLES');
    const names = new Set([
      ...Object.keys(env),
      ...given,
      ...this.#exported,
      ...(all ? scope.names().filter((name) => scope.get(name)?.origin === 'file') : []),
    ]);
    const result: Record<string, string> = {};
    for (const name of names) {
      if (!/^[A-Za-z_]\w*$/.test(name) || name === 'SHELL') continue;
      result[name] = await this.#expansion.value(name, scope);
    }
    const flags = [
      this.#globals.get('MAKEFLAGS')?.value ?? '',
      ...this.#order.variables.map(quotedWord),
    ];
    return {
      ...result,
      ...(env['SHELL'] === undefined ? {} : { SHELL: env['SHELL'] }),
      MAKELEVEL: String(this.#level + 1),
      MAKEFLAGS: flags.join(' ').trimEnd(),
    };
  }

  async #shell(command: string, scope: Scope): Promise<string> {
    const shell = (await this.#expansion.value('SHELL', scope)).trim() || '/bin/sh';
    const { stdout } = await this.#context.run([shell, '-c', command], {
      cwd: this.#cwd,
      env: this.#context.env,
      captures: true,
    });
    return new TextDecoder().decode(stdout);
  }
}

/** Words of `MAKEFLAGS` are split at blanks: a value with one cannot be passed on so. */
const quotedWord = (word: string): string => (/\s/.test(word) ? '' : word);
