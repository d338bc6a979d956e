/** A learner as a gradebook needs them: a line of the roster. */
export interface GradedLearner {
  /** The pseudonymous id: that of hand-ins and re-grade records. */
  readonly id: string;
  /** As shown; empty when the roster has none. */
  readonly name: string;
  readonly email?: string;
  /** What the learning management systems next door know them by. */
  readonly lms: {
    readonly moodleUsername?: string;
    readonly moodleIdNumber?: string;
    readonly canvasId?: string;
    readonly canvasSisUserId?: string;
    readonly canvasSisLoginId?: string;
    readonly canvasSection?: string;
  };
}

/** What happens to work that comes after the due time. Percent are of the piece's full mark. */
export type LateRule =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse' }
  /** So much for each day that has begun, and never more than the most. */
  | { readonly kind: 'deduct'; readonly percentPerDay: number; readonly mostPercent: number };

/** Which of several hand-ins is the grade. */
export type CountingRule = 'best' | 'last';

/** One thing that is graded: a column of the gradebook. */
export interface GradedPiece {
  readonly id: string;
  readonly title: string;
  readonly kind: 'lab' | 'exam' | 'quiz' | 'lesson';
  /** Of the lab or exam itself: `pin-the-data`. */
  readonly item: string;
  /** Percent that pass. */
  readonly passPercent: number;
  /** ISO 8601 in UTC; nothing is late without it. */
  readonly dueAt?: string;
  readonly late: LateRule;
  /** Hand-ins that count, the first ones received; any number unless told. */
  readonly attempts?: number;
  readonly counts: CountingRule;
  /** Share in the total, beside the other pieces; 1 unless told. */
  readonly weight?: number;
}

/** What grading a hand-in came to. */
export interface GradedResult {
  readonly points: number;
  readonly maxPoints: number;
  /** Checks without which nobody passes, and which do not hold. */
  readonly unmet: readonly string[];
  /** `self-reported`: what a browser or an LMS said of itself; shown as such, and no ground for a certificate. */
  readonly basis: 'regraded' | 'self-reported';
}

/** A grade that a person set in the place of the grader's. Nothing is taken off it. */
export interface SetGrade {
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: boolean;
  /** Why, in words; never empty. */
  readonly reason: string;
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** One hand-in. */
export interface GradedHandIn {
  /** Digest of what was handed in: no two hand-ins have the same. */
  readonly id: string;
  readonly learner: string;
  readonly piece: string;
  /** ISO 8601 in UTC, by the receiver's clock: the time that decides. */
  readonly receivedAt: string;
  /** None while nobody has graded it again, or the grader broke. */
  readonly result?: GradedResult;
  /** The latest decision of a person, where there is one. */
  readonly override?: SetGrade;
}
