import { isFile } from '../../kernel/tree.ts';
import { print } from '../core/output.ts';
import { absolute, state } from '../core/process-state.ts';
import { folderOf, packageOf, readPackage, readText, type PackageJson } from '../loader/resolve.ts';
import { ChildProcess } from '../modules/child-process.ts';
import { exitWith, process } from '../modules/process.ts';

const VERSION = '11.6.0';

const USAGE = `npm <command>

Usage:

npm test               run this project's tests
npm start              run this project's start script
npm run <foo>          run the script named <foo>
npm run                list the scripts
npm ls                 list the packages that are there
npx <bin>              run a program of a package

npm@${VERSION}, lab edition: packages come with the lab
`;

/** Words for everything that would need a registry. */
const NO_REGISTRY = (command: string): string =>
  `npm error code ENOTINLAB\nnpm error \`npm ${command}\` needs a network, and this lab has none: packages come with the lab.\nnpm error What is there stands in node_modules; see it with: npm ls\n`;

const REGISTRY_COMMANDS =
  /^(?:i|in|ins|inst|install|add|ci|clean-install|update|up|upgrade|uninstall|remove|rm|un|publish|login|logout|adduser|view|v|info|show|search|audit|outdated|pack|link|exec|x|create|dedupe|fund|owner|whoami|ping|star|token|unpublish|deprecate|dist-tag|doctor|rebuild|prune)$/;

function end(code: number, text: string): never {
  print(code === 0 ? 1 : 2, text);
  return exitWith(code);
}

function project(): PackageJson {
  const found = packageOf(state.cwd);
  if (found) return found;
  const path = `${state.cwd}/package.json`;
  return end(
    254,
    `npm error code ENOENT\nnpm error syscall open\nnpm error path ${path}\nnpm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'\n`,
  );
}

/** `npm`: scripts of the project; all that needs a registry says that there is none. */
export function runNpm(args: readonly string[]): void {
  const silent = args.some((arg) => /^(?:-s|--silent)$/.test(arg));
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const passed = dashes < 0 ? [] : args.slice(dashes + 1);
  const [command, ...rest] = own.filter((arg) => !/^(?:-s|--silent|--if-present)$/.test(arg));
  const ifPresent = own.includes('--if-present');
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    end(command === undefined ? 1 : 0, USAGE);
  }
  if (command === '--version' || command === '-v') end(0, `${VERSION}\n`);
  if (/^(?:run|run-script|rum|urn)$/.test(command)) {
    const [name, ...more] = rest;
    if (name === undefined) listScripts();
    else runScript(name, [...more, ...passed], { silent, ifPresent });
  } else if (/^(?:test|t|tst)$/.test(command))
    runScript('test', [...rest, ...passed], { silent, ifPresent });
  else if (command === 'start') runScript('start', [...rest, ...passed], { silent, ifPresent });
  else if (command === 'stop' || command === 'restart')
    runScript(command, [...rest, ...passed], { silent, ifPresent });
  else if (command === 'ls' || command === 'list') listPackages();
  else if (command === 'root') end(0, `${project().folder}/node_modules\n`);
  else if (command === 'prefix') end(0, `${project().folder}\n`);
  else if (command === 'bin') end(0, `${project().folder}/node_modules/.bin\n`);
  else if (command === 'init')
    end(
      1,
      'npm error npm init asks questions that a file answers better: write package.json in the editor.\n',
    );
  else if (REGISTRY_COMMANDS.test(command)) end(1, NO_REGISTRY(command));
  else
    end(
      1,
      `Unknown command: "${command}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`,
    );
}

const scriptsOf = (found: PackageJson): Readonly<Record<string, string>> =>
  found.data.scripts ?? {};

function listScripts(): void {
  const found = project();
  const names = Object.keys(scriptsOf(found));
  if (names.length === 0) end(0, '');
  const lines = names.map((name) => `  ${name}\n    ${scriptsOf(found)[name] ?? ''}\n`);
  end(0, `Scripts available in ${label(found)} via \`npm run\`:\n${lines.join('')}`);
}

const label = (found: PackageJson): string => {
  const { version } = found.data as { version?: string };
  return `${found.data.name ?? ''}${version === undefined ? '' : `@${version}`}`;
};

