/** The parts of an `OpenBadgeCredential` as this zone writes them; the names and lists are those of Open Badges 3.0. */
export interface UnsignedBadge {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly type: readonly ['VerifiableCredential', 'OpenBadgeCredential'];
  readonly name: string;
  readonly issuer: {
    readonly id: string;
    readonly type: readonly ['Profile'];
    readonly name: string;
    readonly url: string;
  };
  readonly validFrom: string;
  readonly awardedDate: string;
  readonly validUntil?: string;
  readonly credentialSubject: BadgeSubject;
  readonly evidence: readonly {
    readonly id: string;
    readonly type: readonly ['Evidence'];
    readonly name: string;
    readonly description: string;
    readonly narrative: string;
  }[];
  readonly credentialSchema: readonly {
    readonly id: string;
    readonly type: '1EdTechJsonSchemaValidator2019';
  }[];
  readonly credentialStatus?: {
    readonly id: string;
    readonly type: 'BitstringStatusListEntry';
    readonly statusPurpose: 'revocation';
    readonly statusListIndex: string;
    readonly statusListCredential: string;
  };
}

/** Who holds the badge, and for what. */
export interface BadgeSubject extends BadgeHolder {
  readonly type: readonly ['AchievementSubject'];
  readonly achievement: {
    readonly id: string;
    readonly type: readonly ['Achievement'];
    readonly achievementType: 'Certificate';
    readonly name: string;
    readonly description: string;
    readonly criteria: { readonly id: string; readonly narrative: string };
    readonly resultDescription: readonly {
      readonly id: string;
      readonly type: readonly ['ResultDescription'];
      readonly name: string;
      readonly resultType: 'Percent';
      readonly valueMin: string;
      readonly valueMax: string;
    }[];
  };
  readonly result: readonly {
    readonly type: readonly ['Result'];
    readonly resultDescription: string;
    readonly value: string;
  }[];
}

/** An opaque `id` or a hashed address, and the plain name when the holder wants it told. */
export interface BadgeHolder {
  readonly id?: string;
  readonly identifier?: readonly BadgeIdentity[];
}

export interface BadgeIdentity {
  readonly type: 'IdentityObject';
  readonly hashed: boolean;
  readonly identityType: 'emailAddress' | 'name';
  /** `sha256$` and the hex digest of address and salt; or, not hashed, the name itself. */
  readonly identityHash: string;
  readonly salt?: string;
}
