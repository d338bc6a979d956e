import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPython } from './python-process.ts';

const PROGRAM = [
  '-c',
  'print(hash("abc"), hash(b"abc"), list({"a", "b", "c", "d", "e", "f", "g"}))',
];
const seeded = (seed: string) => ({ env: { PYTHONHASHSEED: seed } });

test('two processes hash differently, though they start from one snapshot', async () => {
  const [first, second] = [await runPython(PROGRAM), await runPython(PROGRAM)];
  assert.notEqual(first.stdout, second.stdout);
});

test('PYTHONHASHSEED gives the same hashes each time, and those of CPython', async () => {
  const [first, second] = [
    await runPython(PROGRAM, seeded('7')),
    await runPython(PROGRAM, seeded('7')),
  ];
  assert.equal(first.stdout, second.stdout);
  // What this CPython has when it boots with the variable set, without a snapshot.
  const known = ['-c', 'print(hash("abc"))'];
  assert.equal((await runPython(known, seeded('0'))).stdout, '-1600925533\n');
  assert.equal((await runPython(known, seeded('42'))).stdout, '-206076799\n');
});

test('after the change every dictionary, set and ordered dictionary finds its keys', async () => {
  const program = `
import gc, sys, collections, re, enum
gc.unfreeze()
lost = counted = 0
for thing in gc.get_objects():
    try:
        if isinstance(thing, (dict, set, frozenset)) and type(thing).__contains__ in (
            dict.__contains__, set.__contains__, frozenset.__contains__
        ):
            keys = list(thing)
            counted += len(keys)
            lost += sum(key not in thing for key in keys)
    except (TypeError, ReferenceError, RuntimeError):
        pass
print(counted > 50_000, lost)
print(sys.intern("".join(["__ini", "t__"])) is object.__init__.__name__, "".join(["o", "s"]) in sys.modules)
ordered = collections.OrderedDict.fromkeys("abc")
ordered.move_to_end("a"); print(ordered.popitem(), list(ordered))
print(re.IGNORECASE in {re.I: 1}, frozenset("ab") in {frozenset("ba")}, ("x", 1) in {("x", 1)})
`;
  const run = await runPython(['-c', program]);
  assert.equal(run.stdout, "True 0\nTrue True\n('a', None) ['b', 'c']\nTrue True True\n");
});
