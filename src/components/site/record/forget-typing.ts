/** Takes away what the site keeps beside the record: typing of labs that was not saved yet, and how panes stood. */
export function forgetTyping(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith('plumbline')) localStorage.removeItem(key);
    }
  } catch {
    // A browser that refuses storage has kept nothing there.
  }
}
