/** The text being edited and the place in it: pure edits, one method for each. Places are in UTF-16 code units. */
export class EditBuffer {
  #text = '';
  #cursor = 0;
  #killed = '';

  get text(): string {
    return this.#text;
  }

  get cursor(): number {
    return this.#cursor;
  }

  set(text: string, cursor = text.length): void {
    this.#text = text;
    this.#cursor = cursor;
  }

  insert(text: string): void {
    this.set(
      this.#text.slice(0, this.#cursor) + text + this.#text.slice(this.#cursor),
      this.#cursor + text.length,
    );
  }

  /** Puts `text` in place of what stands between two places; the cursor goes behind it. */
  replace(from: number, to: number, text: string): void {
    this.set(this.#text.slice(0, from) + text + this.#text.slice(to), from + text.length);
  }

  left(): void {
    this.#cursor -= this.#charBefore();
  }

  right(): void {
    this.#cursor += this.#charBehind();
  }

  /** To the start of the row; a line may have several rows. */
  home(): void {
    this.#cursor = this.#text.lastIndexOf('\n', this.#cursor - 1) + 1;
  }

  end(): void {
    const end = this.#text.indexOf('\n', this.#cursor);
    this.#cursor = end < 0 ? this.#text.length : end;
  }

  wordLeft(): void {
    this.#cursor = this.#wordStart(/[\p{L}\p{N}_]/u);
  }

  wordRight(): void {
    this.#cursor = this.#wordEnd();
  }

  /** Moves to the row above; `false` when there is none. */
  rowUp(): boolean {
    const start = this.#text.lastIndexOf('\n', this.#cursor - 1) + 1;
    if (start === 0) return false;
    const above = this.#text.lastIndexOf('\n', start - 2) + 1;
    this.#cursor = Math.min(above + (this.#cursor - start), start - 1);
    return true;
  }

  /** Moves to the row below; `false` when there is none. */
  rowDown(): boolean {
    const end = this.#text.indexOf('\n', this.#cursor);
    if (end < 0) return false;
    const start = this.#text.lastIndexOf('\n', this.#cursor - 1) + 1;
    const next = this.#text.indexOf('\n', end + 1);
    this.#cursor = Math.min(end + 1 + (this.#cursor - start), next < 0 ? this.#text.length : next);
    return true;
  }

  deleteLeft(): void {
    const from = this.#cursor - this.#charBefore();
    this.replace(from, this.#cursor, '');
  }

  deleteRight(): void {
    const { cursor } = this;
    this.replace(cursor, cursor + this.#charBehind(), '');
  }

  killWordLeft(): void {
    this.#kill(this.#wordStart(/[\p{L}\p{N}_]/u), this.#cursor);
  }

  killWordRight(): void {
    this.#kill(this.#cursor, this.#wordEnd());
  }

  /** Back to the last white space, as Ctrl-W. */
  killSpaceWord(): void {
    this.#kill(this.#wordStart(/\S/u), this.#cursor);
  }

  killToEnd(): void {
    const from = this.#cursor;
    this.end();
    this.#kill(from, this.#cursor === from ? Math.min(from + 1, this.#text.length) : this.#cursor);
  }

  killToStart(): void {
    const to = this.#cursor;
    this.home();
    this.#kill(this.#cursor, to);
  }

  yank(): void {
    this.insert(this.#killed);
  }

  /** Swaps the two characters around the cursor (before it, at the end). */
  transpose(): void {
    if (this.#text.length < 2 || this.#cursor === 0) return;
    if (this.#cursor === this.#text.length) this.left();
    const before = this.#text.slice(this.#cursor - this.#charBefore(), this.#cursor);
    const behind = this.#text.slice(this.#cursor, this.#cursor + this.#charBehind());
    this.replace(this.#cursor - before.length, this.#cursor + behind.length, behind + before);
  }

  #kill(from: number, to: number): void {
    if (from === to) return;
    this.#killed = this.#text.slice(from, to);
    this.replace(from, to, '');
  }

  #wordStart(inWord: RegExp): number {
    let at = this.#cursor;
    while (at > 0 && !inWord.test(this.#text.charAt(at - 1))) at -= 1;
    while (at > 0 && inWord.test(this.#text.charAt(at - 1))) at -= 1;
    return at;
  }

  #wordEnd(): number {
    let at = this.#cursor;
    while (at < this.#text.length && !/[\p{L}\p{N}_]/u.test(this.#text.charAt(at))) at += 1;
    while (at < this.#text.length && /[\p{L}\p{N}_]/u.test(this.#text.charAt(at))) at += 1;
    return at;
  }

  /** Length of the character (with its combining marks) before the cursor. */
  #charBefore(): number {
    return /(?:[^\p{M}]\p{M}*|\p{M})$/u.exec(this.#text.slice(0, this.#cursor))?.[0].length ?? 0;
  }

  #charBehind(): number {
    return /^[^]\p{M}*/u.exec(this.#text.slice(this.#cursor))?.[0].length ?? 0;
  }
}
