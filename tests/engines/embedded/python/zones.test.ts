import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runPython } from './python-process.ts';

test('zoneinfo agrees with real Python about changes of the clock, past 2037 too', async () => {
  // walk.txt: PYTHONTZPATH=ZONES python3 walk.py, with the ZONES that pack-zones.ts packed.
  const program = await readFile('tests/fixtures/zones/walk.py', 'utf8');
  const { stdout, stderr, code } = await runPython(['walk.py'], { files: { 'walk.py': program } });
  assert.deepEqual({ stderr, code }, { stderr: '', code: 0 });
  const wanted = await readFile('tests/fixtures/zones/walk.txt', 'utf8');
  assert.deepEqual(stdout.split('\n'), wanted.split('\n'));
});

test('all zones of the database are there, and what is none is said as Python says it', async () => {
  const program = `
import zoneinfo
names = zoneinfo.available_timezones()
print(len(names), sorted(names)[:2], len([zoneinfo.ZoneInfo(name) for name in names]))
for wrong in ('Europe/Atlantis', '', 'Europe', '../etc/passwd'):
    try:
        zoneinfo.ZoneInfo(wrong)
    except Exception as error:
        print(type(error).__name__, error)
`;
  const { stdout, stderr } = await runPython(['-c', program], { snapshot: null });
  assert.equal(stderr, '');
  assert.deepEqual(stdout.split('\n'), [
    "597 ['Africa/Abidjan', 'Africa/Accra'] 597",
    "ZoneInfoNotFoundError 'No time zone found with key Europe/Atlantis'",
    'ValueError ZoneInfo keys must be normalized relative paths, got: ',
    "ZoneInfoNotFoundError 'No time zone found with key Europe'",
    'ValueError ZoneInfo keys must refer to subdirectories of TZPATH, got: ../etc/passwd',
    '',
  ]);
});
