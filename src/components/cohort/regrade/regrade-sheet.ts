import type { EngineIdentity, GraderIdentity, LabIdentity } from '#cohort';
import type { GradingManifest } from '#grading';

/** `/regrade/labs.json`: what of this site's labs and exams is needed to grade hand-ins of them again, beside checks and questions. */
export interface RegradeSheet {
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  readonly labs: readonly RegradeLab[];
  /** Ids of the exams whose questions the site has. */
  readonly exams: readonly string[];
}

export interface RegradeLab {
  readonly title: string;
  readonly identity: LabIdentity;
  readonly manifest: GradingManifest;
}
