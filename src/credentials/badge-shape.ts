import { isObject, type JsonObject } from './strict-json.ts';

/**
 * What an Open Badge must have and this one lacks, as a path, or `undefined` when it has all: the fields that 1EdTech's
 * schema of an achievement credential requires, written from the specification.
 */
export function missingInBadge(badge: JsonObject): string | undefined {
  const types = listOf(badge['type']);
  if (!types.includes('OpenBadgeCredential') && !types.includes('AchievementCredential')) {
    return 'type OpenBadgeCredential';
  }
  if (!isText(badge['id'])) return 'id';
  if (!isText(badge['validFrom'])) return 'validFrom';
  const subject = badge['credentialSubject'];
  if (!isObject(subject)) return 'credentialSubject (one)';
  if (!listOf(subject['type']).includes('AchievementSubject')) return 'credentialSubject.type';
  if (!isText(subject['id']) && listOf(subject['identifier']).length === 0) {
    return 'credentialSubject.id or identifier';
  }
  const achievement = subject['achievement'];
  if (!isObject(achievement)) return 'credentialSubject.achievement';
  if (!listOf(achievement['type']).includes('Achievement')) return 'achievement.type';
  const text = ['id', 'name', 'description'].find((key) => !isText(achievement[key]));
  if (text !== undefined) return `achievement.${text}`;
  return isObject(achievement['criteria']) ? undefined : 'achievement.criteria';
}

/** JSON-LD lets one value stand for a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