function runScript(
  name: string,
  args: readonly string[],
  options: { silent: boolean; ifPresent: boolean },
): void {
  const found = project();
  const scripts = scriptsOf(found);
  const script =
    scripts[name] ??
    (name === 'start' && state.tree.exists(`${found.folder}/server.js`)
      ? 'node server.js'
      : undefined);
  if (script === undefined) {
    if (options.ifPresent) exitWith(0);
    if (name === 'test' || name === 'start')
      end(
        1,
        `npm error Missing script: "${name}"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n`,
      );
    const near = Object.keys(scripts).filter((one) => one.startsWith(name.slice(0, 2)));
    const hint =
      near.length === 0
        ? ''
        : `npm error\nnpm error Did you mean ${near.length > 1 ? 'one of these' : 'this'}?\n${near.map((one) => `npm error   npm run ${one} # run the "${one}" package script\n`).join('')}`;
    end(
      1,
      `npm error Missing script: "${name}"\n${hint}npm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n`,
    );
  }
  const steps = [`pre${name}`, name, `post${name}`].filter(
    (one) => one === name || scripts[one] !== undefined,
  );
  const runStep = (index: number): void => {
    const step = steps[index];
    if (step === undefined) return;
    const line = step === name ? [script, ...args.map(quoted)].join(' ') : (scripts[step] ?? '');
    if (!options.silent)
      print(1, `\n> ${label(found)}${label(found) === '' ? '' : ' '}${step}\n> ${line}\n\n`);
    const child = new ChildProcess(
      'bash',
      ['-c', line],
      { cwd: found.folder, env: environment(found, step, line) },
      ['inherit', 'inherit', 'inherit'],
      false,
    );
    child.on('exit', (code: number | null, signal: string | null) => {
      if (code === 0) runStep(index + 1);
      else exitWith(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  };
  runStep(0);
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

function environment(found: PackageJson, event: string, line: string): Record<string, string> {
  const { version } = found.data as { version?: string };
  return {
    ...state.env,
    PATH: `${binFolders(found.folder).join(':')}:${state.env['PATH'] ?? ''}`,
    INIT_CWD: state.cwd,
    NODE: process.execPath,
    npm_lifecycle_event: event,
    npm_lifecycle_script: line,
    npm_package_name: found.data.name ?? '',
    npm_package_version: version ?? '',
    npm_package_json: found.path,
    npm_execpath: '/usr/local/bin/npm',
    npm_node_execpath: process.execPath,
    npm_command: 'run-script',
    npm_config_user_agent: `npm/${VERSION} node/${process.version} linux x64`,
  };
}

function binFolders(folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; ; at = folderOf(at)) {
    folders.push(at === '/' ? '/node_modules/.bin' : `${at}/node_modules/.bin`);
    if (at === '/') return folders;
  }
}

function packagesIn(folder: string): PackageJson[] {
  const home = `${folder}/node_modules`;
  if (!state.tree.exists(home)) return [];
  return state.tree
    .readdir(home)
    .flatMap((name) =>
      name.startsWith('@')
        ? state.tree.readdir(`${home}/${name}`).map((inner) => `${name}/${inner}`)
        : [name],
    )
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => readPackage(`${home}/${name}`) ?? []);
}

function listPackages(): void {
  const found = project();
  const packages = packagesIn(found.folder);
  const lines = packages.map(
    (one, index) => `${index === packages.length - 1 ? '└──' : '├──'} ${label(one)}\n`,
  );
  end(
    0,
    `${label(found)} ${found.folder}\n${lines.length === 0 ? '└── (empty)\n' : lines.join('')}\n`,
  );
}

/** `npx`: a program of the project's packages, or of the project itself. */
export function runNpx(args: readonly string[]): void {
  const rest = [...args];
  while (rest[0]?.startsWith('-') === true) {
    const flag = rest.shift() ?? '';
    if (/^(?:-v|--version)$/.test(flag)) end(0, `${VERSION}\n`);
    if (/^(?:-p|--package)$/.test(flag)) rest.shift();
  }
  const [given, ...more] = rest;
  if (given === undefined) end(1, USAGE);
  const name = given.replace(/(?<=.)@[^/]*$/, '');
  const file = binNamed(name);
  if (file === undefined) {
    end(
      1,
      `npm error could not determine executable to run\nnpm error "${name}" is no program of the packages that are here. Packages come with the lab: there is no network to fetch one from.\n`,
    );
  }
  const [firstLine = ''] = readText(file).split('\n', 1);
  const isForOther = firstLine.startsWith('#!') && !/\bnode\b/.test(firstLine);
  const child = new ChildProcess(
    isForOther ? file : 'node',
    isForOther ? more : [file, ...more],
    {},
    ['inherit', 'inherit', 'inherit'],
    false,
  );
  child.on('exit', (code: number | null, signal: string | null) => {
    exitWith(code ?? (signal === 'SIGINT' ? 130 : 1));
  });
}

function binNamed(name: string): string | undefined {
  const found = packageOf(state.cwd);
  for (const folder of binFolders(state.cwd)) {
    const path = `${folder}/${name}`;
    const node = state.tree.tryLookup(path);
    if (node && isFile(node)) return state.tree.realpath(path);
  }
  const candidates = found ? [found, ...packagesIn(found.folder)] : [];
  for (const one of candidates) {
    const { bin } = one.data;
    const target =
      typeof bin === 'string'
        ? (one.data.name ?? '').replace(/^@[^/]+\//, '') === name
          ? bin
          : undefined
        : typeof bin === 'object' && bin !== null
          ? (bin as Record<string, string>)[name]
          : undefined;
    if (target !== undefined) return absolute(`${one.folder}/${target}`);
  }
  return undefined;
}
