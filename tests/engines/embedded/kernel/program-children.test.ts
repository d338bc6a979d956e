import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgramChildren } from '../../../../src/engines/embedded/kernel/program-children.ts';
import {
  ProcessEnd,
  type OutputSink,
  type RunningProcess,
  type StartRequest,
} from '../../../../src/engines/embedded/kernel/running-process.ts';

const silent: OutputSink = { write: () => undefined, discard: () => undefined };

function children() {
  const started: { request: StartRequest; end: ProcessEnd }[] = [];
  const launch = (request: StartRequest): RunningProcess => {
    const end = new ProcessEnd(() => undefined);
    started.push({ request, end });
    return {
      exited: end.exited,
      input: () => undefined,
      resize: () => undefined,
      stop: (code) => {
        end.with(code);
      },
    };
  };
  const own = { cwd: '/home/lab', env: { HOME: '/home', A: '1' }, output: silent };
  return { started, children: new ProgramChildren(launch, own) };
}

test('a program of a program has its folder, environment and output, unless told', async () => {
  const { started, children: own } = children();
  const first = own.run(['bash', '-c', 'true']);
  const second = own.run(['git', 'status'], { cwd: '/tmp', env: { A: '2' } });
  assert.deepEqual(
    started.map(({ request }) => [request.argv, request.cwd, request.env, request.output]),
    [
      [['bash', '-c', 'true'], '/home/lab', { HOME: '/home', A: '1' }, silent],
      [['git', 'status'], '/tmp', { HOME: '/home', A: '2' }, silent],
    ],
  );
  started[0]?.end.with(0);
  started[1]?.end.with(3);
  assert.deepEqual(await Promise.all([first, second]), [0, 3]);
});

test('what a stopped program had started ends with it', async () => {
  const { children: own } = children();
  const running = own.run(['sleep', '60']);
  own.stop(137);
  assert.equal(await running, 137);
});
