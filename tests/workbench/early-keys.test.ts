import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EarlyKeys } from '../../src/components/workbench/early-keys.ts';

/** A press as a browser tells of it; `third` is a key that needs AltGr. */
function press(keys: EarlyKeys, key: string, held: { ctrl?: true; third?: true } = {}): boolean {
  let isTaken = false;
  keys.press({
    key,
    ctrlKey: held.ctrl === true || held.third === true,
    metaKey: false,
    altKey: held.third === true,
    isComposing: false,
    getModifierState: (name: string) => name === 'AltGraph' && held.third === true,
    preventDefault: () => (isTaken = true),
    stopPropagation: () => undefined,
  } as unknown as KeyboardEvent);
  return isTaken;
}

test('keys that type are kept, in their order, and given away once', () => {
  const keys = new EarlyKeys();
  for (const key of ['l', 's', ' ', '-', '😀', 'x', 'Backspace', 'Backspace', 'Enter']) {
    assert.ok(press(keys, key), key);
  }
  assert.ok(press(keys, '@', { third: true }));
  assert.equal(keys.text.value, 'ls -\n@');
  assert.equal(keys.take(), 'ls -\n@');
  assert.equal(keys.take(), '');
});

test('keys that type nothing are left to the page', () => {
  const keys = new EarlyKeys();
  for (const key of ['Tab', 'Escape', 'F6', 'ArrowDown', 'Shift', 'Dead', 'Backspace', ' ']) {
    assert.ok(!press(keys, key), key);
  }
  assert.ok(!press(keys, 'k', { ctrl: true }));
  assert.equal(keys.text.value, '');
});

test('what is pasted is kept with the line ends of the page', () => {
  const keys = new EarlyKeys();
  const paste = (text: string) =>
    keys.paste({
      clipboardData: { getData: () => text },
      preventDefault: () => undefined,
    } as unknown as ClipboardEvent);
  paste('a\r\nb\rc');
  paste('');
  assert.equal(keys.take(), 'a\nb\nc');
});
