import type { EngineIdentity, GraderIdentity, LabIdentity } from '#cohort';
import type { GradingManifest } from '#grading';

/** `/regrade/labs.json`: what of this site's labs is needed to grade hand-ins of them again, beside their checks. */
export interface RegradeSheet {
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  readonly labs: readonly RegradeLab[];
}

export interface RegradeLab {
  readonly title: string;
  readonly identity: LabIdentity;
  readonly manifest: GradingManifest;
}
