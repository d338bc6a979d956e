/** What one learner has done, as kept in this browser. Plain data. Times are ISO 8601 in UTC. */
export interface LessonRead {
  /** `<course>/<lesson>`. */
  readonly lesson: string;
  readonly firstOpenedAt: string;
  /** When the learner marked it as read or answered its questions; absent while it is open. */
  readonly doneAt?: string;
  /** When the mark was last set or taken back: the later word stands where two records meet. Absent in older records. */
  readonly markedAt?: string;
}

/** One press of "Check" in a lab. */
export interface LabAttempt {
  readonly id: string;
  readonly lab: string;
  readonly labVersion: string;
  /** SHA-256 of the lab's whole content; absent in attempts of before it was kept. */
  readonly labSha256?: string;
  /** SHA-256 of the grader; likewise. */
  readonly graderSha256?: string;
  readonly seed: string;
  readonly engine: string;
  /** SHA-256 of the engine, where it is ours; likewise. */
  readonly engineSha256?: string;
  readonly startedAt: string;
  /** How long the check took. */
  readonly durationMs: number;
  /** How long the learner had worked in the lab until then, pauses of over two minutes left out. Absent in older records. */
  readonly activeMs?: number;
  readonly points: number;
  readonly maxPoints: number;
  /** Status by check id, in the lab's order. */
  readonly verdicts: Readonly<Record<string, 'pass' | 'fail' | 'blocked' | 'error'>>;
  /** Number of hints opened, by task id, at the time of the check. */
  readonly hintsUsed: Readonly<Record<string, number>>;
  readonly solutionSeen: boolean;
  /** Id of the sitting, when it was made in exam mode. */
  readonly sitting?: string;
  /** `<cohort>/<assignment>`, when it was made in assigned work. */
  readonly assigned?: string;
}

/** What a learner keeps of a hand-in: enough to tell the very file again. */
export interface HandInReceipt {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly lab: string;
  readonly labVersion: string;
  /** The id that the learner chose for it. */
  readonly learner: string;
  readonly handedInAt: string;
  /** As this browser judged the work: self-assessed. */
  readonly points: number;
  readonly maxPoints: number;
  /** `did:key:…` that signed it. */
  readonly signer: string;
  /** `<cohort>/<assignment>` that it answers, if any, and which of its attempts. */
  readonly assigned?: string;
  /** From 1. */
  readonly attempt?: number;
  /** Id of the sitting of an exam whose work it is, if any. */
  readonly sitting?: string;
}

/** What a learner keeps of the hand-in of an exam's knowledge part. */
export interface ExamReceipt {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Id of the exam. */
  readonly exam: string;
  /** Number of the sitting. */
  readonly number: number;
  /** The id under which it was handed in: of a pack, the one that it is made out to. */
  readonly learner: string;
  readonly handedInAt: string;
  /** As this browser judged the answers: self-assessed. */
  readonly right: number;
  readonly of: number;
  /** `did:key:…` that signed it. */
  readonly signer: string;
}

/** What a learner keeps of the hand-in of a quiz or a lesson. */
export interface LearnedReceipt {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly kind: 'quiz' | 'lesson';
  /** `<course>/<quiz>` or `<course>/<lesson>`. */
  readonly activity: string;
  readonly learner: string;
  readonly handedInAt: string;
  /** Of a quiz, as this browser judged the answers; of a lesson 1 of 1. Self-assessed. */
  readonly right: number;
  readonly of: number;
  /** `did:key:…` that signed it. */
  readonly signer: string;
  /** `<cohort>/<assignment>` that it answers, and of a quiz which of its attempts. */
  readonly assigned: string;
  /** From 1. */
  readonly attempt?: number;
}

/** An exam pack that an issuer handed out, as it came: locked. */
export interface KeptPack {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly id: string;
  /** The file. */
  readonly text: string;
  readonly keptAt: string;
}

/** A certificate that the learner keeps with the record. What it says is read from its text, which its issuer has signed. */
export interface KeptCertificate {
  /** SHA-256 of `text`, lower-case hexadecimal. */
  readonly id: string;
  /** The JSON file. */
  readonly text: string;
  readonly keptAt: string;
}

/** An assignment that a learner opened from its link. What it says is read from the link, whose signature stays with it. */
export interface KeptAssignment {
  /** `<cohort>/<assignment>`. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601 in UTC. */
  readonly dueAt?: string;
  /** Fragment of the link, as it was opened last. */
  readonly link: string;
  /** The id that the link has, or that the learner typed. */
  readonly learner: string;
  /** `did:key:…` that signed it. */
  readonly signer: string;
  readonly keptAt: string;
}

/** The learner's answers to a retrieval question or an interaction of a lesson. */
export interface QuestionAnswered {
  /** `<course>/<lesson>#<question id>`. */
  readonly question: string;
  readonly right: boolean;
  readonly answeredAt: string;
}
