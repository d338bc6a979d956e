/** A data contract of ODCS 3.1.0, as far as our readers look at it. Read it with `readContract`. */
export interface DataContract {
  readonly apiVersion: string;
  readonly id: string;
  readonly version: string;
  readonly status: string;
  readonly name?: string;
  readonly domain?: string;
  readonly description?: {
    readonly purpose?: string;
    readonly limitations?: string;
    readonly usage?: string;
  };
  readonly team?: { readonly members?: readonly TeamMember[] } | readonly TeamMember[];
  readonly support?: readonly { readonly channel: string }[];
  readonly schema?: readonly SchemaObject[];
  readonly slaProperties?: readonly SlaProperty[];
}

export interface TeamMember {
  readonly username: string;
  readonly role?: string;
}

/** A table of the contract. */
export interface SchemaObject {
  readonly name: string;
  readonly physicalName?: string;
  readonly properties?: readonly SchemaProperty[];
  readonly quality?: readonly QualityRule[];
  readonly customProperties?: readonly { readonly property: string; readonly value: unknown }[];
}

/** A column. */
export interface SchemaProperty {
  readonly name: string;
  readonly logicalType?: string;
  readonly logicalTypeOptions?: Readonly<Record<string, unknown>>;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly primaryKey?: boolean;
  readonly classification?: string;
  readonly quality?: readonly QualityRule[];
}

export interface QualityRule {
  readonly type?: string;
  readonly metric?: string;
  readonly query?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly unit?: string;
  readonly severity?: string;
  readonly mustBe?: unknown;
  readonly mustNotBe?: unknown;
  readonly mustBeGreaterThan?: number;
  readonly mustBeGreaterOrEqualTo?: number;
  readonly mustBeLessThan?: number;
  readonly mustBeLessOrEqualTo?: number;
  readonly mustBeBetween?: readonly [number, number];
  readonly mustNotBeBetween?: readonly [number, number];
}

export interface SlaProperty {
  readonly property: string;
  readonly value: unknown;
  readonly unit?: string;
  readonly element?: string;
}

const UNITS: Readonly<Record<string, string>> = {
  d: 'd',
  day: 'd',
  days: 'd',
  w: 'w',
  wk: 'w',
  week: 'w',
  weeks: 'w',
  m: 'm',
  mo: 'm',
  month: 'm',
  months: 'm',
  h: 'h',
  hour: 'h',
  hours: 'h',
  y: 'y',
  yr: 'y',
  year: 'y',
  years: 'y',
};

/** The unit of a service level in its shortest form: `days` and `day` are `d`; an unknown one stays as it is. */
export function slaUnit(unit: string): string {
  return UNITS[unit.trim().toLowerCase()] ?? unit;
}

/** The people of a contract, in either of the two forms that the standard knows. */
export function teamMembers(contract: DataContract): readonly TeamMember[] {
  const { team } = contract;
  if (!team) return [];
  return 'members' in team
    ? (team.members ?? [])
    : Array.isArray(team)
      ? (team as readonly TeamMember[])
      : [];
}

/** True when the measured number keeps the rule's one operator; the end points of `mustBeBetween` do not keep it. */
export function keepsRule(rule: QualityRule, measured: number): boolean {
  if (rule.mustBe !== undefined) return measured === Number(rule.mustBe);
  if (rule.mustNotBe !== undefined) return measured !== Number(rule.mustNotBe);
  if (rule.mustBeGreaterThan !== undefined) return measured > rule.mustBeGreaterThan;
  if (rule.mustBeGreaterOrEqualTo !== undefined) return measured >= rule.mustBeGreaterOrEqualTo;
  if (rule.mustBeLessThan !== undefined) return measured < rule.mustBeLessThan;
  if (rule.mustBeLessOrEqualTo !== undefined) return measured <= rule.mustBeLessOrEqualTo;
  const within = (bounds: readonly [number, number]) =>
    measured > bounds[0] && measured < bounds[1];
  if (rule.mustBeBetween) return within(rule.mustBeBetween);
  if (rule.mustNotBeBetween) return !within(rule.mustNotBeBetween);
  return true;
}
