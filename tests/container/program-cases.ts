import { equal, includes } from './assertions.ts';
import type { Boot, ContractCase } from './contract.ts';
import { run, Terminal } from './terminal.ts';

export const PROGRAM_CASES: readonly ContractCase[] = [
  {
    title: 'Python runs a script, reads the files and writes them',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.mount({
        'double.py': {
          file: {
            contents:
              'import sys, pathlib\n' +
              'text = pathlib.Path("in.txt").read_text()\n' +
              'pathlib.Path("out").mkdir()\n' +
              'pathlib.Path("out/twice.txt").write_text(text * 2)\n' +
              'print(sys.argv[1:])\nsys.exit(4)\n',
          },
        },
        'in.txt': { file: { contents: 'ab' } },
      });
      equal(await run(container, 'python3', ['double.py', 'x y']), {
        exitCode: 4,
        output: "['x y']\n",
      });
      equal(await container.fs.readFile('out/twice.txt', 'utf8'), 'abab');
    },
  },
  {
    title: 'Python stands in a pipe of the shell',
    run: async (boot: Boot): Promise<void> => {
      const line = `printf '1\\n2\\n3\\n' | python3 -c 'import sys; print(sum(map(int, sys.stdin)))' | tr 6 s`;
      equal(await run(await boot(), 'bash', ['-c', line]), { exitCode: 0, output: 's\n' });
    },
  },
  {
    title: 'a loop in Python is killed from the terminal, and files and shell are as before',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const terminal = await Terminal.open(container);
      await terminal.until('$ ');
      await terminal.type('echo kept > kept.txt\r');
      await terminal.until('$ ');
      await terminal.type(`python3 -c 'print("be" + "gins", flush=True)\nwhile True: pass'\r`);
      await terminal.until('begins\r\n');
      await terminal.type('\u0003');
      await terminal.until('^C');
      await terminal.until('$ ');
      await terminal.type('echo "$? $(cat kept.txt)"\r');
      await terminal.until('130 kept\r\n');
      terminal.process.kill();
    },
  },
  {
    title: 'a Python program that prints without end is stopped with words',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { exitCode, output } = await run(container, 'python3', [
        '-c',
        'while True: print("x" * 9999)',
      ]);
      equal(exitCode, 137);
      includes(output.slice(-100), 'python3: stopped: it printed more than 32 MB.');
      equal((await run(container, 'echo', ['usable'])).output, 'usable\n');
    },
  },
  {
    title: 'a file that Python may not make is named, and the others are kept',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { output } = await run(container, 'python3', [
        '-c',
        'open("good.txt", "w").write("good")\ntry:\n    open("bad\\nname", "w")\nexcept OSError as error:\n    print("refused")\n',
      ]);
      includes(output, 'refused');
      equal(await container.fs.readdir('.'), ['good.txt']);
    },
  },
  {
    title: 'Python has the packages of every lab',
    run: async (boot: Boot): Promise<void> => {
      const program = [
        'import uvicorn, yaml',
        'print(yaml.__version__, uvicorn.__version__)',
        'print(yaml.safe_load("stages: [{cmd: train, deps: [a, b]}]"))',
        'print(yaml.safe_dump({"b": [1, "two"], "a": None}), end="")',
      ].join('\n');
      equal(await run(await boot(), 'python3', ['-c', program]), {
        exitCode: 0,
        output:
          "6.0 0.38.0+lab\n{'stages': [{'cmd': 'train', 'deps': ['a', 'b']}]}\na: null\nb:\n- 1\n- two\n",
      });
    },
  },
  {
    title: 'the lab editions of dvc and mlreg are programs of the shell, and yq, make and tar too',
    run: async (boot: Boot): Promise<void> => {
      const script = [
        'set -e',
        'git init -q -b main',
        'dvc init -q && dvc version',
        'mlreg --version',
        'echo "a: [1, 2]" | yq -c .',
        'printf "all:\\n\\t@echo made\\n" > Makefile && make',
        'mkdir in && echo kept > in/file && tar czf in.tgz in && rm -r in && tar xzf in.tgz && cat in/file',
      ].join('\n');
      equal(await run(await boot(), 'bash', ['-c', script]), {
        exitCode: 0,
        output:
          '3.x files (Plumbline lab edition of DVC)\n' +
          '3.x file store (Plumbline lab edition of the MLflow model registry)\n' +
          '{"a":[1,2]}\nmade\nkept\n',
      });
    },
  },
  {
    title: 'Node runs modules, serves and asks a port of the lab, and writes files',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.mount({
        'lib.ts': { file: { contents: 'export const twice = (n: number): number => n * 2;\n' } },
        'serve.mjs': {
          file: {
            contents:
              "import http from 'node:http';\n" +
              "import { writeFileSync } from 'node:fs';\n" +
              "import { twice } from './lib.ts';\n" +
              'const server = http.createServer((request, response) => response.end(String(twice(21))));\n' +
              'server.listen(3000, async () => {\n' +
              "  const text = await (await fetch('http://localhost:3000/')).text();\n" +
              "  writeFileSync('answer.txt', text);\n" +
              "  server.close(() => console.log('closed', text));\n" +
              '});\n',
          },
        },
      });
      equal(await run(container, 'node', ['serve.mjs']), { exitCode: 0, output: 'closed 42\n' });
      equal(await container.fs.readFile('answer.txt', 'utf8'), '42');
    },
  },
  {
    title: 'git keeps a history',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const script = [
        'git init -q -b main',
        'git config user.name Mara',
        'git config user.email mara@harborlight.example',
        'echo 1 > a.txt',
        'git add a.txt',
        'git commit -q -m "First"',
        'git tag data-january',
        'git log --format=%s',
        'git tag',
        'git status --short',
      ].join(' && ');
      equal(await run(container, 'bash', ['-c', script]), {
        exitCode: 0,
        output: 'First\ndata-january\n',
      });
      equal((await run(container, 'git', ['ls-files'])).output, 'a.txt\n');
    },
  },
];
