import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { textFile, type FileTree } from '#container';
import { createEmbeddedEngine } from '#host';
import { openLab, type ToolLab } from './tool-lab.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const FILES: FileTree = {
  'data/rows.csv': textFile('a,b\n1,2\n'),
  'params.yaml': textFile('train:\n  l2: 1.0\n  unused: 3\n'),
  'src/train.sh': textFile('grep l2 params.yaml > model.txt; wc -l < data/rows.csv >> model.txt\n'),
  'src/score.sh': textFile(
    'echo "{\\"auc\\": 0.82724, \\"rows\\": $(tail -n 1 model.txt)}" > metrics.json\n',
  ),
  'dvc.yaml': textFile(`stages:
  score:
    cmd: bash src/score.sh
    deps: [model.txt, src/score.sh]
    metrics:
    - metrics.json: {cache: false}
  train:
    cmd: bash src/train.sh
    deps: [data/rows.csv, src/train.sh]
    params: [train.l2]
    outs: [model.txt]
`),
};

async function project(): Promise<ToolLab> {
  const lab = await openLab(engine, FILES);
  await lab.type(
    "git init -q -b main && git config user.name T && git config user.email t@example.test && dvc init -q && git commit -q -m 'start'",
  );
  return lab;
}

test('the lab edition says that it is one', async () => {
  const lab = await openLab(engine, {});
  assert.deepEqual(await lab.type('dvc --version'), {
    code: 0,
    printed: '3.x files (Plumbline lab edition of DVC)\n',
  });
  lab.end();
});

