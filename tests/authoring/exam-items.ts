import assert from 'node:assert/strict';
import { readExamItems } from '#authoring';
import type { ExamItem } from '#curriculum';

const items = new Map(readExamItems().map((item) => [item.id, item]));

/** The item of an exam bank with this id. */
export function examItem(id: string): ExamItem {
  const item = items.get(id);
  assert.ok(item, `no exam bank has an item ${id}`);
  return item;
}

/** Lines of the item's artifact. */
export const shownLines = (id: string): readonly string[] =>
  (examItem(id).artifact?.text ?? '').trimEnd().split('\n');

/** Numbers in a text, in the order in which they stand; "3,600" is one of them. */
export const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g)].map(([found]) =>
    Number(found.replaceAll(',', '')),
  );

/** The number item has this answer, and takes these for mistakes and no others. */
export function answers(id: string, answer: number, ...wrong: readonly number[]): void {
  const item = examItem(id);
  assert.ok(item.kind === 'number', `${id} asks for a number`);
  const near = (a: number, b: number): boolean =>
    Math.abs(a - b) <= Math.max(item.tolerance, 0.005 * Math.abs(b), 1e-9);
  assert.ok(near(item.answer, answer), `${id}: ${item.answer} stands there, ${answer} is computed`);
  const stated = item.mistakes.map((mistake) => mistake.answer);
  assert.equal(stated.length, wrong.length, `${id} has ${stated.length} mistakes`);
  wrong.forEach((one, index) => {
    assert.ok(near(stated[index] ?? Number.NaN, one), `${id}: mistake ${index + 1} is ${one}`);
  });
}

/** The item says each piece, word for word: in its question, its options or its explanations. */
export function says(id: string, ...pieces: readonly (string | number)[]): void {
  const said = JSON.stringify(examItem(id));
  for (const piece of pieces) assert.ok(said.includes(String(piece)), `${id}: ${piece}`);
}

/** The one right option begins with this. */
export function rightIs(id: string, beginning: string): void {
  const item = examItem(id);
  assert.ok(item.kind === 'choice', `${id} has one right option`);
  const right = item.options.find((option) => option.right)?.text ?? '';
  assert.ok(right.startsWith(beginning), `${id}: "${right}" is right, not "${beginning}…"`);
}

export const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
export const percentOf = (part: number, whole: number): number => (100 * part) / whole;
/** Days from 1970 to a date such as "2026-07-01". */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
