/** Commands that learners know from other machines, by why the lab has none. */
const REASONS: readonly (readonly [names: string, why: string])[] = [
  ['ssh scp sftp rsync ping nc telnet nslookup dig ftp', 'This lab has no network.'],
  [
    'pip pip3 npm npx yarn pnpm uv poetry pipx conda mamba apt apt-get brew dnf yum apk snap',
    'This lab has no network, so nothing can be installed.',
  ],
  ['nano vi vim nvim emacs ed pico', 'Type edit FILE: the editor beside the terminal opens it.'],
  ['killall pkill top htop nohup', 'jobs and ps list what runs; kill ends it.'],
  ['sudo su doas chown', 'Everything in this lab is yours already.'],
  ['man info apropos', 'Most commands explain themselves with --help; help lists what there is.'],
];

const OTHERS =
  /^(?:mlflow|docker|podman|kubectl|helm|terraform|aws|gcloud|az|cmake|gcc|g\+\+|cc|java|go|cargo|rustc|ruby|perl|node|deno|bun|tsc|R|julia|jupyter|ipython|pytest|black|ruff|mypy|pylint|flake8|virtualenv|venv|dbt|airflow|prefect|dagster|spark-submit|psql|mysql|redis-cli|mongo|gh|git|git-lfs|python|python2|python3|bc|dc|yes|shuf|watch|screen|tmux|dd|df|mount|free|uptime|lsof|strace|crontab|systemctl|service|openssl|gpg|trap|umask)$/;

/** One plain line on why a command is not there; `undefined` for a name that is probably a slip of the hand. */
export function whyMissing(name: string): string | undefined {
  const known = REASONS.find(([names]) => names.split(' ').includes(name))?.[1];
  return known ?? (OTHERS.test(name) ? `${name} is not part of this lab’s shell.` : undefined);
}
