/** What a command line of `yq` asks for; what it does not know itself goes to jq. */
export interface YqOrder {
  readonly toYaml: boolean;
  readonly inPlace: boolean;
  readonly indentless: boolean;
  readonly width: number;
  readonly grammar: '1.1' | '1.2';
  readonly wants: 'help' | 'version' | undefined;
  /** Options of jq, and its filter. */
  readonly jq: readonly string[];
  readonly files: readonly string[];
  readonly readsNothing: boolean;
}

export const YQ_USAGE = `usage: yq [-h] [--yaml-output] [--yaml-roundtrip]
          [--yaml-output-grammar-version {1.1,1.2}] [--width WIDTH]
          [--indentless-lists] [--in-place] [--version]
          [jq_filter] [files ...]
`;

export const YQ_HELP = `${YQ_USAGE}
Reads YAML, gives it to jq as JSON, and shows what jq makes of it.

  -y, --yaml-output    show it as YAML
  -i, --in-place       write it into the files (with -y)
  -w, --width WIDTH    fold YAML past WIDTH columns
      --indentless-lists
      --yaml-output-grammar-version {1.1,1.2}
      --version
All other options are jq's: -r, -c, -s, -n, -e, -S, --arg NAME VALUE…
`;

/** Options of jq that take words, and how many. */
const JQ_WORDS: Readonly<Record<string, number>> = {
  '--arg': 2,
  '--argjson': 2,
  '--slurpfile': 2,
  '--rawfile': 2,
};

/** Options of the lab's jq that are words. */
const JQ_LONG = [
  ...Object.keys(JQ_WORDS),
  ...['--slurp', '--null-input', '--raw-input', '--compact-output', '--tab', '--sort-keys'],
  ...['--raw-output', '--join-output', '--exit-status', '--args', '--jsonargs', '--'],
];
/** Options that jq 1.6 has and the lab's has not. */
const JQ_LACKS =
  /^(?:-[fLhV]|--(?:seq|stream|indent|color-output|monochrome-output|ascii-output|unbuffered|from-file|argfile|debug-dump-disasm))$/;

/** What is said of a word that the lab's jq does not take for an option. */
function faultOfJq(word: string): string | undefined {
  if (JQ_LACKS.test(word)) return `yq: this lab's jq has no ${word}\n`;
  const isKnown = word.startsWith('--')
    ? JQ_LONG.includes(word)
    : /^[snRcCMaSrje]*$/.test(word.slice(1));
  return isKnown
    ? undefined
    : `jq: Unknown option ${word}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`;
}

/** Reads a command line, or says in yq's words what is wrong with it. */
export function readYqOrder(words: readonly string[]): YqOrder | string {
  const jq: string[] = [];
  const operands: string[] = [];
  const set = new Set<string>();
  let width = 80;
  let grammar: '1.1' | '1.2' = '1.1';
  const rest = [...words];
  const fault = (text: string) => `${YQ_USAGE}yq: error: ${text}\n`;
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    const [, name = word, joined] = /^(--[^=]+)=([\s\S]*)$/.exec(word) ?? [];
    if (/^(?:-y|--ya?ml-output)$/.test(name)) set.add('y');
    else if (/^(?:-Y|--ya?ml-roundtrip)$/.test(name)) return "yq: this lab's yq has no -Y\n";
    else if (/^(?:-i|--in-place)$/.test(name)) set.add('i');
    else if (/^--indentless(?:-lists)?$/.test(name)) set.add('indentless');
    else if (/^(?:-h|--help)$/.test(name)) set.add('help');
    else if (name === '--version') set.add('version');
    else if (/^(?:-w|--width)$/.test(name)) {
      const value = joined ?? rest.shift();
      if (value === undefined) return fault('argument --width/-w: expected one argument');
      if (!/^\d+$/.test(value)) return fault(`argument --width/-w: invalid int value: '${value}'`);
      width = Number(value);
    } else if (/^--(?:yaml-output-grammar-version|yml-out-ver)$/.test(name)) {
      const value = joined ?? rest.shift() ?? '';
      if (value !== '1.1' && value !== '1.2') {
        return fault(
          `argument --yaml-output-grammar-version/--yml-out-ver: invalid choice: '${value}' (choose from '1.1', '1.2')`,
        );
      }
      grammar = value;
    } else if (/^-[yYi].+$/.test(word)) {
      const letter = word.charAt(1);
      const long = { y: '--yaml-output/--yml-output/-y', Y: '--yaml-roundtrip/--yml-roundtrip/-Y' };
      const shown = letter === 'i' ? '--in-place/-i' : long[letter as 'y' | 'Y'];
      return fault(`argument ${shown}: ignored explicit argument '${word.slice(2)}'`);
    } else if (word.startsWith('-') && word !== '-') {
      const said = faultOfJq(word);
      if (said !== undefined) return said;
      jq.push(word, ...rest.splice(0, JQ_WORDS[word] ?? 0));
    } else operands.push(word);
  }
  const [filter, ...files] = operands;
  if (set.has('i') && !set.has('y')) return 'yq: -i/--in-place can only be used with -y/-Y\n';
  return {
    toYaml: set.has('y'),
    inPlace: set.has('i'),
    indentless: set.has('indentless'),
    width,
    grammar,
    wants: set.has('help') ? 'help' : set.has('version') ? 'version' : undefined,
    jq: [...jq, ...(filter === undefined ? [] : [filter])],
    files,
    readsNothing: jq.some((word) => word === '--null-input' || /^-[a-zA-Z]*n/.test(word)),
  };
}
