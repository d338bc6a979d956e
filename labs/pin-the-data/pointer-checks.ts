import { digestOfBytes, gitIgnores } from '#formats';
import { cannotTell, doesNotHold, holds, type Check } from '#grading';
import { POINTERS, type PinnedTable } from './pinned-table.ts';

const decoder = new TextDecoder();

export const dataLeftGit = (pinned: PinnedTable): Check => ({
  id: 'data-left-git',
  async run(probe) {
    const version = await probe.shared(pinned.head);
    if (!version) return cannotTell('There is no commit to look at.');
    const seen = { ran: 'git ls-tree -r --name-only HEAD; ls data', lookAt: { lesson: POINTERS } };
    if (version.inGit.has(pinned.data)) {
      return doesNotHold({
        ...seen,
        summary: `The last commit still has ${pinned.data}.`,
        cameBack: `${pinned.data} is in the tree of HEAD.`,
        expected: 'A last commit without it. An ignored file that Git knows already stays known.',
      });
    }
    if (await probe.readFile(pinned.data)) return holds;
    return doesNotHold({
      ...seen,
      summary: `${pinned.data} has left Git, and the disk with it.`,
      cameBack: `no ${pinned.data} on disk`,
      expected: 'The file on disk, where the scripts read it.',
    });
  },
});

export const gitIgnoresTheData = (pinned: PinnedTable): Check => ({
  id: 'git-ignores-the-data',
  async run(probe) {
    const version = await probe.shared(pinned.head);
    if (!version) return cannotTell('There is no commit to look at.');
    const rules = new Map(
      [...version.files].flatMap(([path, bytes]): [string, string][] => {
        const folder = /^(?:(.*)\/)?\.gitignore$/.exec(path);
        return folder ? [[folder[1] ?? '', decoder.decode(bytes)]] : [];
      }),
    );
    if (gitIgnores(rules, pinned.data)) return holds;
    const files = [...rules.keys()].map((folder) =>
      folder === '' ? '.gitignore' : `${folder}/.gitignore`,
    );
    return doesNotHold({
      summary: `A clone of the last commit does not ignore ${pinned.data}: the next "git add ." takes it back.`,
      ran: `git check-ignore ${pinned.data} (in a clone of HEAD)`,
      cameBack: `no rule of ${files.join(', ') || 'a .gitignore (there is none)'} matches it`,
      expected: 'A committed .gitignore, at any level, with a rule that matches.',
      lookAt: { lesson: POINTERS },
    });
  },
});

export const pointerIsDvc3 = (pinned: PinnedTable): Check => ({
  id: 'pointer-is-dvc-3',
  async run(probe) {
    const version = await probe.shared(pinned.head);
    if (!version) return cannotTell('There is no commit to look at.');
    if (version.pointer.value) return holds;
    return doesNotHold({
      summary: `The last commit has no pointer of DVC 3 for ${pinned.data}.`,
      ran: `git show HEAD:${pinned.pointer}`,
      cameBack: version.pointer.because,
      expected: 'One out with md5, size, hash: md5 and path: applications.csv.',
      lookAt: { path: pinned.pointer, lesson: POINTERS },
    });
  },
});

export const pointerNamesTheBytes = (pinned: PinnedTable): Check => ({
  id: 'pointer-names-the-bytes',
  needs: ['pointer-is-dvc-3'],
  async run(probe) {
    const pointer = (await probe.shared(pinned.head))?.pointer.value;
    const bytes = await probe.readFile(pinned.data);
    if (!pointer || !bytes) return cannotTell(`There is no ${pinned.data} to compare with.`);
    const now = digestOfBytes(bytes);
    if (pointer.md5 === now.md5 && pointer.size === now.size) return holds;
    const what = pointer.md5 === now.md5 ? 'size' : 'md5';
    return doesNotHold({
      summary: `The ${what} in ${pinned.pointer} is not that of the bytes on disk.`,
      ran: `md5sum ${pinned.data}; wc -c ${pinned.data}; git show HEAD:${pinned.pointer}`,
      cameBack: `the pointer says md5 ${pointer.md5}, size ${pointer.size}`,
      expected: `md5 ${now.md5}, size ${now.size}, as the file on disk has`,
      lookAt: { path: pinned.pointer, lesson: POINTERS },
    });
  },
});

/** What was committed stays: whoever began with a new repository took the old versions from everybody. */
export const historyIsKept = (pinned: PinnedTable): Check => ({
  id: 'history-is-kept',
  async run(probe) {
    if (!(await probe.git.hasCommits())) return cannotTell('There is no commit to look at.');
    const encoder = new TextEncoder();
    const found = digestOfBytes(encoder.encode(pinned.given(probe.seed).first)).md5;
    const history = await probe.git.history('HEAD');
    for (const commit of [...history].reverse()) {
      const blob = await probe.git.blob(commit, pinned.data);
      if (blob && digestOfBytes(blob).md5 === found) return holds;
    }
    return doesNotHold({
      summary: `The commits that you found are no longer before yours: none has ${pinned.data}.`,
      ran: `git log --oneline -- ${pinned.data}`,
      cameBack: `${history.length} commits, none with the table that you were given`,
      expected: 'New commits on top of the old ones. Rewriting history is not part of this lab.',
      lookAt: { lesson: POINTERS },
    });
  },
});
