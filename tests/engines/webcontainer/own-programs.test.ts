import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programs } from '../../../src/engines/embedded/kernel/programs.ts';
import { TOOLS } from '../../../src/engines/embedded/programs/tools.ts';
import { OWN_PROGRAMS } from '../../../src/engines/webcontainer/tools/own-programs.ts';

test('a WebContainer has every program of the kernel, and every tool', () => {
  assert.deepEqual(OWN_PROGRAMS, [...Object.keys(programs), ...Object.keys(TOOLS)]);
});
