/** The command in one line. */
export const GRADE_USAGE =
  'npm run grade -- <lab> <folder | starter | solution | mutants/… | accepted/…> [--seed <seed>] [--json] [--in-browser]';

/** What `--help` prints: the command, and what holds the graded work in. */
export const GRADE_HELP = `${GRADE_USAGE}

Grades a folder with a learner's files, or one of the lab's own answers, by the lab's checks.

  --seed <seed>   the seed of the learner's data and of the hidden inputs; "<lab>-local" unless told
  --json          verdicts and points as JSON
  --in-browser    runs the work in a headless Chromium, in the sandboxed frame of the site: for work of strangers
  --help          this text

Exit code: 0 passed, 1 below the pass mark, 2 bad input, 3 the grader or the engine broke.

What holds the work in
  Without --in-browser the programs of the work run in a child process: the shell, git and Python of the lab engine in
  worker threads, under Node's permission model. The child has an empty environment. It may read the engine's own files
  and nothing else, and may write no file, start no program and load no add-on. It has no network: what opens a connection is
  taken out of every worker, and on Linux, where the machine allows it, the child is in a network of its own with nothing in it.
  It ends after 30 minutes or at 4 GB of memory. The checks and what they expect stay in this process; the child is told files and
  commands, and cannot speak in the engine's name.

  This protects against mistakes, and against programs that look for files, secrets, a network or a better verdict.
  It does not protect against somebody who breaks the JavaScript engine itself: Node says of its permission model that
  it is no defence against malicious code. It does not hide how long something took.

  With --in-browser the same engine runs as on the site: a frame of an opaque origin whose policy lets nothing in or out,
  inside Chromium and its sandbox of the operating system. Use it for the work of people whom you do not know. Chromium
  gives up its own sandbox when it is run as root, and this command says so: do not grade as root.
  For more, grade in a container or on a machine that holds nothing. docs/isolation.md has the whole of it.`;
