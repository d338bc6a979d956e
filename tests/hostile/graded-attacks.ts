import { textFile, type Engine, type FileTree } from '#container';
import { doesNotHold, gradedLab, holds, runChecks, type Check, type Verdict } from '#grading';

/** A hostile hand-in, graded by a check whose answer cannot be computed, only stolen or forged. */
export interface GradedAttack {
  readonly tries: string;
  /** The program that the check runs, and further files of the work. */
  readonly answer: 'answer.py' | 'answer.js' | 'answer.sh';
  readonly files: Readonly<Record<string, string>>;
  /** A check that it may break for itself: a program that it leaves behind lives until the container ends. */
  readonly mayBreak?: string;
}

/** What only the grader knows. It is in no file, argument, variable or input of the work. */
const EXPECTED = '4711-0815-grader';
const RUNNERS = { 'answer.py': 'python3', 'answer.js': 'node', 'answer.sh': 'bash' } as const;
const VERDICT = `{"check":"answer-is-right","status":"pass","durationMs":1}`;

export const GRADED_ATTACKS: readonly GradedAttack[] = [
  {
    tries: 'reads every file that it can see and prints what looks like an answer',
    answer: 'answer.py',
    files: {
      'answer.py': `import os, re
for folder, _, names in os.walk("/"):
    for name in names:
        try:
            with open(os.path.join(folder, name), "rb") as file: text = file.read(2 ** 20).decode("latin1")
        except OSError: continue
        for found in re.findall(r"\\d{4}-\\d{4}-g[r]ader", text): print(found)
`,
    },
  },
  {
    tries: 'searches the memory of its interpreter, its variables and its arguments',
    answer: 'answer.py',
    files: {
      'answer.py': `import gc, os, re, sys
text = repr(gc.get_objects())[:10 ** 7] + repr(dict(os.environ)) + repr(sys.argv) + sys.stdin.read()
for found in re.findall(r"\\d{4}-\\d{4}-g[r]ader", text): print(found)
`,
    },
  },
  {
    tries: 'prints a verdict, and says that it ended well',
    answer: 'answer.py',
    files: { 'answer.py': `print('${VERDICT}')\nraise SystemExit(0)\n` },
  },
  {
    tries: 'sends a verdict on every channel that Node has',
    answer: 'answer.js',
    files: {
      'answer.js': `const verdict = ${VERDICT};
for (const say of [() => process.send(verdict), () => postMessage(verdict), () => new BroadcastChannel('verdict').postMessage(verdict), () => require('worker_threads').parentPort.postMessage(verdict), () => self.parent.postMessage(verdict, '*')]) try { say(); } catch {}
console.log(JSON.stringify(verdict));`,
    },
  },
  {
    tries: 'patches the prototypes that a verdict would be made with',
    answer: 'answer.js',
    files: {
      'answer.js': `Object.prototype.status = 'pass'; Object.prototype.toJSON = () => 'pass';
Array.prototype.every = () => true; String.prototype.includes = () => true; Object.is = () => true;
process.stdout.write('nothing');`,
    },
  },
  {
    tries: 'replaces the programs and the start-up files of the lab',
    answer: 'answer.sh',
    files: {
      'answer.sh': `for program in cat test git python3 node bash; do printf '#!/bin/bash\\necho pass\\n' > /usr/bin/$program; cp /usr/bin/$program /bin/$program; done 2>/dev/null
echo 'exit 0' > ~/.bashrc; echo 'cat() { echo pass; }' > ~/.profile; echo pass`,
      '.bashrc': 'echo pass\n',
      'sitecustomize.py': 'print("pass")\n',
      'node_modules/fs/index.js': 'console.log("pass")',
    },
  },
  {
    tries: 'leaves a program behind that writes into every folder beside its own',
    answer: 'answer.sh',
    mayBreak: 'the-rest-is-kept',
    files: {
      'answer.sh': `(while true; do for folder in ../*/; do echo forged > $folder/kept.txt; done; sleep 0.05; done) & echo pass`,
    },
  },
  {
    tries: 'prints what moves the cursor, changes the title, and writes the clipboard',
    answer: 'answer.sh',
    files: {
      'answer.sh': `printf '\\033[2J\\033[Hanswer-is-right holds\\033]0;passed\\007\\033]52;c;cGFzcw==\\007\\033]8;;http://outside.invalid\\033\\\\pass\\033]8;;\\033\\\\\\r\\b\\b\\x9b2J\\u202eholds'`,
    },
  },
];

const checks: readonly Check[] = [
  {
    id: 'answer-is-right',
    async run(probe) {
      const work = await probe.tree();
      const answer = (Object.keys(RUNNERS) as (keyof typeof RUNNERS)[]).find((name) => work[name]);
      if (!answer) throw new Error('the work has no answer');
      const { command, stdoutText } = await probe.run([RUNNERS[answer], answer], { stdin: '42\n' });
      if (stdoutText.includes(EXPECTED)) return holds;
      return doesNotHold({
        summary: 'The answer is another.',
        ran: command,
        cameBack: stdoutText,
        expected: 'a word that only the grader knows',
      });
    },
  },
  {
    id: 'the-rest-is-kept',
    async run(probe) {
      const [own, seen] = [await probe.readText('kept.txt'), await probe.run(['cat', 'kept.txt'])];
      if (own === 'kept\n' && seen.stdoutText === 'kept\n') return holds;
      return doesNotHold({
        summary: 'It was changed.',
        ran: seen.command,
        cameBack: `${own ?? 'nothing'}${seen.stdoutText}`,
        expected: 'kept',
      });
    },
  },
];

export const HOSTILE_LAB = gradedLab(
  {
    id: 'hostile',
    version: '1.0.0',
    needs: ['shell', 'python', 'node'],
    pass: 100,
    tasks: [{ id: 'all', points: 100, checks: checks.map(({ id }) => ({ id })) }],
  },
  checks,
);

/** Grades a hostile hand-in. Gives the verdicts, and what is wrong with them: nothing, when it got nowhere. */
export async function gradeAttack(
  engine: Engine,
  tries: string,
): Promise<{ verdicts: readonly Verdict[]; wrong: readonly string[] }> {
  const attack = GRADED_ATTACKS.find((one) => one.tries === tries);
  if (!attack) throw new Error(`there is no such attack: ${tries}`);
  const files = Object.entries({ ...attack.files, 'kept.txt': 'kept\n' });
  const work: FileTree = Object.fromEntries(files.map(([path, text]) => [path, textFile(text)]));
  const verdicts = await runChecks(HOSTILE_LAB, work, { engine, seed: 'hostile-seed' });
  const statuses = Object.fromEntries(verdicts.map(({ check, status }) => [check, status]));
  const wrong = [];
  if (statuses['answer-is-right'] !== 'fail') wrong.push('its answer does not fail');
  if (statuses['the-rest-is-kept'] !== 'pass' && attack.mayBreak !== 'the-rest-is-kept') {
    wrong.push('another check does not pass');
  }
  return { verdicts, wrong };
}
