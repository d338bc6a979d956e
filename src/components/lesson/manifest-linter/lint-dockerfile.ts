import type { Finding } from './finding.ts';

/** One instruction, its continued lines joined. */
interface Instruction {
  readonly line: number;
  readonly keyword: string;
  readonly text: string;
}

const DIGEST = /@sha256:[0-9a-f]{64}\b/;
const SECRET = /\b\w*(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|CREDENTIAL)\w*/i;

/** What ought to be otherwise in a Dockerfile, by line. */
export function lintDockerfile(text: string): readonly Finding[] {
  const instructions = instructionsIn(text);
  const of = (...keywords: readonly string[]) =>
    instructions.filter(({ keyword }) => keywords.includes(keyword));
  const stages = of('FROM');
  if (stages.length === 0) {
    return [finding('from', 0, 'There is no FROM: this builds nothing.')];
  }
  const last = stages.at(-1)?.line ?? 0;
  const inLastStage = instructions.filter(({ line }) => line >= last);
  return [
    ...baseFindings(stages),
    ...of('ENV', 'ARG')
      .filter(({ text: words }) => SECRET.test(words))
      .map(({ line, text: words }) =>
        finding(
          'no-secret',
          line,
          `${SECRET.exec(words)?.[0] ?? ''} is written into the image’s configuration, where docker inspect prints it. Mount it for one instruction.`,
          'what can it break',
        ),
      ),
    ...of('COPY', 'ADD')
      .filter(
        ({ text: words }) => /^(?:--\S+\s+)*\.\/?\s/.test(words) && !words.includes('--from='),
      )
      .map(({ line }) =>
        finding(
          'copy-narrow',
          line,
          'The whole folder is copied: data, history and keys with it, and each changed comment installs all packages again.',
        ),
      ),
    ...of('RUN')
      .filter(({ text: words }) => /\bpip3? install\b/.test(words))
      .filter(({ text: words }) => !words.includes('--require-hashes'))
      .map(({ line }) =>
        finding(
          'by-hash',
          line,
          'Packages are installed without --require-hashes: whatever is newest today.',
        ),
      ),
    ...of('RUN')
      .filter(
        ({ text: words, line }) =>
          /^rm\b/.test(words) && of('COPY', 'ADD').some((one) => one.line < line),
      )
      .map(({ line }) =>
        finding(
          'deletes-nothing',
          line,
          'The earlier layer is shipped with the files in it; this one only hides them.',
          'what can it break',
        ),
      ),
    ...userFindings(inLastStage),
    ...inLastStage
      .filter(
        ({ keyword, text: words }) =>
          ['CMD', 'ENTRYPOINT'].includes(keyword) && !words.startsWith('['),
      )
      .map(({ line }) =>
        finding(
          'exec-form',
          line,
          'The shell form starts a shell, which need not pass the signal to stop on: requests under way are cut off.',
          'is it well',
        ),
      ),
    ...inLastStage
      .filter(
        ({ keyword, text: words }) => keyword !== 'FROM' && /--model[\s",=]+latest\b/.test(words),
      )
      .map(({ line }) => finding('model-version', line, 'latest is no model version.')),
  ].toSorted((a, b) => a.line - b.line);
}

function baseFindings(stages: readonly Instruction[]): readonly Finding[] {
  const names = stages.map(({ text }) => /\sAS\s+(\S+)/i.exec(text)?.[1]);
  return stages.flatMap(({ line, text }) => {
    const image = text.replace(/^(?:--\S+\s+)*/, '').split(/\s/)[0] ?? '';
    const isOwn = image === 'scratch' || names.includes(image);
    return isOwn || DIGEST.test(image)
      ? []
      : [
          finding(
            'base-by-digest',
            line,
            `${image} may be another image tomorrow. Name it by @sha256: and 64 digits.`,
          ),
        ];
  });
}

function userFindings(stage: readonly Instruction[]): readonly Finding[] {
  const users = stage.filter(({ keyword }) => keyword === 'USER');
  const user = users.at(-1);
  if (!user)
    return [
      finding(
        'user',
        0,
        'There is no USER in the last stage, so the program is root.',
        'what can it break',
      ),
    ];
  const [name = ''] = user.text.split(/[:\s]/);
  if (name === 'root' || name === '0') {
    return [finding('user', user.line, 'The program is root.', 'what can it break')];
  }
  return /^\d+$/.test(name)
    ? []
    : [
        finding(
          'user',
          user.line,
          `${name} is a name; the cluster can see that a number is not root, and cannot know it of a name.`,
          'what can it break',
        ),
      ];
}

const finding = (
  rule: string,
  line: number,
  says: string,
  concern: Finding['concern'] = 'what is it',
): Finding => ({ rule, concern, line, says });

/** Instructions by the rules of Docker: a backslash continues a line, lines that begin with # are comments. */
function instructionsIn(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let begun: { line: number; words: string } | undefined;
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const words = `${begun?.words ?? ''}${line.replace(/\\$/, ' ')}`;
    if (line.endsWith('\\')) {
      begun = { line: begun?.line ?? i + 1, words };
      continue;
    }
    const [keyword = ''] = words.split(/\s/);
    found.push({
      line: begun?.line ?? i + 1,
      keyword: keyword.toUpperCase(),
      text: words.slice(keyword.length).trim(),
    });
    begun = undefined;
  }
  return found;
}