test('outside of a project, and for commands it does not have, it ends with DVC’s codes', async () => {
  const lab = await openLab(engine, {});
  assert.deepEqual(await lab.type('dvc status'), {
    code: 253,
    printed: "ERROR: you are not inside of a DVC repository (checked up to mount point '/')\n",
  });
  const init = await lab.type('dvc init');
  assert.equal(init.code, 255);
  assert.match(init.printed, /not tracked by any supported SCM tool/);
  const unknown = await lab.type('dvc gc');
  assert.equal(unknown.code, 254);
  assert.match(unknown.printed, /invalid choice: 'gc' \(the lab edition has: init, config, add,/);
  lab.end();
});

test('init writes DVC’s files and puts them into the index', async () => {
  const lab = await openLab(engine, {});
  const { code, printed } = await lab.type('git init -q && dvc init && git status --short');
  assert.equal(code, 0);
  assert.equal(
    printed,
    'Initialized DVC repository.\n\nYou can now commit the changes to git.\n\nA  .dvc/.gitignore\nA  .dvc/config\nA  .dvcignore\n',
  );
  assert.equal(await lab.read('.dvc/.gitignore'), '/config.local\n/tmp\n/cache\n');
  const again = await lab.type('dvc init');
  assert.deepEqual(again, {
    code: 255,
    printed: "ERROR: failed to initiate DVC - '.dvc' exists. Use `-f` to force.\n",
  });
  lab.end();
});

test('add refuses what Git tracks, with DVC’s advice', async () => {
  const lab = await project();
  const { code, printed } = await lab.type(
    'git add data && git commit -q -m data && dvc add data/rows.csv',
  );
  assert.equal(code, 255);
  assert.match(printed, /output 'data\/rows\.csv' is already tracked by SCM \(e\.g\. Git\)\./);
  assert.match(printed, /git rm -r --cached 'data\/rows\.csv'/);
  lab.end();
});

test('add writes the pointer, the cache object and the line that Git ignores', async () => {
  const lab = await project();
  const { code, printed } = await lab.type('cd data && dvc add rows.csv');
  assert.equal(code, 0);
  assert.match(printed, /\tgit add data\/\.gitignore data\/rows\.csv\.dvc\n/);
  assert.equal(
    await lab.read('data/rows.csv.dvc'),
    'outs:\n- md5: b2bfedbf7a0f5bf84cea4ab7fc2fe2f5\n  size: 8\n  hash: md5\n  path: rows.csv\n'.replace(
      'b2bfedbf7a0f5bf84cea4ab7fc2fe2f5',
      'e5ebd4c02cefbe7955977c67ada242b7',
    ),
  );
  assert.equal(await lab.read('data/.gitignore'), '/rows.csv\n');
  const object = '.dvc/cache/files/md5/e5/ebd4c02cefbe7955977c67ada242b7';
  assert.equal(await lab.read(object), 'a,b\n1,2\n');
  await lab.type('dvc add data/rows.csv');
  assert.equal(await lab.read('data/.gitignore'), '/rows.csv\n');
  lab.end();
});

test('a folder is added as DVC keeps folders', async () => {
  const lab = await project();
  await lab.type(
    "mkdir build && printf 'a,b\\n1,2\\n' > build/train.csv && printf 'a,b\\n3,4\\n' > build/holdout.csv && dvc add build",
  );
  assert.match(
    await lab.read('build.dvc'),
    /^outs:\n- md5: ef23c32f645d7c44a982ba988bf3f443\.dir\n {2}size: 16\n {2}nfiles: 2\n {2}hash: md5\n {2}path: build\n$/,
  );
  const object = '.dvc/cache/files/md5/ef/23c32f645d7c44a982ba988bf3f443.dir';
  assert.match(
    await lab.read(object),
    /^\[\{"md5": "b2bfedbf7a0f5bf84cea4ab7fc2fe2f5", "relpath": "holdout\.csv"\}/,
  );
  const back = await lab.type('rm -r build && dvc checkout && cat build/train.csv');
  assert.equal(back.printed, 'A       build\na,b\n1,2\n');
  lab.end();
});

test('repro runs what must run, in order, and writes a lock that the next repro believes', async () => {
  const lab = await project();
  const first = await lab.type('dvc add data/rows.csv >/dev/null; dvc repro');
  assert.equal(first.code, 0);
  assert.match(
    first.printed,
    /'data\/rows\.csv\.dvc' didn't change, skipping\nRunning stage 'train':\n> bash src\/train\.sh\nGenerating lock file 'dvc\.lock'\n\nRunning stage 'score':\n> bash src\/score\.sh\nUpdating lock file 'dvc\.lock'\n/,
  );
  assert.match(
    first.printed,
    /\tgit add \.gitignore dvc\.lock\n[^]*Use `dvc push` to send your updates to remote storage\.\n$/,
  );
  assert.match(
    await lab.read('dvc.lock'),
    /^schema: '2\.0'\nstages:\n {2}train:\n {4}cmd: bash src\/train\.sh\n {4}deps:\n {4}- path: data\/rows\.csv\n {6}hash: md5\n {6}md5: e5ebd4c02cefbe7955977c67ada242b7\n {6}size: 8\n[^]*params:\n {6}params\.yaml:\n {8}train\.l2: 1\n/,
  );
  const second = await lab.type('dvc repro && dvc status');
  assert.match(
    second.printed,
    /Stage 'train' didn't change, skipping\nStage 'score' didn't change, skipping\nData and pipelines are up to date\.\n/,
  );
  assert.equal((await lab.type('git check-ignore model.txt')).code, 0);
  assert.equal((await lab.type('git check-ignore metrics.json')).code, 1);
  lab.end();
});

test('an unused parameter dirties nothing; a used one, a dep and a lost out do, as status says', async () => {
  const lab = await project();
  await lab.type('dvc add data/rows.csv && dvc repro');
  await lab.type("sed -i 's/unused: 3/unused: 4/' params.yaml");
  assert.equal((await lab.type('dvc status')).printed, 'Data and pipelines are up to date.\n');
  await lab.type(
    "sed -i 's/l2: 1.0/l2: 2.0/' params.yaml; echo '# more' >> src/score.sh; rm model.txt",
  );
  assert.equal(
    (await lab.type('dvc status')).printed,
    'train:\n\tchanged params:\n\t\tparams.yaml:\n\t\t\tmodified:           train.l2\n' +
      '\tchanged outs:\n\t\tdeleted:            model.txt\n' +
      'score:\n\tchanged deps:\n\t\tdeleted:            model.txt\n\t\tmodified:           src/score.sh\n',
  );
  assert.equal((await lab.type('dvc status -q')).code, 1);
  lab.end();
});

test('an out that is lost comes from the cache without a run; changed data renews its pointer', async () => {
  const lab = await project();
  await lab.type('dvc add data/rows.csv && dvc repro && rm model.txt');
  const cached = await lab.type('dvc repro');
  assert.match(cached.printed, /Stage 'train' is cached - skipping run, checking out outputs\n/);
  const changed = await lab.type("echo '3,4' >> data/rows.csv && dvc repro && dvc metrics show");
  assert.match(changed.printed, /Verifying data sources in stage: 'data\/rows\.csv\.dvc'\n/);
  assert.match(changed.printed, /Path {12}auc {8}rows\nmetrics\.json {4}0\.82724 {4}3\n$/);
  lab.end();
});

test('a command that fails stops the pipeline with 255, its own code in the words; the lock stays', async () => {
  const lab = await project();
  const { code, printed } = await lab.type(
    "dvc add data/rows.csv >/dev/null; echo 'exit 3' > src/score.sh; dvc repro",
  );
  assert.equal(code, 255);
  assert.match(
    printed,
    /ERROR: failed to reproduce 'score': failed to run: bash src\/score\.sh, exited with 3\n$/,
  );
  assert.match(await lab.read('dvc.lock'), /train:/);
  assert.doesNotMatch(await lab.read('dvc.lock'), /score:/);
  lab.end();
});

test('a stage that does not make its out, a dep that is missing and a broken dvc.yaml are named', async () => {
  const lab = await project();
  const missing = await lab.type('rm data/rows.csv; dvc repro');
  assert.match(
    missing.printed,
    /ERROR: failed to reproduce 'train': missing data 'source': data\/rows\.csv\n$/,
  );
  const noOut = await lab.type(
    'mkdir -p data; echo x > data/rows.csv; echo true > src/train.sh; dvc repro',
  );
  assert.match(
    noOut.printed,
    /ERROR: failed to reproduce 'train': output 'model\.txt' does not exist\n$/,
  );
  const broken = await lab.type("printf 'stages:\\n  a:\\n    deps: x\\n' > dvc.yaml; dvc repro");
  assert.deepEqual(broken, {
    code: 255,
    printed:
      "ERROR: 'dvc.yaml' is invalid.\n" +
      '  dvc.yaml, line 2, stages.a: found no key "cmd"; the format wants the key "cmd".\n' +
      '  dvc.yaml, line 3, stages.a.deps: found the text "x"; the format wants a list.\n',
  });
  lab.end();
});

test('push and pull carry objects to a folder and back; without a remote they say how to make one', async () => {
  const lab = await project();
  await lab.type('dvc add data/rows.csv && dvc repro');
  const none = await lab.type('dvc push');
  assert.equal(none.code, 1);
  assert.match(
    none.printed,
    /no remote specified in \/home\/lab\. Create a default remote with\n {4}dvc remote add -d <remote name> <remote url>\n/,
  );
  const set = await lab.type('dvc remote add -d lake lake/dvc');
  assert.equal(set.printed, "Setting 'lake' as a default remote.\n");
  assert.equal(
    await lab.read('.dvc/config'),
    `[core]\n    remote = lake\n['remote "lake"']\n    url = ../lake/dvc\n`,
  );
  assert.equal(
    (await lab.type('dvc status -c')).printed,
    '\tnew:                data/rows.csv\n\tnew:                model.txt\n',
  );
  assert.equal((await lab.type('dvc push')).printed, '2 files pushed\n');
  assert.equal((await lab.type('dvc push')).printed, 'Everything is up to date.\n');
  assert.equal((await lab.type('dvc status -c')).printed, "Cache and remote 'lake' are in sync.\n");
  const gone = await lab.type('rm -rf .dvc/cache data/rows.csv model.txt; dvc checkout');
  assert.equal(gone.code, 255);
  assert.match(
    gone.printed,
    /Checkout failed for following targets:\ndata\/rows\.csv\nmodel\.txt\nIs your cache up to date\?/,
  );
  const back = await lab.type('dvc pull && cat data/rows.csv');
  assert.equal(
    back.printed,
    'A       data/rows.csv\nA       model.txt\n2 files added and 2 files fetched\na,b\n1,2\n',
  );
  lab.end();
});

test('checkout does not drop data that the cache never had, unless it is forced', async () => {
  const lab = await project();
  await lab.type("dvc add data/rows.csv && echo 'mine' > data/rows.csv");
  const refused = await lab.type('dvc checkout');
  assert.deepEqual(refused, {
    code: 255,
    printed: "ERROR: unable to remove 'data/rows.csv' without a confirmation. Use `-f` to force.\n",
  });
  assert.equal(
    (await lab.type('dvc checkout -f && cat data/rows.csv')).printed,
    'M       data/rows.csv\na,b\n1,2\n',
  );
  lab.end();
});

test('metrics diff compares two commits', async () => {
  const lab = await project();
  await lab.type(
    'dvc add data/rows.csv && dvc repro && git add . && git commit -q -m one && git tag one',
  );
  await lab.type("echo '3,4' >> data/rows.csv && dvc repro && git add . && git commit -q -m two");
  assert.equal(
    (await lab.type('dvc metrics diff one HEAD')).printed,
    'Path            Metric    one    HEAD    Change\nmetrics.json    rows      2      3       1\n',
  );
  const unknown = await lab.type('dvc metrics diff nowhere');
  assert.deepEqual(unknown, { code: 255, printed: "ERROR: unknown Git revision 'nowhere'\n" });
  lab.end();
});

test('with core.autostage, DVC adds its files to the index itself', async () => {
  const lab = await project();
  const { printed } = await lab.type(
    'dvc config core.autostage true && dvc config core.autostage && dvc add data/rows.csv && git status --short data',
  );
  assert.equal(printed, 'true\nA  data/.gitignore\nA  data/rows.csv.dvc\n');
  lab.end();
});
