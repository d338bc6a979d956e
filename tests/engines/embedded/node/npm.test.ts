import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LabContainer } from '#container';
import { createEmbeddedEngine } from '#engines';
import { run } from '../../../container/terminal.ts';

const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'harbor',
    version: '1.2.0',
    type: 'module',
    bin: { harbor: 'cli.js' },
    scripts: {
      prebuild: 'echo before',
      build: 'node build.js',
      postbuild: 'cat built.txt',
      test: 'node --test',
      greet: 'greet',
      show: 'echo "$npm_package_name $npm_lifecycle_event"',
      fail: 'exit 7',
    },
  }),
  'build.js':
    "import { writeFileSync } from 'node:fs';\nwriteFileSync('built.txt', process.argv.slice(2).join('|') + '\\n');\n",
  'cli.js': '#!/usr/bin/env node\nconsole.log("harbor", ...process.argv.slice(2));\n',
  'sum.test.js':
    "import { test } from 'node:test';\nimport assert from 'node:assert';\ntest('sum', () => assert.equal(1 + 1, 3));\n",
  'node_modules/greeter/package.json': JSON.stringify({
    name: 'greeter',
    version: '2.0.0',
    bin: { greet: 'greet.js' },
  }),
  'node_modules/greeter/greet.js':
    '#!/usr/bin/env node\nconsole.log("hello", process.argv[2] ?? "nobody");\n',
  'node_modules/.bin/greet': '#!/bin/sh\nexec node node_modules/greeter/greet.js "$@"\n',
};

describe('npm and npx in a lab', () => {
  const engine = createEmbeddedEngine();
  let container: LabContainer;
  before(async () => {
    container = await engine.boot();
    for (const [path, text] of Object.entries(FILES)) {
      const folder = path.split('/').slice(0, -1).join('/');
      if (folder !== '') await container.fs.mkdir(folder, { recursive: true });
      await container.fs.writeFile(path, text);
    }
    await run(container, 'chmod', ['+x', 'node_modules/.bin/greet']);
  });
  after(() => {
    container.teardown();
    engine.dispose();
  });
  const npm = async (...args: string[]): Promise<{ exitCode: number; output: string }> => {
    const { exitCode, output } = await run(
      container,
      args[0] === 'npx' ? 'npx' : 'npm',
      args[0] === 'npx' ? args.slice(1) : args,
    );
    return { exitCode, output: output.replaceAll('\r\n', '\n') };
  };

  test('npm run NAME runs the script between its pre and post, with the arguments after --', async () => {
    assert.deepEqual(await npm('run', 'build', '--', 'a b', 'c'), {
      exitCode: 0,
      output:
        "\n> harbor@1.2.0 prebuild\n> echo before\n\nbefore\n\n> harbor@1.2.0 build\n> node build.js 'a b' c\n\n\n> harbor@1.2.0 postbuild\n> cat built.txt\n\na b|c\n",
    });
  });

  test('scripts find programs of packages, and know their package', async () => {
    assert.deepEqual(await npm('run', '-s', 'greet', '--', 'Ada'), {
      exitCode: 0,
      output: 'hello Ada\n',
    });
    assert.deepEqual(await npm('run', '--silent', 'show'), {
      exitCode: 0,
      output: 'harbor show\n',
    });
  });

  test('npm test runs the tests, and fails with them; a script’s exit code is npm’s', async () => {
    const { exitCode, output } = await npm('test');
    assert.equal(exitCode, 1);
    assert.match(output, /^\n> harbor@1\.2\.0 test\n> node --test\n\n✖ sum /);
    assert.match(output, /\nℹ fail 1\n/);
    assert.equal((await npm('run', '-s', 'fail')).exitCode, 7);
  });

  test('a script that is not there is said with those that are near', async () => {
    assert.deepEqual(await npm('run', 'buidl'), {
      exitCode: 1,
      output:
        'npm error Missing script: "buidl"\nnpm error\nnpm error Did you mean this?\nnpm error   npm run build # run the "build" package script\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n',
    });
    assert.match(
      (await npm('run')).output,
      /^Scripts available in harbor@1\.2\.0 via `npm run`:\n {2}prebuild\n {4}echo before\n/,
    );
  });

  test('npx runs programs of the packages and of the project itself, and no other', async () => {
    assert.deepEqual(await npm('npx', 'greet', 'Bo'), { exitCode: 0, output: 'hello Bo\n' });
    assert.deepEqual(await npm('npx', 'harbor', 'x'), { exitCode: 0, output: 'harbor x\n' });
    const { exitCode, output } = await npm('npx', 'cowsay');
    assert.equal(exitCode, 1);
    assert.match(
      output,
      /"cowsay" is no program of the packages that are here\. Packages come with the lab/,
    );
  });

  test('npm install and its like say that packages come with the lab', async () => {
    for (const args of [
      ['install'],
      ['i', 'left-pad'],
      ['ci'],
      ['add', 'x'],
      ['update'],
      ['publish'],
    ]) {
      const { exitCode, output } = await npm(...args);
      assert.equal(exitCode, 1);
      assert.equal(
        output,
        `npm error code ENOTINLAB\nnpm error \`npm ${args[0]}\` needs a network, and this lab has none: packages come with the lab.\nnpm error What is there stands in node_modules; see it with: npm ls\n`,
      );
    }
    assert.match((await npm('ls')).output, /^harbor@1\.2\.0 \/home\/lab\n└── greeter@2\.0\.0\n/);
  });
});
