import { bestOf, STEP_NAMES, type Standing } from '../standing.ts';
import type { RecordStep } from './record-step.ts';

interface Props {
  readonly step: RecordStep;
  readonly standing: Standing | undefined;
  /** True before anything was read or tried. */
  readonly empty: boolean;
}

/** Where to go on, as one row. */
export function NextStep({ step, standing, empty }: Props) {
  const begun = standing?.state === 'begun';
  return (
    <section class="row sect" aria-labelledby="next">
      <div class="at tick" id="next">
        {empty ? 'Start here' : begun ? 'Where you left off' : 'Next'}
      </div>
      <div class="on">
        <div class="resume">
          <div>
            <p class="resume-t">
              <a href={step.href}>{step.title}</a>
            </p>
            <p class="small dim">
              {STEP_NAMES[step.kind]} of {step.course}
            </p>
          </div>
          <p class="small dim num">{(standing && bestOf(standing)) ?? `${step.minutes} minutes`}</p>
          <a class={empty ? 'btn primary' : 'btn'} href={step.href}>
            {begun ? 'Go on' : empty ? 'Begin' : 'Open'}
          </a>
        </div>
      </div>
    </section>
  );
}
