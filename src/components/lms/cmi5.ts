import Cmi5 from '@xapi/cmi5';
import { Cmi5Session } from '#interop';
import { cmi5Client } from './cmi5-client.ts';
import { runUnit } from './run-unit.ts';

runUnit<Cmi5Session>({
  connect: (tools) => (Cmi5.isCmiAvailable ? new Cmi5Session(cmi5Client(), tools) : undefined),
  open: (session) => session.open(),
  unitOf: (unit, { masteryScore }) =>
    masteryScore === undefined || unit.kind === 'lesson'
      ? unit
      : { ...unit, pass: Math.round(masteryScore * 10_000) / 100 },
});
