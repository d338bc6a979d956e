import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkContent, formatProblem, readLessons } from '#authoring';

test('the content of this repository holds', () => {
  assert.deepEqual(checkContent().problems.map(formatProblem), []);
});

test('a lesson is 900 to 1,400 words, explains every option, and ends with questions and work', () => {
  for (const { id, head, body, headings } of readLessons()) {
    const words = wordsOf(body);
    assert.ok(words >= 900 && words <= 1400, `${id} has ${words} words`);
    assert.ok(head.questions.length >= 2, `${id} asks ${head.questions.length} questions`);
    const sections = headings.map(({ text }) => text);
    assert.deepEqual(sections.slice(-3), ['Recall', 'At work tomorrow', 'Sources'], id);
  }
});

test('the minutes that a lesson states are those of its words and of what is tried in it', () => {
  for (const { id, head, body } of readLessons()) {
    const pace = wordsOf(body) / head.minutes;
    assert.ok(pace >= 90 && pace <= 165, `${id}: ${pace.toFixed(0)} words a minute`);
  }
});

/** Words of the text as read: without listings, tags and table rules. */
function wordsOf(body: string): number {
  const read = body.replace(/^```[\s\S]*?^```/gm, ' ').replace(/<[^>]*>|\{[^}]*\}/g, ' ');
  return read.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu)?.length ?? 0;
}
